package org.preferencecenter.mail.control;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.preferencecenter.consent.entity.State;
import org.preferencecenter.consent.entity.SuppressionReason;
import org.preferencecenter.link.entity.Scope;
import org.preferencecenter.link.entity.SignedLink;
import org.preferencecenter.mail.entity.Complained;
import org.preferencecenter.mail.entity.Envelope;
import org.preferencecenter.mail.entity.KeptReason;
import org.preferencecenter.mail.entity.RawMessage;
import org.preferencecenter.mail.entity.Taken.Kind;
import org.preferencecenter.mail.entity.Taken;

class ReturnsIT {

    private final Mailroom room = new Mailroom("PC_SOFT_BOUNCES", "3", "PC_SOFT_BOUNCE_DAYS", "10", "PC_VERP", "true");
    private final String ada = Mailroom.address();
    private final long person = room.person(ada);

    @AfterEach
    void close() {
        room.close();
    }

    private String unsubscribe() {
        String ways = room.sent(person, ada).value("List-Unsubscribe").orElseThrow();
        return ways.substring(ways.indexOf("mailto:") + 7, ways.lastIndexOf('>'));
    }

    private String bounce() {
        return room.stamper.bounceAddress(room.stream, person, ada);
    }

    private static RawMessage letter(String head, String body) {
        return RawMessage.of((head + "Message-ID: <" + UUID.randomUUID() + "@x.example>\r\n\r\n" + body).getBytes(ISO_8859_1));
    }

    @ParameterizedTest
    @ValueSource(strings = {"From: <someone-else@example.com>\r\n", "From: =?broken\r\nSubject: \r\n", "Subject: please do NOT stop\r\n",
            "Auto-Submitted: no\r\nFrom: a@b.example\r\n", "X-Apple: 1\r\n"})
    void an_empty_message_to_the_token_stops_whoever_sends_it(String head) {
        Taken taken = room.take(letter(head, ""), "whoever@example.com", unsubscribe()).orElseThrow();
        assertEquals(new Taken(Kind.STOP, room.brand.id(), person, null, true), taken);
        assertEquals(State.OBJECTED, room.choice(person).orElseThrow().state());
        assertEquals("mailto", room.consents.changes(person, 1).get(0).via());
        assertEquals(Set.of(), room.suppressed(ada), "a stop is no suppression");
    }

    @Test
    void the_address_may_have_been_folded_to_capitals() {
        assertTrue(room.take(letter("From: a@b.example\r\n", ""), "a@b.example", unsubscribe().toUpperCase()).orElseThrow().done());
    }

    @ParameterizedTest
    @CsvSource({"'',X-A: 1", "a@b.example,Auto-Submitted: auto-replied", "a@b.example,Auto-Submitted: auto-generated (robot)",
            "a@b.example,Auto-Submitted: Auto-Notified; x=y"})
    void what_a_robot_sends_to_the_token_stops_nothing_and_is_recorded(String sender, String field) {
        Taken taken = room.take(letter(field + "\r\n", ""), sender, unsubscribe()).orElseThrow();
        assertEquals(Kind.IGNORED, taken.kind());
        assertTrue(room.choice(person).isEmpty());
        assertTrue(room.log.of(room.brand.id(), 0, 50).stream().anyMatch(l -> l.taken().equals(taken)));
    }

    @Test
    void a_message_that_comes_twice_does_nothing_the_second_time() {
        RawMessage message = letter("From: a@b.example\r\n", "");
        assertTrue(room.take(message, "a@b.example", unsubscribe()).isPresent());
        int changes = room.consents.changes(person, 10).size();
        assertTrue(room.take(message, "a@b.example", unsubscribe()).isEmpty());
        assertFalse(room.take(letter("From: a@b.example\r\n", ""), "a@b.example", unsubscribe()).orElseThrow().done());
        assertEquals(changes, room.consents.changes(person, 10).size());
    }

