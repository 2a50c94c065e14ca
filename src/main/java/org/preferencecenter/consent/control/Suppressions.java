package org.preferencecenter.consent.control;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import javax.sql.DataSource;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;

import org.preferencecenter.consent.entity.AddressForm;
import org.preferencecenter.consent.entity.Cause;
import org.preferencecenter.consent.entity.Suppressed;
import org.preferencecenter.consent.entity.SuppressionChange.Via;
import org.preferencecenter.consent.entity.SuppressionReason;
import org.preferencecenter.law.entity.Channel;
import org.preferencecenter.platform.control.Vault;

/**
 * Addresses that must not be contacted, kept as keyed hashes (HMAC-SHA-256 under a key derived from PC_SECRET): a copy
 * of the database does not tell them, and erasing the person does not lose them (W-08).
 */
@Singleton
public class Suppressions {

    private final DataSource database;
    private final Clock clock;
    private final Mac mac;

    @Inject
    public Suppressions(DataSource database, Clock clock, Vault vault) {
        this.database = database;
        this.clock = clock;
        this.mac = mac(vault.derive("suppression"));
    }

    /** Why the address must not be contacted for this brand or for all; empty: it may. @throws DatabaseAway if that cannot be told */
    public Set<SuppressionReason> reasons(Channel channel, String address, int brand) {
        byte[] hash = hash(channel, address);
        return Transaction.reading(database, connection -> {
            try (PreparedStatement select = connection.prepareStatement("""
                    select reason from suppression where hash = ? and channel in (?, 'ANY') and brand_id in (?, 0)""")) {
                select.setBytes(1, hash);
                select.setString(2, channel.name());
                select.setInt(3, brand);
                Set<SuppressionReason> reasons = EnumSet.noneOf(SuppressionReason.class);
                try (ResultSet row = select.executeQuery()) {
                    while (row.next()) {
                        reasons.add(SuppressionReason.valueOf(row.getString(1)));
                    }
                }
                return reasons;
            }
        });
    }

    /**
     * What may be suppressed.
     *
     * @param address as somebody wrote it, or null: nothing is known to suppress
     * @param brand   its id
     */
    public record Asked(Channel channel, String address, int brand) {
    }

    /**
     * As {@link #reasons(Channel, String, int)} for each, in their order: one statement, by index, however many they are.
     */
    public List<Set<SuppressionReason>> reasons(List<Asked> asked) {
        return causes(asked).stream().map(Map::keySet).toList();
    }

    /** As above, with whose doing each is (S-37); null: not known. In the order of the reasons. */
    public List<Map<SuppressionReason, Cause>> causes(List<Asked> asked) {
        byte[][] hashes = new byte[asked.size()][];
        Map<ByteBuffer, List<Suppression>> found = new HashMap<>();
        for (int i = 0; i < hashes.length; i++) {
            Asked one = asked.get(i);
            hashes[i] = one.address() == null ? null : hash(one.channel(), one.address());
        }
        Transaction.reading(database, connection -> {
            try (PreparedStatement select = connection.prepareStatement(Plans.BY_INDEX + """
                    select s.hash, s.channel, s.brand_id, s.reason, s.cause from suppression s where s.hash = any(?)""")) {
                select.setObject(1, Arrays.stream(hashes).filter(Objects::nonNull).toArray(byte[][]::new));
                select.execute();
                select.getMoreResults();
                try (ResultSet row = select.getResultSet()) {
                    while (row.next()) {
                        found.computeIfAbsent(ByteBuffer.wrap(row.getBytes(1)), hash -> new ArrayList<>(2))
                                .add(Suppression.read(row, 2));
                    }
                }
                return found;
            }
        });
        List<Map<SuppressionReason, Cause>> causes = new ArrayList<>(hashes.length);
        for (int i = 0; i < hashes.length; i++) {
            causes.add(hashes[i] == null || found.isEmpty() ? Map.of()
                    : causes(found.getOrDefault(ByteBuffer.wrap(hashes[i]), List.of()), asked.get(i)));
        }
        return causes;
    }

    /** A row, as far as it is asked about. */
    record Suppression(String channel, int brand, SuppressionReason reason, Cause cause) {

