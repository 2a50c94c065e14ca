package org.preferencecenter.decision;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

import org.preferencecenter.consent.entity.Frequency;
import org.preferencecenter.consent.entity.State;
import org.preferencecenter.consent.entity.SuppressionReason;
import org.preferencecenter.decision.entity.Decision.Verdict;
import org.preferencecenter.decision.entity.Judgement;
import org.preferencecenter.decision.entity.Reason;
import org.preferencecenter.law.RuleOf;
import org.preferencecenter.law.TheBook;
import org.preferencecenter.law.entity.Audience;
import org.preferencecenter.law.entity.Channel;
import org.preferencecenter.law.entity.Condition;
import org.preferencecenter.law.entity.Effect;
import org.preferencecenter.law.entity.Fact;
import org.preferencecenter.law.entity.Finding;
import org.preferencecenter.law.entity.Jurisdiction;
import org.preferencecenter.law.entity.LegalBasis;
import org.preferencecenter.law.entity.OppositionList;
import org.preferencecenter.law.entity.Rule;
import org.preferencecenter.law.entity.RuleBook;
import org.preferencecenter.law.entity.TimedCondition;

/** What must hold whatever the rules say, over the rule book that ships and people made up by the thousand. */
class JudgementPropertiesTest {

    private static final RuleBook BOOK = TheBook.shipped();
    private static final Instant NOW = Instant.parse("2026-11-20T00:00:00Z");
    private static final List<String> PLACES = Stream.concat(BOOK.jurisdictions().stream().map(Jurisdiction::code)
            .filter(code -> !code.equals(Jurisdiction.WORLD) && !code.equals(Jurisdiction.UNION)), Stream.of("AT", "IE")).toList();
    /** Facts that can only help: none of them is asked for by a ban or by an exception from a permission. */
    private static final Set<Fact> HELPFUL = Set.of(Fact.CUSTOMER_SINCE, Fact.SELLER, Fact.PRODUCT_FAMILY,
            Fact.REFUSAL_OFFERED, Fact.INFORMED, Fact.FUNCTION, Fact.CONTRACT_UNTIL, Fact.LAST_INQUIRY, Fact.PUBLISHED_ADDRESS,
            Fact.PRESUMED_INTEREST, Fact.INFERRED_CONSENT, Fact.EXISTING_RELATION, Fact.SUPPORTER, Fact.CALL_APPOINTMENT,
            Fact.PARENTAL_CONSENT);

    /** Anybody, anywhere, asked anything within six weeks around a turn of the year and the French change of law. */
    @Provide
    Arbitrary<Given> anybody() {
        return Arbitraries.randomValue(JudgementPropertiesTest::someone);
    }

    private static Given someone(Random random) {
        Given given = new Given();
        given.at = (random.nextInt(4) == 0 ? Instant.parse("2026-08-01T00:00:00Z") : NOW)
                .plusSeconds(random.nextInt(42 * 86_400));
        given.jurisdiction = random.nextInt(10) == 0 ? null : one(random, PLACES);
        given.zone = one(random, Arrays.asList(null, null, "Europe/Paris", "America/New_York", "Indian/Reunion"));
        given.audience = one(random, List.of(Audience.values()));
        given.by(one(random, List.of(Channel.values()).subList(1, 8)));
        given.address = given.channel != Channel.EMAIL ? given.address
                : one(random, List.of("anna@firm.example", "info@firm.example", "anna@gmail.com"));
        given.basis = one(random, List.of(LegalBasis.values()));
        given.sector = one(random, Arrays.asList(null, null, "home-energy", "press", "charity"));
        given.families = "tickets";
        given.functions = "buyer";
        given.said(one(random, List.of(State.values())), given.at.minus(Duration.ofDays(random.nextInt(800))));
        given.openPixel = random.nextInt(5) == 0;
        given.pixelConsent = random.nextBoolean();
        given.lastAction = given.at.minus(Duration.ofDays(random.nextInt(1_200)));
        for (int tries = random.nextInt(6); tries > 0; tries--) {
            given.attempts.add(given.at.minus(Duration.ofHours(random.nextInt(60 * 24))));
        }
        given.attempts.sort(Collections.reverseOrder());
        given.refusedAt = random.nextBoolean() ? null : given.at.minus(Duration.ofDays(random.nextInt(90)));
        given.pausedUntil = random.nextInt(4) > 0 ? null : given.at.plusSeconds(random.nextInt(14 * 86_400));
        given.nextFree = random.nextInt(4) > 0 ? null : given.at.plusSeconds(random.nextInt(14 * 86_400));
        given.frequency = random.nextInt(6) > 0 ? given.frequency : Frequency.digest(Frequency.Per.WEEK);
        facts(given, random);
        return given;
    }