    @Test
    void a_token_that_is_not_ours_is_no_address_of_ours() {
        String good = unsubscribe();
        for (int at : new int[] {2, 10, 30, 55}) {
            char other = good.charAt(at) == 'a' ? 'b' : 'a';
            assertTrue(room.postboxes.at(good.substring(0, at) + other + good.substring(at + 1)).isEmpty(), "changed at " + at);
        }
        assertTrue(room.postboxes.at(good.replaceFirst("u-", "b-")).isEmpty(), "one power never passes for another");
        assertTrue(room.postboxes.at(bounce().replaceFirst("b-", "u-")).isEmpty());
        for (String nobody : List.of("x@unsub.news.example.org", "feedback@news.example.org", "feedback@unsub.elsewhere.example", "",
                "@", "u-@unsub.news.example.org", "hello@elsewhere.example")) {
            assertTrue(room.postboxes.at(nobody).isEmpty(), nobody);
        }
    }

    @Test
    void a_bounce_address_fits_where_it_is_put() {
        assertTrue(bounce().indexOf('@') <= 64 && bounce().length() <= 254, bounce());
        assertEquals(bounce(), room.stamper.sender(room.stream, person, ada, "hello@news.example.org"));
        assertEquals("", room.stamper.sender(room.stream, person, ada, ""), "the null sender stays (RFC 5321 §4.5.5)");
        assertEquals("bonjour@news.example.org", room.stamper.sender(room.stream, 0, ada, Envelope.VERP));
    }

    @Test
    void a_letter_of_our_own_tells_whose_mailbox_is_gone_where_a_door_is_open() {
        assertEquals("bonjour@news.example.org", room.stamper.ownSender(room.brand, person, ada), "nothing comes back here");
        try (Mailroom open = new Mailroom("PC_INBOUND_PORT", "2526")) {
            String bounce = open.stamper.ownSender(open.brand, person, ada);
            open.take(Mailroom.returned("postfix-unknown", bounce, ada, "From: x@y.example"), "", bounce);
            assertEquals(Set.of(SuppressionReason.BOUNCE), open.suppressed(ada));
            String staff = open.stamper.ownSender(open.brand, 0, "agent@example.org");
            assertEquals("bounce@unsub.news.example.org", staff);
            open.take(Mailroom.returned("postfix-unknown", staff, "agent@example.org", "X-Test: " + ada), "", staff);
            assertEquals(KeptReason.BOUNCE, open.waiting("agent@example.org").orElseThrow().why());
        }
    }

    @ParameterizedTest
    @CsvSource({"postfix-unknown,HARD,true", "forwarded-unknown,HARD,true", "gmail-inactive,HARD,true", "exchange-unknown,HARD,true",
            "utf8-unknown,HARD,true", "expanded-then-failed,HARD,true", "postfix-delayed,DELAYED,false", "postfix-full,SOFT,false",
            "gmail-unauthenticated,POLICY,false", "outlook-515,POLICY,false", "postfix-delivered,DELAYED,false"})
    void a_bounce_suppresses_the_mailbox_and_no_choice(String file, Kind kind, boolean suppressed) {
        Taken taken = room.take(Mailroom.returned(file, bounce(), ada, "From: x@y.example"), "", bounce()).orElseThrow();
        assertEquals(kind, taken.kind());
        assertEquals(suppressed ? Set.of(SuppressionReason.BOUNCE) : Set.of(), room.suppressed(ada));
        assertTrue(room.choice(person).isEmpty(), "bounce state is not consent state");
    }

    @Test
    void only_the_mailbox_that_the_message_was_sent_to_is_suppressed() {
        String second = Mailroom.address();
        long two = room.person(Mailroom.address(), second);
        String bounce = room.stamper.bounceAddress(room.stream, two, second);
        room.take(Mailroom.returned("forwarded-unknown", bounce, "not@told.example", "From: x@y.example"), "", bounce);
        assertEquals(Set.of(SuppressionReason.BOUNCE), room.suppressed(second));
        assertEquals(1, room.recipients.find(two).orElseThrow().addresses().stream()
                .filter(a -> room.suppressed(a.value()).isEmpty()).count());
    }

