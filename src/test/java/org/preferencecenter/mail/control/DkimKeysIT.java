package org.preferencecenter.mail.control;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Clock;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import org.junit.jupiter.api.Test;

import org.preferencecenter.mail.entity.DkimKey;
import org.preferencecenter.mail.entity.DnsRecord;
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

    private static DkimKeys keys() {
        return new DkimKeys(TestDatabase.dataSource(), new Vault(TestSettings.hop(25)), Clock.systemUTC());
    }
}
