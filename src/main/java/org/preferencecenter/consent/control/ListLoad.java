package org.preferencecenter.consent.control;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

import javax.sql.DataSource;

import org.postgresql.PGConnection;

import org.preferencecenter.consent.entity.ImportedList;

/**
 * One reading of an opposition list: a table of its own that nobody sees, filled in pieces while the file comes, then
 * indexed and put in force as a whole. No connection and no transaction is held while the file is waited for.
 */
final class ListLoad {

    private static final int AT_ONCE = 50_000;
    /** A reading that has not been heard of for so long is dead. */
    private static final Duration DEAD = Duration.ofHours(6);

    private final DataSource database;
    private final int generation;
    private final StringBuilder waiting = new StringBuilder();
    private int count;

    private ListLoad(DataSource database, int generation) {
        this.database = database;
        this.generation = generation;
    }

    static ListLoad begin(DataSource database, String code, Instant now) {
        return Transaction.in(database, connection -> {
            try (PreparedStatement insert = connection.prepareStatement(
                    "insert into opposition_generation (code, touched_at) values (?, ?) returning id")) {
                insert.setString(1, code);
                insert.setObject(2, now.atOffset(ZoneOffset.UTC));
                try (ResultSet row = insert.executeQuery()) {
                    row.next();
                    ListLoad load = new ListLoad(database, row.getInt(1));
                    // The check lets it be attached later without being read once more.
                    execute(connection, "create table " + load.table() + " (generation integer not null check (generation = "
                            + load.generation + "), hash bytea not null)");
                    return load;
                }
            }
        });
    }

    int generation() {
        return generation;
    }

    private String table() {
        return table(generation);
    }

    private static String table(int generation) {
        return "opposition_entry_" + generation;
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    void add(byte[] hash) {
        waiting.append(generation).append("\t\\\\x").append(HexFormat.of().formatHex(hash)).append('\n');
        if (++count == AT_ONCE) {
            flush();
        }
    }

    private void flush() {
        byte[] rows = waiting.toString().getBytes(StandardCharsets.US_ASCII);
        waiting.setLength(0);
        count = 0;
        Transaction.reading(database, connection -> {
            try {
                return connection.unwrap(PGConnection.class).getCopyAPI()
                        .copyIn("copy " + table() + " (generation, hash) from stdin", new ByteArrayInputStream(rows));
            } catch (IOException impossible) {
                throw new IllegalStateException("an array of bytes can always be read", impossible);
            }
        });
    }

    /** Stores what is left and makes it fit to be asked. Takes its time: not within a transaction's patience. */
    void finish() {
        flush();
        Transaction.reading(database, connection -> {
            execute(connection, "create index on " + table() + " (hash)");
            execute(connection, "analyze " + table());
            return true;
        });
    }

    /** @return false if a younger list has come in force meanwhile, and that is not wanted */
    boolean putInForce(ImportedList list, boolean older) {
        return Transaction.in(database, connection -> {
            // Two readings of one list end one after the other. And nobody asks meanwhile: a question that was planned
            // before and looks after would see the new list and none of its entries, and say that nobody is on it.
            execute(connection, "set local lock_timeout = '8s'");
            execute(connection, "lock table opposition_list in share row exclusive mode");
            execute(connection, "lock table opposition_entry in access exclusive mode");
            try (PreparedStatement upsert = connection.prepareStatement("""
                    insert into opposition_list (code, jurisdiction, date, form, entries, generation, imported_at,
                        account_id)
                    values (?, ?, ?, ?, ?, ?, ?, nullif(?, 0))
                    on conflict (code) do update set jurisdiction = excluded.jurisdiction, date = excluded.date,
                        form = excluded.form, entries = excluded.entries, generation = excluded.generation,
                        imported_at = excluded.imported_at, account_id = excluded.account_id
                    where opposition_list.date <= excluded.date or ?""")) {
                upsert.setString(1, list.code());
                upsert.setString(2, list.jurisdiction());
                upsert.setObject(3, list.date());
                upsert.setString(4, list.form().name());
                upsert.setLong(5, list.entries());
                upsert.setInt(6, list.generation());
                upsert.setObject(7, list.importedAt().atOffset(ZoneOffset.UTC));
                upsert.setInt(8, list.account());
                upsert.setBoolean(9, older);
                if (upsert.executeUpdate() == 0) {
                    return false;
                }
            }
            execute(connection, "alter table opposition_entry attach partition " + table() + " for values in (" + generation + ")");
            return true;
        });
    }

    /**
     * Clears away what is not in force: what it replaced, itself if it came to nothing, and what a reading left behind
     * that died. Dropping waits for who is asking right now, and gives up soon rather than have others wait behind it: the
     * next import tries again.
     *
     * @param done whether it was put in force
     */
    void clear(boolean done, Instant now) {
        try {
            Transaction.in(database, connection -> {
                execute(connection, "set local lock_timeout = '2s'");
                for (int gone : gone(connection, done ? 0 : generation, now)) {
                    execute(connection, "drop table if exists " + table(gone));
                    execute(connection, "delete from opposition_generation where id = " + gone);
                }
                return true;
            });
        } catch (DatabaseAway later) {
            // Nothing is wrong with what is in force; what is left over costs room only.
        }
    }

    private static List<Integer> gone(Connection connection, int failed, Instant now) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement("""
                select g.id from opposition_generation g
                where not exists (select 1 from opposition_list l where l.generation = g.id)
                    and (g.id = ? or g.touched_at < ?
                        or exists (select 1 from pg_inherits i where i.inhrelid = to_regclass('opposition_entry_' || g.id)))""")) {
            select.setInt(1, failed);
            select.setObject(2, now.minus(DEAD).atOffset(ZoneOffset.UTC));
            List<Integer> gone = new ArrayList<>();
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    gone.add(row.getInt(1));
                }
            }
            return gone;
        }
    }
}