    @Test
    void temporary_failures_suppress_when_there_are_too_many_in_too_short_a_time() {
        for (int i = 0; i < 5; i++) {
            room.take(Mailroom.returned("postfix-full", bounce(), ada, "From: x@y.example"), "", bounce());
            room.wait(Duration.ofDays(6));
            assertEquals(Set.of(), room.suppressed(ada), "two within ten days are not three");
        }
        RawMessage same = Mailroom.returned("postfix-gave-up", bounce(), ada, "From: x@y.example");
        for (int i = 0; i < 3; i++) {
            room.take(same, "", bounce());
        }
        assertEquals(Set.of(), room.suppressed(ada), "the same report three times is one");
        room.take(Mailroom.returned("postfix-full", bounce(), ada, "From: x@y.example"), "", bounce());
        assertEquals(Set.of(SuppressionReason.BOUNCE), room.suppressed(ada));
    }

    @Test
    void a_report_without_a_token_of_ours_changes_nothing_and_waits_for_an_agent() {
        room.take(Mailroom.returned("postfix-unknown", "hello@news.example.org", ada, "From: x@y.example"), "", "postmaster@unsub.news.example.org");
        assertEquals(Set.of(), room.suppressed(ada));
        assertEquals(KeptReason.BOUNCE, room.waiting(ada).orElseThrow().why());
    }

    @Test
    void a_report_to_the_brands_own_address_counts_by_the_token_in_the_message_it_quotes() {
        room.take(Mailroom.returned("postfix-unknown", "bonjour@news.example.org", ada, Mailroom.head(room.sent(person, ada))), "",
                "bonjour@news.example.org");
        assertEquals(Set.of(SuppressionReason.BOUNCE), room.suppressed(ada));
    }

    @Test
    void a_bounce_that_no_program_reads_is_kept_for_an_agent() {
        Taken taken = room.take(Mailroom.returned("qmail", bounce(), ada, "From: x@y.example"), "", bounce()).orElseThrow();
        assertEquals(Kind.KEPT, taken.kind());
        assertEquals(KeptReason.BOUNCE, room.waiting(ada).orElseThrow().why());
        assertEquals(Set.of(), room.suppressed(ada));
    }

    @Test
    void out_of_office_asks_for_nothing_even_where_it_says_stop() {
        for (String to : List.of(bounce(), "bonjour@news.example.org")) {
            assertEquals(Kind.IGNORED, room.take(Mailroom.returned("out-of-office", to, ada, ""), "", to).orElseThrow().kind());
        }
        assertTrue(room.waiting(ada).isEmpty());
    }

    @ParameterizedTest
    @ValueSource(strings = {"arf-plain", "arf-redacted", "arf-headers-only"})
    void a_complaint_is_an_objection_to_its_list_and_suppresses_the_mailbox_for_the_brand(String file) {
        RawMessage report = room.signed(Mailroom.returned(file, bounce(), ada, Mailroom.head(room.sent(person, ada))));
        Taken taken = room.take(report, "fbl@mail.example.org", "feedback@unsub.news.example.org").orElseThrow();
        assertEquals(new Taken(Kind.COMPLAINT, room.brand.id(), person, "abuse", true), taken);
        assertEquals(State.OBJECTED, room.choice(person).orElseThrow().state());
        assertEquals("complaint", room.consents.changes(person, 1).get(0).via());
        assertEquals(Set.of(SuppressionReason.COMPLAINT), room.suppressed(ada));
        assertEquals(Set.of(), room.suppressions.reasons(org.preferencecenter.law.entity.Channel.EMAIL, ada, 4711));
    }

