package org.preferencecenter.ledger.control;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;

import org.preferencecenter.ledger.entity.Difference;
import org.preferencecenter.ledger.entity.Difference.Kind;

/** Goes over people: whether everybody's end is there, and what counts now is what their entries say. */
final class AuditPeople {

    private final Connection connection;
    private final Checkpoints checkpoints;
    private final Iterable<Derived> derived;

    AuditPeople(Connection connection, Checkpoints checkpoints, Iterable<Derived> derived) {
        this.connection = connection;
        this.checkpoints = checkpoints;
        this.derived = derived;
    }

    /**
     * The first difference among these people, with the leaf it is about.
     *
     * @param after ids from here on (exclusive)
     * @param to    up to here (inclusive)
     */
    Optional<Difference> among(long after, long to) throws SQLException {
        Optional<Difference> found = first(after, to);
        return found.isEmpty() ? found : Optional.of(located(found.get()));
    }

    private Optional<Difference> first(long after, long to) throws SQLException {
        Optional<AuditRows.Name> name = AuditRows.cut(connection, after, to);
        if (name.isPresent()) {
            return Optional.of(new Difference(Kind.TRUNCATED, -1, name.get().recipient(), name.get().seq(), "", 0));
        }
        Optional<AuditRows.Name> orphan = AuditRows.orphan(connection, after, to);
        if (orphan.isPresent()) {
            return Optional.of(new Difference(Kind.REMOVED, -1, orphan.get().recipient(), 0, "recipient", 0));
        }
        for (Derived kept : derived) {
            Optional<Difference> difference = kept.check(connection, after, to);
            if (difference.isPresent()) {
                return difference;
            }
        }
        return Optional.empty();
    }

    /** The same with all that the leaf of the entry tells: where it lies, since which checkpoint, and what the entry said. */
    private Difference located(Difference found) throws SQLException {
        Optional<AuditRows.Leaf> leaf = AuditRows.leaf(connection, found.recipient(), found.seq());
        Optional<Checkpoints.Signed> covering = leaf.isEmpty() ? Optional.empty() : checkpoints.after(connection, leaf.get().index());
        if (covering.isEmpty()) {
            return found;
        }
        Difference exact = found.kind() == Kind.CHANGED ? new AuditEntry(connection).check(leaf.get(), covering.get(), -1) : null;
        return exact != null ? exact : new Difference(found.kind(), leaf.get().index(), found.recipient(), found.seq(), found.field(),
                found.was(), found.is(), covering.get().size());
    }
}
