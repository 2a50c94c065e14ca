package org.preferencecenter.ledger.control;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;

import org.preferencecenter.ledger.entity.Difference;
import org.preferencecenter.ledger.entity.Entry;
import org.preferencecenter.ledger.entity.LogKey;
import org.preferencecenter.ledger.entity.SignedNote;

/**
 * What an audit leaves: a row, and if nothing was found a signed note beside it. Rows can be written by whoever holds the
 * database, notes cannot; so the next audit goes by notes alone.
 */
final class AuditResult {

    /** Newer results that nobody signed are passed over, so many of them. */
    static final int MOST = 100;
    /** The line that tells whether it was whole, and which of the older leaves it took. */
    private static final int OLD = 5;
    private static final String WHOLE = "whole ";

    private AuditResult() {
    }

    /**
     * Where the newest audit that found nothing ended.
     *
     * @param from   the first new leaf it took, {@code size} the end of the last one
     * @param after  people with ids from here on (exclusive), {@code people} there (inclusive), of the last round over everybody
     * @param old    up to which of the leaves before {@code from}, of the last round over all of them
     */
    record Ended(long from, long size, long after, long people, long old) {
        static final Ended NOWHERE = new Ended(0, 0, 0, 0, 0);
    }

    /** The last result that is signed, and whose root is still that of the checkpoint of its size. */
    static Ended last(Connection connection, Checkpoints checkpoints, Map<Integer, LogKey> ours) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement("""
                select note, from_size, to_size, people_from, people_to, old_to from ledger_audit where difference is null
                order by to_size desc, id desc limit""" + " " + MOST); ResultSet row = select.executeQuery()) {
            while (row.next()) {
                Ended ended = new Ended(row.getLong(2), row.getLong(3), row.getLong(4), row.getLong(5), row.getLong(6));
                if (row.getString(1) != null && holds(connection, checkpoints, ours, row.getString(1), ended)) {
                    return ended;
                }
            }
            return Ended.NOWHERE;
        }
    }

    private static boolean holds(Connection connection, Checkpoints checkpoints, Map<Integer, LogKey> ours, String text, Ended told)
            throws SQLException {
        try {
            SignedNote note = SignedNote.parse(text);
            String[] lines = note.text().split("\n");
            Optional<Checkpoints.Signed> checkpoint = checkpoints.of(connection, told.size());
            return ours.values().stream().anyMatch(key -> lines[0].equals(title(key)) && note.signedBy(key)) && checkpoint.isPresent()
                    && lines[1].equals(told.from() + " " + told.size()) && lines[2].equals(base64(checkpoint.get().root()))
                    && Arrays.equals(checkpoint.get().checkpoint().root(), checkpoint.get().root())
                    && lines[3].equals(told.after() + " " + told.people()) && (lines.length > OLD ? lines[OLD].endsWith(" " + told.old()) : told.old() == 0);
        } catch (IllegalArgumentException | ArrayIndexOutOfBoundsException notOne) {
            return false;
        }
    }

    /**
     * Whether such a result clears the difference that an audit found before: a signed one, over everything, begun after that one
     * had ended.
     */
    static boolean clears(Connection connection, Checkpoints checkpoints, Map<Integer, LogKey> ours, String note, Ended told, Instant after)
            throws SQLException {
        if (!holds(connection, checkpoints, ours, note, told)) {
            return false;
        }
        String[] lines = SignedNote.parse(note).text().split("\n");
        // Results from before old leaves were walked again do not say whether they are whole.
        boolean whole = lines.length > OLD ? lines[OLD].startsWith(WHOLE) : lines[1].startsWith("0 ") && lines[3].startsWith("0 ");
        return whole && Instant.parse(lines[4].split(" ")[0]).isAfter(after);
    }

    private static String title(LogKey key) {
        return key.name() + "/audit";
    }

    private static String base64(byte[] octets) {
        return Base64.getEncoder().encodeToString(octets);
    }

    /**
     * Keeps a result, within the caller's transaction.
     *
     * @param account who asked for it, or 0
     * @return its id
     */
    static long keep(Connection connection, LogKeys keys, Checkpoints checkpoints, Audit.Plan plan, Optional<Difference> difference,
            Instant began, Instant ended, int account) throws SQLException {
        Optional<Checkpoints.Signed> to = checkpoints.of(connection, plan.to());
        String note = null;
        if (difference.isEmpty() && to.isPresent()) {
            note = keys.sign(connection, title(keys.list(connection).get(0).key()) + '\n' + plan.from() + ' ' + plan.to() + '\n'
                    + base64(to.get().root()) + '\n' + plan.after() + ' ' + plan.until() + '\n' + Entry.text(began) + ' ' + Entry.text(ended)
                    + '\n' + (plan.whole() ? WHOLE : "new ") + plan.old() + ' ' + plan.oldTo() + '\n', 0).toString();
        }
        try (PreparedStatement insert = connection.prepareStatement("""
                insert into ledger_audit (began_at, ended_at, from_size, to_size, difference, whole, people_from, people_to, account_id, note,
                    old_from, old_to)
                values (?, ?, ?, ?, ?, ?, ?, ?, nullif(?, 0), ?, ?, ?) returning id""")) {
            insert.setObject(1, began.atOffset(ZoneOffset.UTC));
            insert.setObject(2, ended.atOffset(ZoneOffset.UTC));
            insert.setLong(3, plan.from());
            insert.setLong(4, plan.to());
            insert.setString(5, difference.map(Difference::toString).orElse(null));
            insert.setBoolean(6, plan.whole());
            insert.setLong(7, plan.after());
            insert.setLong(8, plan.until());
            insert.setInt(9, account);
            insert.setString(10, note);
            insert.setLong(11, plan.old());
            insert.setLong(12, plan.oldTo());
            try (ResultSet row = insert.executeQuery()) {
                row.next();
                return row.getLong(1);
            }
        }
    }
}
