package org.preferencecenter.access.control;

import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;

import org.preferencecenter.access.entity.ApiKey;
import org.preferencecenter.access.entity.KeyText;
import org.preferencecenter.access.entity.Permission;

/** A key table without a database: counts how often it is read, and can be away. */
final class KeysInMemory extends KeyTable {

    final Map<String, Instant> uses = new HashMap<>();
    private final List<Row> rows = new ArrayList<>();
    int reads;
    int writes;
    boolean away;

    KeysInMemory() {
        super(null);
    }

    /** A key whose octets are all of this number. */
    static KeyText text(int number) {
        byte[] id = new byte[KeyText.ID_BYTES];
        byte[] secret = new byte[KeyText.SECRET_BYTES];
        java.util.Arrays.fill(id, (byte) number);
        java.util.Arrays.fill(secret, (byte) number);
        return KeyText.of(id, secret);
    }

    KeyText put(int number, int perMinute, Instant expires, Permission... permissions) {
        KeyText text = text(number);
        rows.removeIf(row -> row.key().id().equals(text.id()));
        rows.add(new Row(new ApiKey(text.id(), "key " + number, Set.of(permissions), OptionalInt.empty(), null, perMinute,
                Instant.EPOCH, expires, null, null, null), text.hash()));
        return text;
    }

    void takeAway(KeyText text) {
        rows.removeIf(row -> row.key().id().equals(text.id()));
    }

    @Override
    List<Row> live(Instant now) throws SQLException {
        reads++;
        answer();
        return List.copyOf(rows);
    }

    @Override
    void used(Map<String, Instant> since) throws SQLException {
        writes++;
        answer();
        uses.putAll(since);
    }

    private void answer() throws SQLException {
        if (away) {
            throw new SQLException("the database is away", "08006");
        }
    }
}
