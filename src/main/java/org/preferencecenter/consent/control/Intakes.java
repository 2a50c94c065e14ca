package org.preferencecenter.consent.control;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;

import org.preferencecenter.consent.entity.Intake;
import org.preferencecenter.consent.entity.Origin;
import org.preferencecenter.consent.entity.Reach;
import org.preferencecenter.consent.entity.Taken;
import org.preferencecenter.ledger.control.Ledger;

/**
 * Takes in what a file says of thousands of people at once, by the same rules as one person's own answer and into the same
 * ledger, in a dozen statements however many they are. Works on the caller's connection: its commit makes all of it durable
 * together with whatever the caller stores, or none of it.
 */
@Singleton
public class Intakes {

    private final Suppressions suppressions;
    private final Ledger ledger;
    private final Reach reach;

    @Inject
    public Intakes(Suppressions suppressions, Ledger ledger, CatalogueReach reach) {
        this(suppressions, ledger, (Reach) reach);
    }

    /** Without a container. */
    public Intakes(Suppressions suppressions, Ledger ledger, Reach reach) {
        this.suppressions = suppressions;
        this.ledger = ledger;
        this.reach = reach;
    }

    /**
     * The circumstances of all lines.
     *
     * @param brand  whose suppressions count, and for whom an address is suppressed
     * @param change names all that is made of this file, in everybody's ledger
     * @param no     how a no came in; {@code yes}: a yes, with the place and mode that prove it
     * @param dry    nothing is stored: what is answered would be
     */
    public record Order(int brand, UUID change, Origin no, Origin yes, Instant at, boolean dry) {
    }

    /** Somebody else stored one of the addresses at the same moment. Roll back, and take the same lines once more. */
    public static final class Overtaken extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Overtaken() {
            super("an address was taken by somebody else at the same moment");
        }
    }

    /**
     * What was made of some lines.
     *
     * @param lines in the order they were given
     * @param made  suppressions that were not there before
     */
    public record Round(List<Taken> lines, List<FileSuppressions.Made> made) {
    }

    /**
     * @param lines each with one address at least
     * @throws Overtaken    see there
     * @throws DatabaseAway if suppressions cannot be read
     */
    public Round take(Connection connection, Order order, List<Intake> lines) throws SQLException {
        return new IntakeRound(connection, order, lines, suppressions, reach).run();
    }

    /**
     * Takes back what an import made of these people, where nobody changed it since. Whom it made is erased, unless
     * something else happened with them meanwhile.
     *
     * @param undone the import's change
     * @param order  the circumstances of taking back; its own change, and its {@code no} as the way it came in
     */
    public Undone undo(Connection connection, Order order, UUID undone, List<Effect> effects) throws SQLException {
        return new IntakeUndo(connection, order, undone, effects, ledger, reach).run();
    }

    /** Takes suppressions away that an import made. @return how many */
    public int lift(Connection connection, List<FileSuppressions.Made> made, Instant at) throws SQLException {
        return FileSuppressions.lift(connection, made, at);
    }

    /**
     * What an import made of somebody.
     *
     * @param addresses what it added; {@code was} and {@code made} as {@link Taken} has them
     * @param later     a later import told something of them too
     */
    public record Effect(long recipient, boolean created, List<UUID> addresses, Map<String, String> was,
            Map<String, String> made, boolean later) {
    }

    /**
     * @param people  of whom something was taken back
     * @param erased  who was made by the import and is nobody any more
     * @param changed who was made by it and has a story of their own since: kept
     */
    public record Undone(int people, int erased, int changed) {
    }
}
