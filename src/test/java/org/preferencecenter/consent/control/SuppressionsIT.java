package org.preferencecenter.consent.control;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

import org.junit.jupiter.api.Test;
import org.preferencecenter.consent.entity.Cause;
import org.preferencecenter.consent.entity.Suppressed;
import org.preferencecenter.consent.entity.SuppressionReason;
import org.preferencecenter.law.entity.Channel;
import org.preferencecenter.platform.TestDatabase;
import org.preferencecenter.platform.control.Vault;
import org.preferencecenter.platform.entity.Secret;

class SuppressionsIT {

    private static final byte[] KEY = "a key for nothing but these tests".getBytes(StandardCharsets.UTF_8);

    private final Suppressions suppressions = new Suppressions(TestDatabase.dataSource(), Clock.systemUTC(),
            new Vault(new Secret(KEY)) {
                @Override
                public byte[] derive(String label) {
                    return (label + "KEY").getBytes(StandardCharsets.UTF_8);
                }
            });
    private final String address = UUID.randomUUID() + "@example.org";

    @Test
    void a_suppressed_address_stays_so_however_it_is_written() {
        assertTrue(suppressions.reasons(Channel.EMAIL, address, 1).isEmpty());
        suppressions.suppress(Channel.EMAIL, address, 1, SuppressionReason.COMPLAINT);
        suppressions.suppress(Channel.EMAIL, address, 1, SuppressionReason.BOUNCE);
        assertFalse(suppressions.reasons(Channel.EMAIL, " " + address.toUpperCase(), 1).isEmpty());
        assertTrue(suppressions.reasons(Channel.EMAIL, "x" + address, 1).isEmpty());
    }

    @Test
    void it_holds_for_its_brand_and_channel_or_for_all() {
        suppressions.suppress(Channel.EMAIL, address, 1, SuppressionReason.MANUAL);
        assertTrue(suppressions.reasons(Channel.EMAIL, address, 2).isEmpty());
        assertTrue(suppressions.reasons(Channel.PUSH, address, 1).isEmpty());
        suppressions.suppress(Channel.EMAIL, address, 0, SuppressionReason.ERASURE);
        assertFalse(suppressions.reasons(Channel.EMAIL, address, 2).isEmpty());
        String everywhere = UUID.randomUUID().toString();
        suppressions.suppress(Channel.ANY, everywhere, 0, SuppressionReason.OPPOSITION_LIST);
        assertFalse(suppressions.reasons(Channel.PUSH, everywhere, 3).isEmpty());
    }

    private Cause manual(int brand) {
        return suppressions.causes(List.of(new Suppressions.Asked(Channel.EMAIL, address, brand))).get(0).get(SuppressionReason.MANUAL);
    }

    /** S-37: by hand is not whose hand. */
    @Test
    void whose_doing_a_suppression_is_is_kept_and_told_wherever_it_is_read() {
        suppressions.suppressAs(Channel.EMAIL, address, Channel.EMAIL, 1, 7, "said so");
        suppressions.suppress(Channel.EMAIL, address, 2, SuppressionReason.MANUAL, Cause.RECIPIENT);
        Transaction.in(TestDatabase.dataSource(), connection -> new FileSuppressions(suppressions).suppress(connection, List.of(
                new FileSuppressions.Wanted(Channel.EMAIL, address, 3, SuppressionReason.MANUAL)), Instant.EPOCH));
        suppressions.suppress(Channel.EMAIL, address, 4, SuppressionReason.MANUAL);
        assertEquals(Arrays.asList(Cause.AGENT, Cause.RECIPIENT, Cause.IMPORT, null), IntStream.rangeClosed(1, 4).mapToObj(this::manual).toList());
        assertEquals(Arrays.asList(Cause.AGENT, Cause.RECIPIENT, Cause.IMPORT, null),
                suppressions.of(Channel.EMAIL, address).stream().map(Suppressed::cause).toList());
        assertEquals(Cause.AGENT, new Glances(TestDatabase.dataSource(), suppressions).at(Channel.EMAIL, address, 1).suppressed()
                .get(SuppressionReason.MANUAL));
        suppressions.suppress(Channel.EMAIL, address, 0, SuppressionReason.MANUAL, Cause.RECIPIENT);
        assertEquals(List.of(Cause.RECIPIENT, Cause.RECIPIENT, Cause.RECIPIENT, Cause.RECIPIENT),
                IntStream.rangeClosed(1, 4).mapToObj(this::manual).toList(), "their own counts before anybody else's");
        suppressions.suppress(Channel.EMAIL, address, 5, SuppressionReason.BOUNCE);
        assertEquals(Map.of(SuppressionReason.BOUNCE, Cause.BOUNCE, SuppressionReason.MANUAL, Cause.RECIPIENT),
                suppressions.causes(List.of(new Suppressions.Asked(Channel.EMAIL, address, 5))).get(0));
    }

    @Test
    void what_was_suppressed_is_lifted_for_its_own_reason_channel_and_brand_alone() {
        assertTrue(suppressions.suppress(Channel.SMS, address, 1, SuppressionReason.MANUAL));
        assertFalse(suppressions.suppress(Channel.SMS, address, 1, SuppressionReason.MANUAL));
        suppressions.lift(Channel.SMS, address, 2, SuppressionReason.MANUAL);
        suppressions.lift(Channel.SMS, address, 1, SuppressionReason.COMPLAINT);
        suppressions.lift(Channel.EMAIL, address, 1, SuppressionReason.MANUAL);
        assertFalse(suppressions.reasons(Channel.SMS, address, 1).isEmpty());
        suppressions.lift(Channel.SMS, address, 1, SuppressionReason.MANUAL);
        assertTrue(suppressions.reasons(Channel.SMS, address, 1).isEmpty());
    }

    @Test
    void only_a_keyed_hash_is_stored() throws Exception {
        suppressions.suppress(Channel.EMAIL, address, 0, SuppressionReason.BOUNCE);
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec("suppressionKEY".getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
        byte[] hash = mac.doFinal(address.getBytes(StandardCharsets.UTF_8));
        int rows = Transaction.reading(TestDatabase.dataSource(), c -> {
            try (var select = c.prepareStatement("select count(*) from suppression where hash = ?")) {
                select.setBytes(1, hash);
                try (var row = select.executeQuery()) {
                    row.next();
                    return row.getInt(1);
                }
            }
        });
        assertEquals(1, rows);
    }
}
