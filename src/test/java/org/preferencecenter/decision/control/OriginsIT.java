package org.preferencecenter.decision.control;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Stream;

import javax.sql.DataSource;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import org.preferencecenter.catalog.Samples;
import org.preferencecenter.catalog.entity.CaptureMode;
import org.preferencecenter.catalog.entity.Catalogue;
import org.preferencecenter.catalog.entity.Purpose;
import org.preferencecenter.center.control.Phrasebook;
import org.preferencecenter.consent.control.Consents;
import org.preferencecenter.consent.control.Recipients;
import org.preferencecenter.consent.control.Suppressions;
import org.preferencecenter.consent.entity.Cause;
import org.preferencecenter.consent.entity.Cell;
import org.preferencecenter.consent.entity.OneClick;
import org.preferencecenter.consent.entity.Origin;
import org.preferencecenter.consent.entity.PastState;
import org.preferencecenter.consent.entity.Provenance;
import org.preferencecenter.consent.entity.Reach;
import org.preferencecenter.consent.entity.Recipient;
import org.preferencecenter.consent.entity.SuppressionReason;
import org.preferencecenter.consent.entity.Told;
import org.preferencecenter.consent.entity.Wish;
import org.preferencecenter.decision.entity.Asked;
import org.preferencecenter.decision.entity.Decision;
import org.preferencecenter.decision.entity.Grounds;
import org.preferencecenter.decision.entity.Question;
import org.preferencecenter.decision.entity.Reason;
import org.preferencecenter.law.entity.Audience;
import org.preferencecenter.law.entity.Channel;
import org.preferencecenter.ledger.control.Ledger;
import org.preferencecenter.ledger.entity.Entry;
import org.preferencecenter.link.entity.Scope;
import org.preferencecenter.office.control.OfficePhrases;
import org.preferencecenter.office.entity.PersonWords;
import org.preferencecenter.platform.TestDatabase;
import org.preferencecenter.platform.control.Vault;
import org.preferencecenter.platform.entity.Secret;

