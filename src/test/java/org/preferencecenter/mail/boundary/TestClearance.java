package org.preferencecenter.mail.boundary;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import org.preferencecenter.catalog.Samples;
import org.preferencecenter.catalog.entity.Catalogue;
import org.preferencecenter.catalog.entity.Stream;
import org.preferencecenter.decision.control.DecisionDesk;
import org.preferencecenter.decision.entity.Decision;
import org.preferencecenter.decision.entity.Decision.Verdict;
import org.preferencecenter.decision.entity.HouseRule;
import org.preferencecenter.decision.entity.Question;
import org.preferencecenter.law.entity.Channel;
import org.preferencecenter.mail.control.Clearance;
import org.preferencecenter.mail.control.Stamper;
import org.preferencecenter.mail.control.TestSettings;
import org.preferencecenter.mail.entity.ExistingPolicy;
import org.preferencecenter.mail.entity.HeaderChange;
import org.preferencecenter.mail.entity.RawMessage;
import org.preferencecenter.mail.entity.Stamps;
import org.preferencecenter.mail.entity.StreamNaming;

/**
 * Decides by the first letters of the address ({@code refused…}, {@code later…}, {@code away…}, {@code broken…}; all others
 * may be written to), stamps with the golden set's stamp, and keeps what was asked and how it was settled.
 */
final class TestClearance extends Clearance {

    static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");
    static final Stream LETTER = Samples.withId(3, new Stream("letter", Samples.purpose(), null, Channel.EMAIL, false));
    static final Stream TICKETS = Samples.withId(4, new Stream("tickets", Samples.servicePurpose(), null, Channel.EMAIL,
            false));
    static final Stream CALLS = Samples.withId(5, new Stream("calls", Samples.purpose(), null, Channel.PHONE, false));
    static final Catalogue CATALOGUE = new Catalogue(List.of(LETTER.brand()), List.of(LETTER.purpose(), TICKETS.purpose()),
            List.of(), List.of(LETTER, TICKETS, CALLS), List.of());
    static final Map<String, String> NAMES = Map.of("from:mail.example.org", "letter", "login:shop", "tickets",
            "list:jazz.example.org", "letter", "from:lost.example.org", "nowhere");

    /** {@code asked ADDRESS}, then {@code sent} or {@code released}. */
    final List<String> events;
    /** How many contacts were reserved. */
    final AtomicInteger reserved;
    /** How many of them were counted or given back. */
    final AtomicInteger settled;
    /** Moved on by tests. */
    volatile Instant now = NOON;

    TestClearance() {
        this(new Desk());
    }

    private TestClearance(Desk desk) {
        super(desk, stamper(), Clock.fixed(NOON, ZoneOffset.UTC));
        this.events = desk.events;
        this.reserved = desk.reserved;
        this.settled = desk.settled;
    }

    @Override
    public Instant now() {
        return now;
    }

    /** Waits until all that was reserved is counted or given back. */
    void awaitSettled() {
        long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
        while (reserved.get() != settled.get() && System.nanoTime() < until) {
            Thread.onSpinWait();
        }
        if (reserved.get() != settled.get()) {
            throw new AssertionError(reserved + " reserved, " + settled + " settled: " + events);
        }
    }

    MilterRules rules(boolean passMany, boolean passOthers, ExistingPolicy existing) {
        return rules(passMany, passOthers, existing, false);
    }

    /** @param verp messages go out under a bounce address */
    MilterRules rules(boolean passMany, boolean passOthers, ExistingPolicy existing, boolean verp) {
        return new MilterRules(new StreamNaming(NAMES), passMany, passOthers, existing, this, () -> CATALOGUE,
                java.net.URI.create("https://p.example.org"), verp);
    }

    private static Stamper stamper() {
        return new Stamper(null, null, null, TestSettings.hop(25)) {
            /** As the real one, but for the token. */
            @Override
            public String sender(Stream stream, long recipient, String address, String given) {
                return given.isEmpty() ? given : "b-" + recipient + "-" + address.replace('@', '.') + "@unsub.mail.example.org";
            }

            @Override
            public List<HeaderChange> changes(Stream stream, long recipient, RawMessage message, ExistingPolicy policy) {
                return stream.service() ? List.of() : Stamps.fixed().changes(message, policy);
            }
        };
    }

    private static final class Desk extends DecisionDesk {

        private final List<String> events = new CopyOnWriteArrayList<>();
        private final AtomicInteger reserved = new AtomicInteger();
        private final AtomicInteger settled = new AtomicInteger();

        Desk() {
            super(null, null, null, null, null);
        }

        @Override
        public Decision askToSend(Question question, String askedBy) {
            String address = question.address();
            events.add("asked " + address);
            if (address.startsWith("broken")) {
                throw new IllegalStateException("as a bug would");
            }
            boolean allowed = !address.matches("(refused|later|away).*");
            HouseRule rule = address.startsWith("refused") ? HouseRule.WITHDRAWN : address.startsWith("later")
                    ? HouseRule.CAP_REACHED : address.startsWith("away") ? HouseRule.UNAVAILABLE : HouseRule.SERVICE;
            Verdict verdict = allowed ? Verdict.ALLOW : address.startsWith("later") ? Verdict.DEFER : Verdict.REFUSE;
            boolean reserves = allowed && !question.stream().service();
            if (reserves) {
                reserved.incrementAndGet();
            }
            return new Decision(new UUID(0, 1), verdict, verdict == Verdict.DEFER ? NOON.plusSeconds(3600) : null,
                    List.of(rule.reason()), List.of(), 42, Optional.empty(), "book", reserves ? new UUID(0, 2) : null);
        }

        @Override
        public Decision askToSend(Question question) {
            return askToSend(question, "mail");
        }

        @Override
        public void sent(Decision decision) {
            if (decision.reservation() != null) {
                events.add("sent");
                settled.incrementAndGet();
            }
        }

        @Override
        public void release(Decision decision) {
            if (decision.reservation() != null) {
                events.add("released");
                settled.incrementAndGet();
            }
        }
    }
}
