package org.preferencecenter.decision.control;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import javax.sql.DataSource;

import org.preferencecenter.decision.entity.Decision;
import org.preferencecenter.decision.entity.Grounds;
import org.preferencecenter.decision.entity.GroundsKey;

/** The few texts that very many decisions share, stored once and named by number. */
final class Interned {

    private static final int MOST = 20_000;   // an operator's rules may make many; what is not held is looked up

    private final DataSource database;
    private final Map<GroundsKey, Integer> grounds = new ConcurrentHashMap<>();
    private final Map<String, Integer> ruleBooks = new ConcurrentHashMap<>();

    Interned(DataSource database) {
        this.database = database;
    }

    int grounds(Decision decision) {
        return number(grounds, new GroundsKey(decision), () -> {
            String text = Grounds.of(decision).toString();
            byte[] hash = sha256(text);
            return stored("insert into decision_grounds (hash, grounds) values (?, ?) on conflict (hash) do nothing returning id",
                    "select id from decision_grounds where hash = ?", hash, text);
        });
    }

    int ruleBook(Decision decision) {
        Instant now = Instant.ofEpochMilli(decision.id().getMostSignificantBits() >>> 16);
        return number(ruleBooks, decision.ruleBook(), () -> stored("""
                insert into decision_rule_book (digest, first_used) values (?, ?) on conflict (digest) do nothing returning id""",
                "select id from decision_rule_book where digest = ?", decision.ruleBook(), now.atOffset(ZoneOffset.UTC)));
    }

    private static <K> int number(Map<K, Integer> known, K text, java.util.function.IntSupplier store) {
        Integer id = known.get(text);
        if (id == null) {
            id = store.getAsInt();
            if (known.size() < MOST) {
                known.put(text, id);
            }
        }
        return id;
    }

    private int stored(String insert, String select, Object key, Object rest) {
        return DecisionLog.reading(database, connection -> {
            try (PreparedStatement adding = connection.prepareStatement(insert)) {
                adding.setObject(1, key);
                adding.setObject(2, rest);
                try (ResultSet row = adding.executeQuery()) {
                    if (row.next()) {
                        return row.getInt(1);
                    }
                }
            }
            return existing(connection.prepareStatement(select), key);   // somebody else was faster, or an earlier start
        });
    }

    private static int existing(PreparedStatement select, Object key) throws SQLException {
        try (select) {
            select.setObject(1, key);
            try (ResultSet row = select.executeQuery()) {
                row.next();
                return row.getInt(1);
            }
        }
    }

    private static byte[] sha256(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
