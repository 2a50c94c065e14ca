package org.preferencecenter.mail.control;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.UUID;

import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.preferencecenter.catalog.Samples;
import org.preferencecenter.catalog.control.Catalog;
import org.preferencecenter.catalog.entity.Brand;
import org.preferencecenter.catalog.entity.Catalogue;
import org.preferencecenter.ledger.control.Checkpoints;
import org.preferencecenter.mail.entity.DkimKey;
import org.preferencecenter.mail.entity.Draft;
import org.preferencecenter.mail.entity.Letter;
import org.preferencecenter.mail.entity.RawMessage;
import org.preferencecenter.mail.entity.TestKeys;
import org.preferencecenter.office.control.CheckpointLetters;
import org.preferencecenter.platform.entity.Settings;

/** Our own letters on the wire: signed, auto-generated, and with no field but ours, whatever a text from outside holds. */
class OwnPostTest {

    private static final Clock NOON = Clock.fixed(Instant.parse("2026-11-22T12:00:00Z"), ZoneOffset.UTC);
    private static final UUID ID = new UUID(4, 2);
    private static final List<String> FIELDS = List.of("DKIM-Signature", "DKIM-Signature", "Date", "From", "Reply-To",
            "Message-ID", "Subject", "Auto-Submitted", "MIME-Version", "Content-Type", "To");

    private static RawMessage sent(String brandName, String subject, String title, String address) {
        return sent(brandName, subject, title, address, Map.of());
    }

    private static RawMessage sent(String brandName, String subject, String title, String address, Map<String, String> more) {
        try (Peer peer = new Peer(Map.of())) {
            DkimKeys keys = new DkimKeys(null, null, NOON) {
                @Override
                public List<DkimKey> of(String domain) {
                    return TestKeys.BOTH;
                }
            };
            OwnPost post = new OwnPost(new Composer(NOON), new Stamper(null, null, null, TestSettings.hop(peer.port())),
                    new DkimSigner(keys, NOON, TestSettings.hop(peer.port(), more)), new NextHop(TestSettings.hop(peer.port())));
            Brand brand = Samples.withId(7, new Brand("theatre", brandName, "news.example.org", "hello@example.org", "1 quai",
                    "#7a1f3d", "#ffffff", "fr"));
            Letter letter = new Letter("fr", brandName, "#7a1f3d", "#ffffff", subject, List.of(new Letter.Paragraph(title)));
            assertTrue(post.send(new Draft(letter, brand, 42, Optional.empty()), address, ID).accepted());
            return RawMessage.of(peer.data);
        }
    }

    private static List<String> names(RawMessage message) {
        return message.fields().stream().map(f -> f.name()).sorted().toList();
    }

    @Test
    void a_letter_of_ours_is_signed_auto_generated_and_named_for_what_it_is() {
        RawMessage message = sent("Théâtre", "À confirmer", "Jazz", "ada@example.net");
        assertEquals(FIELDS.stream().sorted().toList(), names(message));
        assertEquals("auto-generated", message.value("Auto-Submitted").orElseThrow());
        assertEquals("<" + ID + "@news.example.org>", message.value("Message-ID").orElseThrow());
        assertFalse(message.headerNeedsUtf8());
    }

    @ParameterizedTest
    @CsvSource({"true, 0", "news.example.org, 0", "shop.example.org, 2", "false, 2"})
    void where_the_next_hop_signs_we_do_not(String signs, int signatures) {
        assertEquals(signatures, sent("x", "x", "x", "ada@example.net", Map.of("PC_SMTP_SIGNS", signs)).fields("DKIM-Signature").size());
    }

