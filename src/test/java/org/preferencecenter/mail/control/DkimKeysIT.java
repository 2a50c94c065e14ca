package org.preferencecenter.mail.control;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import org.junit.jupiter.api.Test;

import org.preferencecenter.mail.entity.DkimKey;
import org.preferencecenter.mail.entity.DnsRecord;
import org.preferencecenter.mail.entity.PublishedKey;
import org.preferencecenter.mail.entity.PublishedKey.State;
import org.preferencecenter.platform.SetClock;
import org.preferencecenter.platform.TestDatabase;
import org.preferencecenter.platform.control.Vault;

class DkimKeysIT {

    @Test
    void a_domain_gets_one_key_of_each_kind_and_keeps_them() {
        String domain = UUID.randomUUID() + ".example.org";
        List<DkimKey> made = keys().of(domain);
        assertEquals(List.of(DkimKey.Algorithm.RSA, DkimKey.Algorithm.ED25519), made.stream().map(DkimKey::algorithm).toList());
        List<DkimKey> read = keys().of(domain.toUpperCase());
        assertArrayEquals(made.get(0).privateKey().getEncoded(), read.get(0).privateKey().getEncoded());
        List<DnsRecord> records = keys().records(domain);
        assertEquals(2, records.size());
        assertTrue(records.stream().allMatch(r -> r.name().endsWith("._domainkey." + domain) && r.value().startsWith("v=DKIM1; k=")));
    }

    @Test
    void servers_that_start_at_once_agree_on_the_keys() throws Exception {
        String domain = UUID.randomUUID() + ".example.org";
        ExecutorService servers = Executors.newFixedThreadPool(4);
        try {
            Callable<String> start = () -> keys().of(domain).stream().map(k -> k.record().value()).toList().toString();
            List<Future<String>> started = servers.invokeAll(List.of(start, start, start, start));
            for (Future<String> one : started) {
                assertEquals(started.get(0).get(), one.get());
            }
        } finally {
            servers.shutdown();
        }
    }

    @Test
    void new_keys_sign_once_they_were_published_and_the_old_stay_published() {
        String domain = UUID.randomUUID() + ".example.org";
        SetClock clock = new SetClock();
        DkimKeys here = new DkimKeys(TestDatabase.dataSource(), new Vault(TestSettings.hop(25)), clock);
        DkimKeys elsewhere = new DkimKeys(TestDatabase.dataSource(), new Vault(TestSettings.hop(25)), clock);
        assertEquals(List.of("pc-rsa-1", "pc-ed25519-1"), selectors(here.of(domain)));
        assertEquals(List.of("pc-rsa-1", "pc-ed25519-1"), selectors(elsewhere.of(domain)));
        assertFalse(here.change(domain), "there is nothing to change to");
        clock.wait(Duration.ofDays(400));
        assertEquals(4, here.prepare(domain).size());
        assertEquals(4, here.prepare(domain).size(), "one pair is enough");
        clock.wait(Duration.ofSeconds(61));
        assertEquals(List.of("pc-rsa-1", "pc-ed25519-1"), selectors(here.of(domain)), "it does not sign yet");
        assertEquals(4, here.records(domain).size(), "but is to be published");
        assertTrue(here.signingSince().get(domain).isBefore(clock.instant().minus(Duration.ofDays(365))));
        assertTrue(here.change(domain));
        assertEquals(clock.instant(), here.signingSince().get(domain));
        assertEquals(List.of("pc-rsa-2", "pc-ed25519-2"), selectors(here.of(domain)));
        clock.wait(Duration.ofSeconds(61));
        assertEquals(List.of("pc-rsa-2", "pc-ed25519-2"), selectors(elsewhere.of(domain)), "other servers follow within a minute");
        assertEquals(List.of(State.SIGNING, State.SIGNING, State.RETIRED, State.RETIRED),
                here.published(domain).stream().map(PublishedKey::state).toList());
    }

    private static List<String> selectors(List<DkimKey> keys) {
        return keys.stream().map(DkimKey::selector).toList();
    }

    private static DkimKeys keys() {
        return new DkimKeys(TestDatabase.dataSource(), new Vault(TestSettings.hop(25)), Clock.systemUTC());
    }
}
