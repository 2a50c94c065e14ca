package org.preferencecenter.office.entity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.preferencecenter.mail.entity.DkimKey;
import org.preferencecenter.mail.entity.DnsRecord;
import org.preferencecenter.mail.entity.PublishedKey;

/** What DNS has to say about a mail domain, as a zone file takes it. */
class MailZoneTest {

    private static final DnsRecord LONG = new DnsRecord("pc-rsa-1._domainkey.news.example.org", "TXT",
            "v=DKIM1; k=rsa; p=" + "A".repeat(392));

    private static MailZone zone(String hop) {
        return new MailZone("news.example.org", hop,
                List.of(new PublishedKey("pc-rsa-1", DkimKey.Algorithm.RSA, LONG, Instant.EPOCH, Instant.EPOCH, null)));
    }

    @Test
    void a_long_value_stands_in_strings_that_fit_and_join_to_what_it_was() {
        String line = MailZone.line(LONG);
        assertTrue(line.startsWith("pc-rsa-1._domainkey.news.example.org. 3600 IN TXT \"v=DKIM1; "), line);
        String[] strings = line.substring(line.indexOf('"') + 1, line.length() - 1).split("\" \"");
        assertEquals(List.of(255, 155), List.of(strings[0].length(), strings[1].length()));
        assertEquals(LONG.value(), String.join("", strings));
    }

    @ParameterizedTest
    @CsvSource({"smtp.example.net, a:smtp.example.net", "127.0.0.1, mx", "localhost, mx", "::1, mx"})
    void spf_names_the_next_hop_unless_it_is_here(String hop, String mechanism) {
        assertEquals("v=spf1 " + mechanism + " -all", zone(hop).spf().value());
    }

    @Test
    void a_domain_has_its_keys_spf_and_dmarc_and_each_name_stands_whole() {
        assertEquals(List.of("pc-rsa-1._domainkey.news.example.org", "news.example.org", "_dmarc.news.example.org"),
                zone("smtp.example.net").records().stream().map(DnsRecord::name).toList());
        assertEquals(3, zone("smtp.example.net").text().lines().count());
        assertTrue(zone("smtp.example.net").dmarc().value().startsWith("v=DMARC1; p=none; "));
    }
}