    private static void facts(Given given, Random random) {
        Map<Fact, String> usual = new HashMap<>();
        for (Fact flag : Fact.values()) {
            usual.put(flag, "yes");
        }
        usual.putAll(Map.of(Fact.CUSTOMER_SINCE, "2024-05-01", Fact.LAST_PURCHASE, "2026-03-01", Fact.SELLER, "theatre",
                Fact.PRODUCT_FAMILY, "tickets", Fact.FUNCTION, "buyer", Fact.CONTRACT_UNTIL, "open", Fact.LAST_INQUIRY, "2026-07-01",
                Fact.CALL_APPOINTMENT, given.at.minusSeconds(60).toString(), Fact.LAST_ACTION, "2026-07-01",
                Fact.BIRTH_DATE, random.nextBoolean() ? "1980-02-29" : "2012-06-01"));
        usual.forEach((fact, text) -> {
            if (random.nextInt(3) > 0) {
                given.with(fact, text);
            }
        });
        for (OppositionList list : BOOK.lists()) {
            if (random.nextInt(3) > 0) {
                given.list(list.code(), random.nextInt(4) == 0, "2026-11-15");
            }
        }
    }

    private static <T> T one(Random random, List<T> of) {
        return of.get(random.nextInt(of.size()));
    }

    private static Judgement judged(Given given) {
        return given.judged(BOOK);
    }

    /** ALLOW is more than DEFER is more than REFUSE. */
    private static void atMost(Judgement free, Judgement bound) {
        assertTrue(bound.verdict().compareTo(free.verdict()) <= 0, () -> bound + "\n permits more than\n" + free);
    }

    /** Else the properties below would hold over people who are all refused anyway. */
    @Property(tries = 1)
    void made_up_people_get_every_answer() {
        Map<Verdict, Integer> came = new TreeMap<>();
        Random random = new Random(7);
        for (int i = 0; i < 5_000; i++) {
            came.merge(judged(someone(random)).verdict(), 1, Integer::sum);
        }
        assertTrue(came.size() == 3 && came.values().stream().allMatch(times -> times > 50), came.toString());
    }

    @Property
    void more_withdrawal_never_yields_more_permission(@ForAll("anybody") Given given, @ForAll State other,
            @ForAll SuppressionReason why) {
        Judgement before = judged(given);
        Instant since = given.since;
        State said = given.state;
        given.suppressed.add(why);
        atMost(before, judged(given));
        given.suppressed.clear();
        given.pausedUntil = given.at.plusSeconds(86_400);
        assertNotEquals(Verdict.ALLOW, judged(given).verdict());
        if (other.stops() || other == State.PENDING) {
            assertEquals(Verdict.REFUSE, judged(given.said(other, since)).verdict());
        }
        given.pausedUntil = null;
        if (said == State.GRANTED) {
            given.said(said, since).consentsFrom = given.at.plusSeconds(1);
            Judgement changed = judged(given);
            given.consentsFrom = null;
            atMost(judged(given), changed);
            atMost(judged(given), judged(given.said(State.NONE, null)));
        }
    }

    @Property
    void no_answer_of_the_person_stops_a_service_message(@ForAll("anybody") Given given, @ForAll State said) {
        given.service("access to the hall");
        Judgement judgement = judged(given.said(said, given.at));
        assertEquals(Verdict.ALLOW, judgement.verdict());
        assertEquals(1, judgement.reasons().size());
    }

    @Property
    void a_fact_that_no_rule_asks_for_changes_nothing(@ForAll("anybody") Given given, @ForAll String value) {
        Judgement before = judged(given);
        given.facts.put("shoeSize", value);
        given.facts.put("customersince", "2020-01-01");
        given.list("NOBODYS-LIST", true, "2026-11-01");
        assertEquals(before, judged(given));
    }

    @Property
    void taking_away_what_only_helps_never_turns_a_no_into_a_yes(@ForAll("anybody") Given given, @ForAll Fact fact,
            @ForAll boolean lists) {
        Judgement before = judged(given);
        if (HELPFUL.contains(fact)) {
            given.facts.remove(fact.key());
        }
        if (lists) {
            given.lists.values().removeIf(listing -> !listing.listed());
        }
        atMost(before, judged(given));
    }

    /** Which facts only help is read from the book, so that a new rule that asks otherwise is noticed. */
    @Property(tries = 1)
    void the_helpful_facts_are_those_that_no_rule_holds_against_anybody() {
        for (Rule rule : BOOK.rules()) {
            List<Condition> against = rule.effect() == Effect.FORBID || rule.effect() == Effect.DEFER ? rule.when()
                    : rule.effect() == Effect.PERMIT ? rule.unless() : List.of();
            assertTrue(against.stream().noneMatch(condition -> condition instanceof Condition.Recorded recorded
                    && HELPFUL.contains(recorded.flag())), rule.id());
            assertTrue(against.stream().allMatch(condition -> condition instanceof Condition.Recorded
                    || condition instanceof Condition.PersonalAddress || condition instanceof Condition.YoungerThan
                    || condition instanceof Condition.Listed || condition instanceof Condition.OpenPixel
                    || condition instanceof Condition.Inactive || condition instanceof TimedCondition), rule.id());
        }
    }

