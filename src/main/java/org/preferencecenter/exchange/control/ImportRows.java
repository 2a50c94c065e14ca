package org.preferencecenter.exchange.control;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

import jakarta.json.Json;
import jakarta.json.JsonObjectBuilder;

import org.preferencecenter.consent.control.Intakes;
import org.preferencecenter.consent.control.FileSuppressions;
import org.preferencecenter.consent.entity.AddressForm;
import org.preferencecenter.consent.entity.Recipient.Address;
import org.preferencecenter.consent.entity.Taken;
import org.preferencecenter.exchange.entity.Remark;
import org.preferencecenter.platform.control.Vault;

/** What an import keeps beside what it imports: which lines to tell of, who was in the file, what to undo. */
final class ImportRows {

    private final Mac mac;

    ImportRows(Vault vault) {
        try {
            mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(vault.derive("import/seen"), "HmacSHA256"));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("every Java platform has HMAC-SHA-256", impossible);
        }
    }

    /** Something to tell of a line. */
    record Told(long line, Remark remark) {
    }

    void tell(Connection connection, long job, Collection<Told> told) throws SQLException {
        if (told.isEmpty()) {
            return;
        }
        try (PreparedStatement insert = connection.prepareStatement("""
                insert into import_line (job_id, line, reason) select ?, line, reason
                from unnest(?::bigint[], ?::smallint[]) as n (line, reason) on conflict do nothing""")) {
            insert.setLong(1, job);
            insert.setObject(2, told.stream().mapToLong(Told::line).toArray());
            insert.setArray(3, connection.createArrayOf("smallint", told.stream().map(t -> (short) t.remark().code()).toArray()));
            insert.executeUpdate();
        }
    }

    /** Which of these addresses stood in the file before, or stand further up here. */
    boolean[] repeats(Connection connection, long job, List<Address> addresses) throws SQLException {
        boolean[] repeats = new boolean[addresses.size()];
        long[] hashes = addresses.stream().mapToLong(this::hash).toArray();
        Set<Long> fresh = new HashSet<>();
        try (PreparedStatement insert = connection.prepareStatement("""
                insert into import_seen (job_id, hash) select ?, hash from unnest(?::bigint[]) as n (hash)
                on conflict do nothing returning hash""")) {
            insert.setLong(1, job);
            insert.setObject(2, hashes);
            try (ResultSet row = insert.executeQuery()) {
                while (row.next()) {
                    fresh.add(row.getLong(1));
                }
            }
        }
        for (int i = 0; i < hashes.length; i++) {
            repeats[i] = !fresh.remove(hashes[i]);
        }
        return repeats;
    }

    private long hash(Address address) {
        String key = address.channel() + ":" + AddressForm.normal(address.channel(), address.value());
        return ByteBuffer.wrap(mac.doFinal(key.getBytes(StandardCharsets.UTF_8))).getLong();
    }

    void forgetSeen(Connection connection, long job) throws SQLException {
        try (PreparedStatement delete = connection.prepareStatement("delete from import_seen where job_id = ?")) {
            delete.setLong(1, job);
            delete.executeUpdate();
        }
    }

    /** What was made of one recipient, perhaps by several lines. */
    private record Effect(boolean created, List<UUID> addresses, Map<String, String> was, Map<String, String> made) {

        Effect and(Taken next) {
            List<UUID> all = new ArrayList<>(addresses);
            all.addAll(next.addresses());
            return new Effect(created || next.result() == Taken.Result.NEW, all, over(next.was(), was), over(made, next.made()));
        }

        private static Map<String, String> over(Map<String, String> under, Map<String, String> over) {
            Map<String, String> both = new TreeMap<>(under == null ? Map.of() : under);
            both.putAll(over == null ? Map.of() : over);
            return both.isEmpty() ? null : both;
        }
    }

    void remember(Connection connection, long job, Intakes.Round round) throws SQLException {
        Map<Long, Effect> effects = new LinkedHashMap<>();
        for (Taken taken : round.lines()) {
            if (taken.recipient() != 0 && taken.result() != Taken.Result.UNCHANGED) {
                Effect before = effects.getOrDefault(taken.recipient(), new Effect(false, List.of(), null, null));
                effects.put(taken.recipient(), before.and(taken));
            }
        }
        if (!effects.isEmpty()) {
            insert(connection, job, effects);
        }
        if (!round.made().isEmpty()) {
            insert(connection, job, round.made());
        }
    }

    private static void insert(Connection connection, long job, Map<Long, Effect> effects) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement("""
                insert into import_effect as e (job_id, recipient_id, created, addresses, was, made)
                select ?, recipient, created, coalesce(string_to_array(nullif(addresses, ''), ' ')::uuid[], '{}'), was::jsonb, made::jsonb
                from unnest(?::bigint[], ?::boolean[], ?::text[], ?::text[], ?::text[]) as n (recipient, created, addresses, was, made)
                on conflict (job_id, recipient_id) do update set created = e.created or excluded.created,
                    addresses = e.addresses || excluded.addresses, was = coalesce(excluded.was || e.was, excluded.was, e.was),
                    made = coalesce(e.made || excluded.made, excluded.made, e.made)""")) {
            insert.setLong(1, job);
            insert.setObject(2, effects.keySet().stream().mapToLong(Long::longValue).toArray());
            Array created = connection.createArrayOf("boolean", effects.values().stream().map(Effect::created).toArray());
            insert.setArray(3, created);
            insert.setObject(4, effects.values().stream().map(e -> String.join(" ", e.addresses().stream().map(UUID::toString)
                    .toList())).toArray(String[]::new));
            insert.setObject(5, effects.values().stream().map(e -> json(e.was())).toArray(String[]::new));
            insert.setObject(6, effects.values().stream().map(e -> json(e.made())).toArray(String[]::new));
            insert.executeUpdate();
        }
    }

    private static String json(Map<String, String> values) {
        if (values == null) {
            return null;
        }
        JsonObjectBuilder json = Json.createObjectBuilder();
        values.forEach(json::add);
        return json.build().toString();
    }

    private static void insert(Connection connection, long job, List<FileSuppressions.Made> made) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement("""
                insert into import_suppression (job_id, hash, channel, brand_id)
                select ?, hash, channel, brand from unnest(?::bytea[], ?::text[], ?::integer[]) as n (hash, channel, brand)
                on conflict do nothing""")) {
            insert.setLong(1, job);
            insert.setObject(2, made.stream().map(FileSuppressions.Made::hash).toArray(byte[][]::new));
            insert.setObject(3, made.stream().map(m -> m.channel().name()).toArray(String[]::new));
            insert.setObject(4, made.stream().mapToInt(FileSuppressions.Made::brand).toArray());
            insert.executeUpdate();
        }
    }
}
