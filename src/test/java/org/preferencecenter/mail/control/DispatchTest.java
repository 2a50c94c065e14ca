package org.preferencecenter.mail.control;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

import org.junit.jupiter.api.Test;

import org.preferencecenter.catalog.Samples;
import org.preferencecenter.catalog.entity.Purpose;
import org.preferencecenter.catalog.entity.Stream;
import org.preferencecenter.decision.control.DecisionDesk;
import org.preferencecenter.decision.entity.Decision.Verdict;
import org.preferencecenter.decision.entity.Decision;
import org.preferencecenter.decision.entity.Question;
import org.preferencecenter.decision.entity.Reason;
import org.preferencecenter.law.entity.Channel;
import org.preferencecenter.mail.entity.BadMessage;
import org.preferencecenter.mail.entity.Dispatched;
import org.preferencecenter.mail.entity.DkimKey;
import org.preferencecenter.mail.entity.ExistingPolicy;
import org.preferencecenter.mail.entity.HeaderChange;
import org.preferencecenter.mail.entity.RawMessage;
import org.preferencecenter.mail.entity.Stamps;
import org.preferencecenter.mail.entity.TestKeys;

class DispatchTest {

    private static final Clock NOON = Clock.fixed(Instant.parse("2026-11-22T12:00:00Z"), ZoneOffset.UTC);
    private static final RawMessage MESSAGE = RawMessage.of(("From: hello@news.example.org\r\nTo: ada@example.net\r\n"
            + "Subject: Tonight\r\n\r\nGood evening\r\n").getBytes(ISO_8859_1));

    /** Says what the test wants and remembers what became of it. */
    private static final class Desk extends DecisionDesk {

        private final Verdict verdict;
        private final List<String> settled = new ArrayList<>();
        private Question asked;

        Desk(Verdict verdict) {
            super(null, null, null, null, null);
            this.verdict = verdict;
        }

        @Override
        public Decision askToSend(Question question) {
            asked = question;
            return new Decision(new UUID(0, 1), verdict, null, List.of(new Reason("consent", verdict, "x", null)), List.of(), 42, Optional.empty(), "book", new UUID(0, 2));
        }

        @Override
        public void sent(Decision decision) {
            settled.add("sent");
        }

        @Override
        public void release(Decision decision) {
            settled.add("released");
        }
    }

    private static Dispatch dispatch(Desk desk, int port) {
        Stamper stamper = new Stamper(null, null, null, TestSettings.hop(port)) {
            @Override
            public List<HeaderChange> changes(Stream stream, long recipient, RawMessage message, ExistingPolicy policy) {
                assertEquals(42, recipient);
                return stream.service() ? super.changes(stream, recipient, message, policy)
                        : Stamps.fixed().changes(message, policy);
            }
        };
        DkimKeys keys = new DkimKeys(null, null, NOON) {
            @Override
            public List<DkimKey> of(String domain) {
                return TestKeys.BOTH;
            }
        };
        return new Dispatch(desk, stamper, new DkimSigner(keys, NOON, TestSettings.hop(port)), new NextHop(TestSettings.hop(port)), NOON);
    }

    @Test
    void an_allowed_message_goes_out_stamped_then_signed_and_is_settled_as_sent() {
        Desk desk = new Desk(Verdict.ALLOW);
        try (Peer peer = new Peer(Map.of())) {
            Dispatched result = send(desk, peer, letter(Samples.purpose()));
            assertTrue(result.acknowledged());
            assertEquals(250, result.reply().orElseThrow().code());
            assertEquals(List.of("sent"), desk.settled);
            assertArrayEquals(result.sent().orElseThrow().bytes(), peer.data);
            List<String> names = RawMessage.of(peer.data).fields().stream().map(f -> f.name()).toList();
            assertEquals(List.of("DKIM-Signature", "DKIM-Signature", "List-Unsubscribe", "List-Unsubscribe-Post", "List-ID",
                    "List-Help", "Feedback-ID", "CFBL-Address", "CFBL-Feedback-ID", "From", "To", "Subject"), names);
            assertEquals("ada@example.net", desk.asked.address());
        }
    }

    @Test
    void what_the_decision_forbids_never_reaches_the_next_hop() {
        for (Verdict verdict : List.of(Verdict.REFUSE, Verdict.DEFER)) {
            Desk desk = new Desk(verdict);
            try (Peer peer = new Peer(Map.of())) {
                Dispatched result = send(desk, peer, letter(Samples.purpose()));
                assertFalse(result.acknowledged());
                assertTrue(result.reply().isEmpty());
                assertTrue(peer.commands.isEmpty());
                assertTrue(desk.settled.isEmpty());
            }
        }
    }

    @Test
    void what_the_next_hop_did_not_take_is_not_acknowledged_and_gives_the_contact_back() {
        for (String answer : List.of("451 4.7.1 later", "554 5.7.1 never", "")) {
            Desk desk = new Desk(Verdict.ALLOW);
            try (Peer peer = new Peer(Map.of("DOT", answer))) {
                assertFalse(send(desk, peer, letter(Samples.purpose())).acknowledged());
                assertEquals(List.of("released"), desk.settled);
            }
        }
    }

    @Test
    void a_service_message_gets_its_signatures_and_no_list_field() {
        try (Peer peer = new Peer(Map.of())) {
            assertTrue(send(new Desk(Verdict.ALLOW), peer, letter(Samples.servicePurpose())).acknowledged());
            List<String> names = RawMessage.of(peer.data).fields().stream().map(f -> f.name()).toList();
            assertEquals(List.of("DKIM-Signature", "DKIM-Signature", "From", "To", "Subject"), names);
        }
    }

    @Test
    void a_message_that_cannot_be_stamped_gives_the_contact_back() {
        Desk desk = new Desk(Verdict.ALLOW);
        try (Peer peer = new Peer(Map.of())) {
            RawMessage theirs = MESSAGE.with(List.of(HeaderChange.add("List-Unsubscribe", "<mailto:a@example.org>")));
            assertThrows(BadMessage.class, () -> dispatch(desk, peer.port()).send(theirs, letter(Samples.purpose()),
                    "ada@example.net", "b@example.org", ExistingPolicy.REJECT));
            assertEquals(List.of("released"), desk.settled);
            assertTrue(peer.commands.isEmpty());
        }
    }

    @Test
    void two_from_fields_or_none_are_refused_before_anything_is_asked() {
        Desk desk = new Desk(Verdict.ALLOW);
        RawMessage two = MESSAGE.with(List.of(HeaderChange.add("From", "x@evil.example")));
        RawMessage none = MESSAGE.with(List.of(new HeaderChange.Delete("From", 1)));
        for (RawMessage message : List.of(two, none)) {
            assertThrows(BadMessage.class, () -> dispatch(desk, 1).send(message, letter(Samples.purpose()), "ada@example.net",
                    "b@example.org", ExistingPolicy.REPLACE));
        }
        assertEquals(null, desk.asked);
    }

    private static Dispatched send(Desk desk, Peer peer, Stream stream) {
        return dispatch(desk, peer.port()).send(MESSAGE, stream, "ada@example.net", "b@example.org", ExistingPolicy.REPLACE);
    }

    private static Stream letter(Purpose purpose) {
        return Samples.withId(3, new Stream("letter", purpose, null, Channel.EMAIL, false));
    }
}