    @Property
    void where_nobody_knows_where_they_live_no_more_is_permitted_than_anywhere(@ForAll("anybody") Given given) {
        given.jurisdiction = null;
        Judgement nowhere = judged(given);
        for (String place : PLACES) {
            given.jurisdiction = place;
            Judgement there = judged(given);
            atMost(there, nowhere);
        }
        given.jurisdiction = "ZZ";
        assertEquals(nowhere, judged(given));
    }

    @Property
    void an_unknown_audience_is_a_consumer(@ForAll("anybody") Given given) {
        given.audience = Audience.CONSUMER;
        Judgement consumer = judged(given);
        given.audience = null;
        assertEquals(consumer, judged(given));
    }

    @Property(tries = 300)
    void another_ban_never_permits_more(@ForAll("anybody") Given given, @ForAll("conditions") Condition condition,
            @ForAll boolean unless) {
        String where = given.jurisdiction == null ? "FR"
                : BOOK.jurisdictions().stream().anyMatch(j -> j.code().equals(given.jurisdiction)) ? given.jurisdiction : "EU";
        RuleOf ban = RuleOf.forbid("ZZ-ban", where);
        List<Rule> rules = new ArrayList<>(BOOK.rules());
        rules.add((unless ? ban.unless(condition) : ban.when(condition)).rule());
        Judgement before = judged(given);
        Judgement after = given.judged(TheBook.of(BOOK.jurisdictions(), rules, BOOK.lists(), BOOK.words()));
        atMost(before, after);
    }

    @Provide
    Arbitrary<Condition> conditions() {
        return Arbitraries.of(BOOK.rules().stream().flatMap(rule -> Stream.concat(rule.when().stream(),
                rule.unless().stream())).distinct().toList());
    }

    @Property(tries = 100)
    void the_order_of_rules_files_and_facts_changes_nothing(@ForAll("anybody") Given given, @ForAll Random random) {
        List<Rule> rules = new ArrayList<>(BOOK.rules());
        List<Jurisdiction> places = new ArrayList<>(BOOK.jurisdictions());
        List<OppositionList> lists = new ArrayList<>(BOOK.lists());
        List.of(rules, places, lists).forEach(list -> Collections.shuffle(list, random));
        RuleBook shuffled = TheBook.of(places, rules, lists, BOOK.words());
        assertEquals(BOOK.digest(), shuffled.digest());
        Judgement before = judged(given);
        List<Map.Entry<String, String>> facts = new ArrayList<>(given.facts.entrySet());
        Collections.shuffle(facts, random);
        given.facts = new java.util.LinkedHashMap<>();
        facts.forEach(fact -> given.facts.put(fact.getKey(), fact.getValue()));
        assertEquals(before, given.judged(shuffled));
    }

    @Property
    void asked_again_at_the_earliest_instant_no_hours_defer_any_more(@ForAll("anybody") Given given) {
        Judgement before = judged(given);
        if (before.verdict() != Verdict.DEFER) {
            assertEquals(null, before.notBefore());
            return;
        }
        assertTrue(before.notBefore().isAfter(given.at));
        given.at = before.notBefore();
        Judgement again = judged(given);
        assertNotEquals(Verdict.DEFER, again.verdict(), () -> before + "\n and then\n" + again);
    }

    @Property
    void the_deciding_reason_comes_first_and_every_reason_speaks_for_itself(@ForAll("anybody") Given given) {
        Judgement judgement = judged(given);
        List<Verdict> order = judgement.reasons().stream().map(Reason::verdict).toList();
        assertEquals(order.stream().sorted().toList(), order);
        assertEquals(judgement.verdict(), order.get(0));
        assertTrue(judgement.verdict() != Verdict.REFUSE || judgement.duties().isEmpty());
        for (Reason reason : judgement.reasons()) {
            Finding finding = reason.law();
            assertTrue(finding == null || finding.rule().id().equals(reason.rule()));
            assertTrue(finding == null || finding.applies() || reason.verdict() == Verdict.REFUSE);
            assertTrue(finding == null || finding.rule().inForce(BOOK.place(place(given, finding)).orElseThrow()
                    .today(situation(given))));
        }
        assertEquals(judgement, judged(given), "the same question and facts, the same answer");
    }

    private static String place(Given given, Finding finding) {
        return given.jurisdiction != null ? given.jurisdiction : finding.rule().jurisdiction();
    }

    private static org.preferencecenter.law.entity.Situation situation(Given given) {
        org.preferencecenter.law.Asked asked = new org.preferencecenter.law.Asked();
        asked.at = given.at;
        return asked.in(given.zone).situation();
    }
}
