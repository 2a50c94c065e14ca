package org.preferencecenter.link.control;

import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

/** A key table without a database: counts how often it is read, and can be away. Its secrets are not sealed. */
final class KeysInMemory extends KeyTable {

    private final List<Row> rows = new ArrayList<>();
    int reads;
    boolean away;

    KeysInMemory() {
        super(null, null);
    }

    /** A ring of one key over it, read already. */
    static Links links() {
        LinkKeys keys = new LinkKeys(new KeysInMemory(), Clock.fixed(Instant.EPOCH, ZoneOffset.UTC));
        keys.rotate();
        return new Links(keys);
    }

    void put(int id, byte[] secret) {
        rows.add(new Row(id, secret, false));
    }

    @Override
    List<Row> all() throws SQLException {
        reads++;
        answer();
        return List.copyOf(rows);
    }

    @Override
    byte[] secret(Row row) {
        return row.sealed();
    }

    @Override
    void addFirst(Instant now) throws SQLException {
        answer();
        if (rows.isEmpty()) {
            add(now);
        }
    }

    @Override
    int add(Instant now) throws SQLException {
        answer();
        byte[] secret = new byte[32];
        secret[0] = (byte) (rows.size() + 1);
        put(rows.size() + 1, secret);
        return rows.size();
    }

    @Override
    void compromise(int id, Instant now) throws SQLException {
        answer();
        Row row = rows.get(id - 1);
        rows.set(id - 1, new Row(id, row.sealed(), true));
        if (rows.stream().allMatch(Row::compromised)) {
            add(now);
        }
    }

    private void answer() throws SQLException {
        if (away) {
            throw new SQLException("away", "08006");
        }
    }
}