    @Test
    void a_complaint_that_nobody_signed_waits_for_an_agent() {
        RawMessage changed = with(room.signed(report()), "Version: 1", "Version: 2");
        RawMessage stranger = room.signed(with(report(), "fbl@mail.example.org", "fbl@evil.example"));
        String box = "feedback@unsub.news.example.org";
        for (RawMessage one : List.of(report(), changed, stranger)) {
            assertEquals(Kind.KEPT, room.take(one, "fbl@mail.example.org", box).orElseThrow().kind());
        }
        room.dnsAway = true;
        assertEquals(Kind.KEPT, room.take(room.signed(report()), "fbl@mail.example.org", box).orElseThrow().kind());
        assertTrue(room.choice(person).isEmpty());
        assertEquals(Set.of(), room.suppressed(ada));
    }

    @Test
    void who_reports_may_sign_by_a_sibling_domain_of_its_organisation_and_by_no_other() {
        String sibling = "fbl@reports." + Mailroom.REPORTER.substring(Mailroom.REPORTER.indexOf('.') + 1);
        String box = "feedback@unsub.news.example.org";
        RawMessage report = room.signed(with(report(), "fbl@mail.example.org", sibling));
        assertEquals(Kind.KEPT, room.take(report, sibling, box).orElseThrow().kind(), "DNS says nothing of an organisation");
        room.dns.put("_dmarc.example.org", "v=DMARC1; p=none; psd=y");
        RawMessage strangers = room.signed(with(report(), "fbl@mail.example.org", sibling));
        assertEquals(Kind.KEPT, room.take(strangers, sibling, box).orElseThrow().kind(), "under a public suffix they are strangers");
        room.dns.put("_dmarc.example.org", "v=DMARC1; p=none");
        RawMessage ours = room.signed(with(report(), "fbl@mail.example.org", sibling));
        assertEquals(Kind.COMPLAINT, room.take(ours, sibling, box).orElseThrow().kind());
    }

    @Test
    void an_agent_who_believes_a_complaint_that_nobody_signed_has_it_carried_out() {
        room.take(report(), "fbl@mail.example.org", "feedback@unsub.news.example.org");
        KeptMail.Kept kept = newest();
        assertEquals(KeptReason.UNSIGNED_REPORT, kept.why());
        assertTrue(room.choice(person).isEmpty());
        assertTrue(room.returns.accept(kept));
        assertEquals(State.OBJECTED, room.choice(person).orElseThrow().state());
        assertEquals("complaint", room.consents.changes(person, 1).get(0).via());
        assertEquals(Set.of(SuppressionReason.COMPLAINT), room.suppressed(ada));
        assertFalse(room.returns.accept(kept), "twice changes nothing");
        assertTrue(room.kept.decide(kept.id(), 1, true));
    }

    @Test
    void a_complaint_without_a_token_can_be_accepted_for_the_mailbox_that_it_names_and_for_no_other() {
        String box = "feedback@unsub.news.example.org";
        room.take(room.signed(Mailroom.returned("arf-plain", "nobody@elsewhere.example", ada, "From: x@y.example")),
                "fbl@mail.example.org", box);
        KeptMail.Kept kept = newest();
        assertEquals(new Complained(person, Scope.brand(room.brand.id()), SignedLink.MAX_EPOCH, kept.about().orElseThrow().named()),
                kept.about().orElseThrow());
        assertTrue(room.returns.accept(kept));
        assertEquals(Set.of(SuppressionReason.COMPLAINT), room.suppressed(ada));
        room.take(Mailroom.returned("arf-plain", "nobody@elsewhere.example", Mailroom.address(), "From: x@y.example"),
                "fbl@mail.example.org", box);
        KeptMail.Kept strangers = newest();
        assertTrue(strangers.about().isEmpty());
        assertThrows(java.util.NoSuchElementException.class, () -> room.returns.accept(strangers));
    }

    private KeptMail.Kept newest() {
        return room.waiting("").orElseThrow();
    }

