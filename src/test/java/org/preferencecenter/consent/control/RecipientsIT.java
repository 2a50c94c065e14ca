package org.preferencecenter.consent.control;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;

import org.junit.jupiter.api.Test;
import org.preferencecenter.consent.entity.Recipient.Address;
import org.preferencecenter.consent.entity.Recipient;
import org.preferencecenter.law.entity.Audience;
import org.preferencecenter.law.entity.Channel;
import org.preferencecenter.platform.TestDatabase;

class RecipientsIT {

    private final Recipients recipients = new Recipients(TestDatabase.dataSource(), Clock.systemUTC());
    private final String name = "Zoé." + UUID.randomUUID();
    private final String phone = "+33 6 " + ThreadLocalRandom.current().nextLong(10_000_000_000L, 99_999_999_999L);

    private Recipient zoe() {
        return new Recipient(0, Audience.PROFESSIONAL, "crm", "FR", "fr-FR", "Europe/Paris",
                Map.of("function", "buyer \"A\"", "customerSince", "2020-02-29"),
                List.of(new Address(Channel.EMAIL, name + "@Example.org"), new Address(Channel.SMS, phone)));
    }

    @Test
    void a_recipient_is_found_by_id_and_by_every_address_however_written() {
        Recipient stored = recipients.add(zoe());
        assertEquals(Optional.of(stored), recipients.find(stored.id()));
        assertEquals(Optional.of(stored), recipients.byAddress(Channel.EMAIL, " " + name.toUpperCase() + "@EXAMPLE.org"));
        assertEquals(Optional.of(stored), recipients.byAddress(Channel.SMS, phone.replace("+", "00").replace(" ", ".")));
        assertEquals(name + "@Example.org", stored.address(Channel.EMAIL).orElseThrow());
    }

    @Test
    void nobody_is_found_where_nobody_is() {
        assertEquals(Optional.empty(), recipients.find(Long.MAX_VALUE));
        recipients.add(zoe());
        assertEquals(Optional.empty(), recipients.byAddress(Channel.PHONE, phone));
        assertEquals(Optional.empty(), recipients.byAddress(Channel.EMAIL, "' or 1=1 --"));
        assertEquals(Optional.empty(), recipients.byAddress(Channel.EMAIL, ""));
        assertEquals(Optional.empty(), recipients.byAddress(Channel.EMAIL, "a\0@example.org"), "PostgreSQL knows no zero byte");
    }

    @Test
    void a_recipient_needs_no_address_and_no_facts() {
        Recipient bare = recipients.add(new Recipient(0, Audience.CONSUMER, "unknown", null, null, null, Map.of(), List.of()));
        assertEquals(Optional.of(bare), recipients.find(bare.id()));
    }

    @Test
    void an_address_belongs_to_one_recipient_and_a_refused_one_leaves_no_trace() {
        recipients.add(zoe());
        String other = UUID.randomUUID() + "@example.org";
        IllegalArgumentException refused = assertThrows(IllegalArgumentException.class, () -> recipients.add(
                new Recipient(0, Audience.CONSUMER, "test", null, null, null, Map.of(), List.of(
                        new Address(Channel.EMAIL, other), new Address(Channel.EMAIL, name.toLowerCase() + "@example.org")))));
        assertEquals(false, refused.getMessage().contains("example"));
        assertEquals(Optional.empty(), recipients.byAddress(Channel.EMAIL, other));
    }
}
