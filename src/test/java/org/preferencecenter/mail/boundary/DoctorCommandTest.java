package org.preferencecenter.mail.boundary;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;

import org.preferencecenter.mail.control.Dns;

class DoctorCommandTest {

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private final Map<String, String> zone = new HashMap<>(Map.of("_dmarc.example.org", "v=DMARC1; p=none",
            "unsub.news.example.org", "v=spf1 mx -all"));
    private boolean away;

    private int run(InputStream in, String lang, String... args) throws IOException {
        Dns dns = new Dns() {
            @Override
            public Answer txt(String name) {
                return new Answer(!away, away || !zone.containsKey(name) ? List.of() : List.of(zone.get(name)));
            }

            @Override
            public Answer mx(String name) {
                return new Answer(!away, List.of());
            }
        };
        return DoctorCommand.run(args, in, new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8), dns, lang);
    }

    private static InputStream message(String name) {
        return DoctorCommandTest.class.getResourceAsStream("/doctor/" + name + ".eml");
    }

    @Test
    void what_fails_is_told_first_with_its_clause_and_what_to_do() throws IOException {
        assertEquals(1, run(message("two-https"), "en_GB.UTF-8"));
        String said = out.toString(StandardCharsets.UTF_8);
        assertTrue(said.startsWith("FAIL  "), said);
        assertTrue(said.contains("unsubscribe.many  [RFC 8058 §3.1]\n      There are 2 https addresses; one-click allows exactly one.\n"
                + "      -> Keep the one that answers a POST."), said);
        assertTrue(said.contains("mx.missing") || said.contains("dkim.missing"), said);
        assertFalse(said.contains("dmarc.missing") || said.contains("spf.missing"), said);
    }

    @Test
    void a_domain_without_dmarc_or_spf_is_told() throws IOException {
        zone.clear();
        run(message("good"), "");
        assertTrue(out.toString(StandardCharsets.UTF_8).contains("dmarc.missing") && out.toString(StandardCharsets.UTF_8).contains("spf.missing"));
    }

    @Test
    void without_dns_it_says_so_and_goes_on() throws IOException {
        away = true;
        assertEquals(1, run(message("good"), "fr_FR.UTF-8"), "it is not signed");
        String said = out.toString(StandardCharsets.UTF_8);
        assertTrue(said.contains("NOTE  dns.away") && said.contains("Le DNS ne répond pas"), said);
        assertFalse(said.contains("dmarc.missing"), said);
    }

    @Test
    void a_service_message_and_its_sender_are_said_by_who_asks() throws IOException {
        run(message("service"), "en", "--service", "bounce@elsewhere.example");
        String said = out.toString(StandardCharsets.UTF_8);
        assertFalse(said.contains("unsubscribe.missing"), said);
        assertTrue(said.contains("align.sender"), said);
    }

    @Test
    void what_is_no_message_or_not_asked_rightly_ends_with_2() throws IOException {
        assertEquals(2, run(new ByteArrayInputStream(new byte[0]), "en"));
        assertEquals(2, run(message("good"), "en", "a", "b"));
        assertEquals(2, run(message("good"), "en", "--nonsense"));
        assertTrue(err.toString().contains("Usage"), err.toString());
    }
}