    private RawMessage report() {
        return Mailroom.returned("arf-redacted", bounce(), ada, Mailroom.head(room.sent(person, ada)));
    }

    private static RawMessage with(RawMessage message, String from, String to) {
        return RawMessage.of(new String(message.bytes(), ISO_8859_1).replace(from, to).getBytes(ISO_8859_1));
    }

    @ParameterizedTest
    @CsvSource({"arf-not-spam,IGNORED", "arf-auth-failure,KEPT", "arf-nothing-of-ours,KEPT"})
    void a_report_that_is_no_complaint_about_ours_stops_nothing(String file, Kind kind) {
        RawMessage report = room.signed(Mailroom.returned(file, bounce(), ada, Mailroom.head(room.sent(person, ada))));
        assertEquals(kind, room.take(report, "fbl@mail.example.org", "feedback@unsub.news.example.org").orElseThrow().kind());
        assertTrue(room.choice(person).isEmpty());
        assertEquals(Set.of(), room.suppressed(ada));
    }

    @ParameterizedTest
    @CsvSource({"STOP,STOP_ASKED", "Désinscription svp,STOP_ASKED", "À quelle heure ?,REPLY"})
    void a_reply_stops_nothing_by_itself_and_waits_for_an_agent(String words, KeptReason why) {
        RawMessage reply = RawMessage.of(("From: Ada <" + ada + ">\r\nSubject: Re: Ce soir\r\nMessage-ID: <" + UUID.randomUUID()
                + "@x>\r\nContent-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: 8bit\r\n\r\n" + words + "\r\n")
                .getBytes(java.nio.charset.StandardCharsets.UTF_8));
        room.take(reply, ada, "bonjour@example.org");
        KeptMail.Kept kept = room.waiting(ada).orElseThrow();
        assertEquals(why, kept.why());
        assertEquals(person, kept.recipient());
        assertEquals(words, kept.text());
        assertTrue(room.choice(person).isEmpty());
        assertTrue(room.kept.decide(kept.id(), 1, false));
        assertFalse(room.kept.decide(kept.id(), 2, true), "judged once");
        assertEquals(Optional.empty(), room.kept.waiting(kept.id()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"=?utf-8?q?D=C3=A9sinscription?=", "=?iso-8859-1?b?ROlzaW5zY3JpcHRpb24=?=", "D\u00c3\u00a9sinscription"})
    void a_subject_is_read_however_it_is_encoded(String subject) {
        room.take(letter("From: " + ada + "\r\nSubject: " + subject + "\r\n", ""), ada, "bonjour@example.org");
        assertEquals(KeptReason.STOP_ASKED, room.waiting(ada).orElseThrow().why());
        assertEquals("Désinscription", room.waiting(ada).orElseThrow().subject());
    }

    @Test
    void what_is_kept_is_sealed_and_forgotten_in_time() throws Exception {
        room.take(letter("From: " + ada + "\r\nSubject: question\r\n", "a word nobody else writes"), ada, "bonjour@example.org");
        try (var connection = org.preferencecenter.platform.TestDatabase.dataSource().getConnection();
                var row = connection.createStatement().executeQuery("select sealed from kept_mail")) {
            while (row.next()) {
                String sealed = new String(row.getBytes(1), ISO_8859_1);
                assertFalse(sealed.contains("nobody else") || sealed.contains(ada));
            }
        }
        assertTrue(room.waiting(ada).isPresent());
        room.wait(Duration.ofDays(31));
        room.kept.purge();
        assertTrue(room.waiting(ada).isEmpty());
    }

    @Test
    void a_token_from_before_a_second_subscription_still_stops_and_is_told_as_stale() {
        String old = unsubscribe();
        String fresh = Mailroom.address();
        room.take(letter("From: a@b.example\r\n", ""), fresh, old);
        assertFalse(room.take(letter("From: a@b.example\r\n", ""), fresh, old).orElseThrow().done(), "stopped before");
    }
}