    @ParameterizedTest
    @ValueSource(strings = {"x\r\nBcc: victim@example.org", "x\nBcc: victim@example.org", "x\rBcc: victim@example.org",
            "x\r\n\r\n<script>alert(1)</script>", "x\r\n Bcc: victim@example.org", "x\n\tX: y", "x\0y", "x\u2028Bcc: v@example.org",
            "x\u2029y", "x\u0085Bcc: victim@example.org", "x\u000bX: y", "x\u000cX: y", "x\u560d\u560aBcc: victim@example.org",
            "x\u010d\u010aBcc: victim@example.org", "x\u001b[2J", "x\u007f", "=?utf-8?q?=0d=0aBcc:_v?=\r\n", "\"x\" <v@example.org>",
            "x, v@example.org", "é\r\nBcc: v@example.org", "\u202eBcc", "{0} %s ${jndi:ldap://x}", "x;\r\n\tBcc: v@example.org"})
    void no_name_and_no_title_can_start_a_field_of_its_own(String attack) {
        RawMessage message = sent(attack, attack, attack, "ada@example.net");
        assertEquals(FIELDS.stream().sorted().toList(), names(message), new String(message.bytes(), StandardCharsets.ISO_8859_1));
        assertEquals("ada@example.net", message.value("To").orElseThrow());
        assertTrue(message.value("From").orElseThrow().endsWith("<hello@news.example.org>"), message.value("From").orElseThrow());
        assertFalse(message.body().substring(message.body().indexOf("text/html")).contains("<script>"), "escaped in the HTML");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a@example.org\r\nBcc: v@example.org", "a@example.org, v@example.org", "v@example.org>\r\nDATA",
            "a@example.org\n", "<a@example.org> SIZE=1", "a b@example.org", "a@example.org\0", ""})
    void no_address_can_be_more_than_one_mailbox(String attack) {
        if (attack.strip().equals("a@example.org")) {
            assertEquals("a@example.org", sent("x", "x", "x", attack).value("To").orElseThrow());
        } else {
            assertThrows(RuntimeException.class, () -> sent("x", "x", "x", attack));
        }
    }

    @ParameterizedTest
    @CsvSource({"Ada@Example.net, Ada@Example.net", "ada@münchen.example, ada@xn--mnchen-3ya.example"})
    void a_domain_is_written_as_mail_servers_read_it(String typed, String to) {
        assertEquals(to, sent("x", "x", "x", typed).value("To").orElseThrow());
    }

    @Test
    void a_witness_gets_a_checkpoint_character_by_character() throws Exception {
        String note = "books.example/log\n12\nAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=\n\n\u2014 books.example/log "
                + "1c2d3e4fAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=\n";
        try (Peer peer = new Peer(Map.of())) {
            Settings settings = TestSettings.hop(peer.port());
            DkimKeys keys = new DkimKeys(null, null, NOON) {
                @Override
                public List<DkimKey> of(String domain) {
                    return TestKeys.BOTH;
                }
            };
            Brand brand = Samples.withId(7, new Brand("theatre", "Théâtre", "news.example.org", "hello@example.org", "1 quai", "#7a1f3d", "#ffffff",
                    "fr"));
            Catalog catalog = new Catalog(null) {
                @Override
                public Catalogue now() {
                    return new Catalogue(List.of(brand), List.of(), List.of(), List.of(), List.of());
                }
            };
            OwnPost post = new OwnPost(new Composer(NOON), new Stamper(null, null, null, settings), new DkimSigner(keys, NOON, settings),
                    new NextHop(settings));
            new CheckpointLetters(catalog, post, settings).send("witness@example.org", new Checkpoints.Signed(12, new byte[32], NOON.instant(), 12, 1,
                    note), "books.example/log+1c2d3e4f+AQ==\n");
            MimeMessage letter = new MimeMessage(Session.getInstance(new Properties()), new ByteArrayInputStream(peer.data));
            assertEquals("Point de contrôle 12 du registre de Théâtre", letter.getSubject());
            String text = ((MimeMultipart) letter.getContent()).getBodyPart(0).getContent().toString().replace("\r\n", "\n");
            assertTrue(text.contains("\n\n" + note + "\n"), text);
            assertTrue(text.contains("books.example/log+1c2d3e4f+AQ=="), text);
        }
    }
}