/**
 * The origins of a withdrawal (S-37), each brought about as it comes about, against the places where one is told: in none do two
 * of them look alike.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OriginsIT {

    private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");
    private static final DataSource DATABASE = TestDatabase.dataSource();
    private static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);
    private static final Purpose LETTER = Samples.purpose();
    private static final org.preferencecenter.catalog.entity.Stream MAIL =
            Samples.withId(47, new org.preferencecenter.catalog.entity.Stream("origins", LETTER, null, Channel.EMAIL, false));
    private static final Catalogue CATALOGUE = new Catalogue(List.of(Samples.brand()), List.of(LETTER), List.of(), List.of(MAIL), List.of());
    private static final Suppressions SUPPRESSIONS = new Suppressions(DATABASE, CLOCK, new Vault(new Secret(new byte[32])));
    private static final Consents CONSENTS = new Consents(DATABASE, CLOCK, Duration.ofDays(30), Duration.ofDays(2), Reach.UNKNOWN,
            new Ledger(), confirmation -> { }, 1);
    private static final DecisionLog LOG = new DecisionLog(DATABASE);
    private static final DecisionDesk DESK = Desks.desk(DATABASE, LOG, CLOCK, MAIL);

    /** One who was withdrawn, and what was decided about them then. */
    private record Withdrawn(Recipient who, String address, Decision decision) {

        Reason first() {
            return decision.reasons().get(0);
        }

        /** Their last entry; of a suppression there is none. */
        Entry last() {
            try (var connection = DATABASE.getConnection()) {
                List<Entry> entries = new Ledger().of(connection, who.id());
                return entries.get(entries.size() - 1);
            } catch (java.sql.SQLException broken) {
                throw new IllegalStateException(broken);
            }
        }

        Cause standing() {
            return CONSENTS.choices(who.id()).on(MAIL.scopes(), Channel.EMAIL).because().orElseThrow().cause();
        }
    }

    private static final Map<Cause, Withdrawn> ALL = new LinkedHashMap<>();

    @BeforeAll
    static void withdraw() {
        Scope scope = Scope.purpose(LETTER.id());
        withdrawn(Cause.RECIPIENT, one -> CONSENTS.withdraw(new OneClick(one.id(), scope, 0, true)).toCompletableFuture().join());
        withdrawn(Cause.COMPLAINT, one -> CONSENTS.withdraw(OneClick.byComplaint(one.id(), scope, 0)).toCompletableFuture().join());
        withdrawn(Cause.AGENT, one -> stop(one, Origin.agent(7, "call", null, 0, "fr")));
        withdrawn(Cause.IMPORT, one -> stop(one, new Origin(Origin.Actor.IMPORT, "import", CaptureMode.ACTIVE_OPT_OUT, 0, 0, null)));
        withdrawn(Cause.EXPIRY, one -> stop(one, new Origin(Origin.Actor.SYSTEM, "expiry", null, 0, 0, null)));
        withdrawn(Cause.BOUNCE, one -> SUPPRESSIONS.suppress(Channel.EMAIL, one.address(Channel.EMAIL).orElseThrow(), 0,
                SuppressionReason.BOUNCE));
    }

    @AfterAll
    static void close() {
        CONSENTS.close();
    }

    private static Object stop(Recipient one, Origin origin) {
        return CONSENTS.choose(one.id(), List.of(new Wish(new Cell(Scope.purpose(LETTER.id()), Channel.EMAIL), false, null, null)), origin);
    }

    private static void withdrawn(Cause cause, Function<Recipient, Object> how) {
        String address = UUID.randomUUID() + "@example.org";
        Recipient one = new Recipients(DATABASE, CLOCK).add(new Recipient(0, Audience.CONSUMER, "test", "FR", "fr", null, Map.of(),
                List.of(new Recipient.Address(Channel.EMAIL, address))));
        CONSENTS.grant(one.id(), List.of(new Wish(new Cell(Scope.purpose(LETTER.id()), Channel.EMAIL), true, null, null)),
                new Origin(Origin.Actor.RECIPIENT, "form", CaptureMode.ACTIVE_OPT_IN, 0, 0, "fr"));
        how.apply(one);
        ALL.put(cause, new Withdrawn(one, address, DESK.ask(new Question(MAIL, address, NOW), "origins")));
    }

    /** A place where withdrawals are told. @param choices of choices alone: mail that comes back makes none */
    private record Place(String name, boolean choices, Function<Withdrawn, String> tells) {
        @Override
        public String toString() {
            return name;
        }
    }

    private static Stream<Place> places() {
        List<Place> places = new ArrayList<>(List.of(
                new Place("the answer to one question", false, one -> cause(one.first())),
                new Place("asked by id, among many", false, one -> cause(DESK.askAll(List.of(new Question(MAIL, null, one.who().id(), NOW,
                        false), new Question(MAIL, "nobody@example.org", NOW)), null).get(0).reasons().get(0))),
                new Place("a batch as NDJSON", false, one -> ndjson(one).replaceAll("(?s).*?\"cause\":\"([a-z]+)\".*", "$1")),
                new Place("a batch as CSV", false, one -> csv(one).strip().replaceAll("(?s).*,([a-z]+)[^,]*$", "$1")),
                new Place("the decision that was kept", false, one -> cause(Grounds.read(LOG.find(one.decision().id()).orElseThrow().grounds(),
                        Desks.BOOK, true).reasons().get(0))),
                new Place("the choice beside the address", true, one -> one.standing().word()),
                new Place("what it was at an instant", true, one -> PastState.of(List.of(one.last()), MAIL.scopes(), Channel.EMAIL, NOW)
                        .standing().because().orElseThrow().cause().word())));
        for (String language : List.of("fr", "en")) {
            var words = new OfficePhrases().in(language);
            var person = new PersonWords(words, CATALOGUE, Map.of(), ZoneOffset.UTC);
            places.add(new Place("a decision in words, " + language, false, one -> Wording.sentence(one.first(), language)));
            places.add(new Place("the person's history in the office, " + language, true, one -> person.who(Told.of(one.last()).orElseThrow()
                    .origin())));
            places.add(new Place("the way in, beside figures and choices, " + language, true,
                    one -> words.say("person.via." + Provenance.of(one.last()).origin().via())));
        }
        for (String language : List.of("fr", "en", "de", "es", "it", "nl", "pl", "pt", "ar")) {
            var words = new Phrasebook().in(language);
            places.add(new Place("their own page, " + language, true, one -> words.say("via." + Provenance.of(one.last()).origin().via())));
            places.add(new Place("their copy, " + language, true, one -> words.say("data.v." + one.standing())));
        }
        return places.stream();
    }

    private static String cause(Reason reason) {
        return reason.cause().word();
    }

    private static String ndjson(Withdrawn one) {
        JsonAnswers answers = new JsonAnswers(new JsonAnswers.Form(false, null), 1);
        answers.decided(new Asked(1, null, new Question(MAIL, one.address(), NOW), null), one.decision());
        return new String(answers.bytes(), StandardCharsets.UTF_8);
    }

    private static String csv(Withdrawn one) {
        CsvAnswers answers = new CsvAnswers(new CsvAnswers.Form(',', false, null));
        answers.decided(new Asked(1, null, new Question(MAIL, one.address(), NOW), null), one.decision());
        return new String(answers.bytes(), StandardCharsets.UTF_8);
    }

    @ParameterizedTest
    @MethodSource("places")
    void no_two_origins_look_alike(Place place) {
        Map<Cause, String> told = new LinkedHashMap<>();
        ALL.forEach((cause, one) -> {
            if (!place.choices() || cause != Cause.BOUNCE) {
                told.put(cause, place.tells().apply(one));
            }
        });
        Set<String> distinct = new HashSet<>(told.values());
        assertEquals(told.size(), distinct.size(), () -> place + ": " + told);
        assertFalse(distinct.contains(""), () -> place + ": " + told);
        if (told.get(Cause.AGENT).equals("agent")) {
            told.forEach((cause, word) -> assertEquals(cause.word(), word, place.name()));
        }
    }
}