        /** Channel, brand, reason and cause from this column on. */
        static Suppression read(ResultSet row, int from) throws SQLException {
            return new Suppression(row.getString(from), row.getInt(from + 1), SuppressionReason.valueOf(row.getString(from + 2)),
                    Cause.of(row.getInt(from + 3)));
        }

        private boolean reaches(Asked asked) {
            return (channel.equals(asked.channel().name()) || channel.equals(Channel.ANY.name()))
                    && (brand == 0 || brand == asked.brand());
        }
    }

    /** In the order of the enumeration, whatever the database's: the same question, the same answer. */
    static Map<SuppressionReason, Cause> causes(List<Suppression> found, Asked asked) {
        Map<SuppressionReason, Cause> causes = new EnumMap<>(SuppressionReason.class);
        for (Suppression one : found) {
            if (one.reaches(asked)) {
                causes.put(one.reason(), causes.containsKey(one.reason()) ? first(one.cause(), causes.get(one.reason())) : one.cause());
            }
        }
        return causes;
    }

    /** For a brand and for all, on a channel and on all: the person's own counts before an agent's, any before none. */
    private static Cause first(Cause one, Cause other) {
        return one == null || other != null && other.compareTo(one) < 0 ? other : one;
    }

    /** Everything that suppresses this very address, on any channel and for any brand, in an order that stays. */
    public List<Suppressed> of(Channel channel, String address) {
        byte[] hash = hash(channel, address);
        return Transaction.reading(database, connection -> SuppressionRows.of(connection, hash));
    }

    /**
     * @param brand id, or 0 for every brand; suppressing twice changes nothing
     * @return true if it was not suppressed so before
     */
    public boolean suppress(Channel channel, String address, int brand, SuppressionReason reason) {
        return suppress(channel, address, brand, reason, Cause.of(reason));
    }

    /** As above. @param cause whose doing it is, where the reason alone does not tell it */
    public boolean suppress(Channel channel, String address, int brand, SuppressionReason reason, Cause cause) {
        byte[] hash = hash(channel, address);
        return Transaction.in(database, connection -> SuppressionRows.add(connection, hash,
                new Suppressed(channel, brand, reason, clock.instant(), cause), 0, null));
    }

    /**
     * By an officer, by hand.
     *
     * @param form    the channel whose form the address is in
     * @param channel what is suppressed, {@link Channel#ANY}: every channel
     * @param note    why
     * @return false if it was suppressed there before, whatever for
     */
    public boolean suppressAs(Channel form, String address, Channel channel, int brand, int account, String note) {
        byte[] hash = hash(form, address);
        return Transaction.in(database, connection -> SuppressionRows.add(connection, hash,
                new Suppressed(channel, brand, SuppressionReason.MANUAL, clock.instant(), Cause.AGENT), account, note));
    }

    /** Takes back a suppression that somebody made who now takes it back: that one, for that reason, and no other. */
    public void lift(Channel channel, String address, int brand, SuppressionReason reason) {
        byte[] hash = hash(channel, address);
        Transaction.in(database, connection -> SuppressionRows.lift(connection, hash,
                new Suppressed(channel, brand, reason, clock.instant()), Via.SYSTEM, 0, 0, null));
    }

    /** Enough of the hash to tell a person's own addresses apart, and too little to name one: 24 bits. */
    public int mark(Channel channel, String address) {
        byte[] hash = hash(channel, address);
        return (hash[0] & 0xFF) << 16 | (hash[1] & 0xFF) << 8 | hash[2] & 0xFF;
    }

    /** Under which an address is suppressed: names it to nobody without the key. */
    public byte[] hash(Channel channel, String address) {
        try {
            // A copy of a Mac with its key is cheaper than a new one, and nothing of it outlives the call: no thread keeps it.
            return ((Mac) mac.clone()).doFinal(AddressForm.normal(channel, address).getBytes(StandardCharsets.UTF_8));
        } catch (CloneNotSupportedException impossible) {
            throw new IllegalStateException("HMAC-SHA-256 of " + mac.getProvider() + " cannot be copied", impossible);
        }
    }

    private static Mac mac(byte[] key) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            return mac;
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("every Java platform has HMAC-SHA-256", impossible);
        }
    }
}
