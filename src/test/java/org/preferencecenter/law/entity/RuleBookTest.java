package org.preferencecenter.law.entity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.preferencecenter.law.RuleOf.defer;
import static org.preferencecenter.law.RuleOf.forbid;
import static org.preferencecenter.law.RuleOf.oblige;
import static org.preferencecenter.law.RuleOf.permit;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.preferencecenter.law.Asked;
import org.preferencecenter.law.RuleOf;

/** How the rules of a country, its union and the world come together, and what counts where nobody knows. */
class RuleBookTest {

    private static final Condition CONSENTED = new Condition.Consent(null);
    private static final Condition CUSTOMER = new Condition.Sale(null);
    private static final List<Jurisdiction> EUROPE = List.of(
            new Jurisdiction("*", Map.of(), List.of(), Set.of()),
            new Jurisdiction("EU", Map.of(), List.of(ZoneId.of("Europe/Lisbon"), ZoneId.of("Europe/Helsinki")), Set.of("FR", "AT")),
            new Jurisdiction("FR", Map.of(), List.of(ZoneId.of("Europe/Paris")), Set.of()),
            new Jurisdiction("US", Map.of(), List.of(ZoneId.of("America/New_York")), Set.of()));

    private static RuleBook book(RuleOf... rules) {
        return new RuleBook(EUROPE, List.of(rules).stream().map(RuleOf::rule).toList(), List.of(), AddressWords.NONE,
                Holidays.NONE);
    }

    private static List<String> ids(List<Finding> findings) {
        return findings.stream().map(finding -> finding.rule().id()).toList();
    }

    private static Asked basedOn(LegalBasis basis) {
        Asked asked = new Asked();
        asked.basis = basis;
        return asked;
    }

    @Test
    void what_forbids_defers_and_obliges_counts_from_country_union_and_world_nearest_first() {
        RuleBook book = book(
                forbid("W-1", "*"), forbid("E-1", "EU"), forbid("F-1", "FR"), forbid("U-1", "US"),
                defer("W-2", "*").when(new TimedCondition.RefusedWithin(3)),
                defer("F-2", "FR").when(new TimedCondition.RefusedWithin(5)),
                oblige("W-3", "*", Obligation.POSTAL_ADDRESS), oblige("E-3", "EU", Obligation.NAME_SENDER));
        Asked asked = Asked.at("2026-11-23T10:00:00Z");
        asked.refusedAt = Instant.parse("2026-11-22T10:00:00Z");
        Opinion opinion = book.opinion("FR", asked.situation());
        assertEquals("FR", opinion.jurisdiction());
        assertEquals(List.of("F-1", "E-1", "W-1"), ids(opinion.forbids()));
        assertEquals(List.of("F-2", "W-2"), ids(opinion.defers()));
        assertEquals(Instant.parse("2026-11-26T23:00:00Z"), opinion.until());
        assertEquals(List.of("E-3", "W-3"), opinion.duties().stream().map(Duty::rule).toList());
        assertEquals(List.of("U-1", "W-1"), ids(book.opinion("US", asked.situation()).forbids()));
        assertEquals(List.of("E-1", "W-1"), ids(book.opinion("AT", asked.situation()).forbids()), "a member without a file");
    }

    @Test
    void a_permission_on_a_basis_replaces_what_is_farther_off_on_that_basis_alone() {
        RuleBook book = book(
                permit("W-C", "*", LegalBasis.CONSENT).when(CONSENTED),
                permit("W-L", "*", LegalBasis.LEGITIMATE_INTEREST),
                permit("E-S", "EU", LegalBasis.SOFT_OPT_IN).when(CUSTOMER),
                permit("F-S", "FR", LegalBasis.SOFT_OPT_IN).when(CUSTOMER, new Condition.Analogous()),
                permit("F-S2", "FR", LegalBasis.SOFT_OPT_IN).when(new Condition.Inquiry(null)));
        Asked asked = basedOn(LegalBasis.LEGITIMATE_INTEREST).with(Fact.CUSTOMER_SINCE, "2024-01-01");
        assertEquals(List.of("W-L"), ids(book.opinion("FR", asked.situation()).permits()));
        assertEquals(List.of("F-S", "F-S2", "W-C"), ids(book.opinion("FR", asked.situation()).lacking()));
        assertEquals(List.of("E-S", "W-L"), ids(book.opinion("AT", asked.situation()).permits()));
        assertEquals(List.of("W-C"), ids(book.opinion("AT", asked.situation()).lacking()));
    }

    /** A country that permits for one sector, or from one day on, has spoken of the basis then; nobody else there gets more. */
    @Test
    void a_nearer_permission_replaces_only_in_its_days_and_for_all_sectors() {
        RuleBook book = book(
                permit("W-L", "*", LegalBasis.LEGITIMATE_INTEREST),
                permit("F-L", "FR", LegalBasis.LEGITIMATE_INTEREST).sector("press").from("2026-11-23"));
        Asked asked = basedOn(LegalBasis.LEGITIMATE_INTEREST);
        assertEquals(List.of(), ids(book.opinion("FR", asked.situation()).permits()));
        asked.sector = "press";
        assertEquals(List.of("F-L"), ids(book.opinion("FR", asked.situation()).permits()));
        asked.at = Instant.parse("2026-11-22T22:59:59Z");
        assertEquals(List.of("W-L"), ids(book.opinion("FR", asked.situation()).permits()));
    }

    /** Which permissions are of use to a purpose that stands on each basis. */
    @ParameterizedTest
    @CsvSource(nullValues = "-", value = {
            "CONSENT,             C",
            "SOFT_OPT_IN,         C S L",
            "LEGITIMATE_INTEREST, C S L",
            "CONTRACT,            K",
            "LEGAL_OBLIGATION,    O",
            "-,                   ''" })
    void a_purpose_keeps_its_promise(LegalBasis declared, String permits) {
        RuleBook book = book(
                permit("C", "*", LegalBasis.CONSENT), permit("S", "*", LegalBasis.SOFT_OPT_IN),
                permit("L", "*", LegalBasis.LEGITIMATE_INTEREST), permit("K", "*", LegalBasis.CONTRACT),
                permit("O", "*", LegalBasis.LEGAL_OBLIGATION));
        Asked asked = basedOn(declared).with(Fact.CUSTOMER_SINCE, "2024-01-01");
        assertEquals(Set.of(permits.split(" ")), Set.copyOf(declared == null ? List.of("")
                : ids(book.opinion("FR", asked.situation()).permits())));
    }

    @Test
    void who_promised_to_write_to_customers_writes_to_customers_also_where_anybody_may_be_written_to() {
        RuleBook book = book(permit("L", "*", LegalBasis.LEGITIMATE_INTEREST));
        Asked asked = basedOn(LegalBasis.SOFT_OPT_IN);
        Finding lacking = book.opinion("FR", asked.situation()).lacking().get(0);
        assertEquals(List.of(new Condition.Sale(null)), lacking.unmet());
        asked.with(Fact.CUSTOMER_SINCE, "2024-01-01");
        assertEquals(0, book.opinion("FR", asked.situation()).strictness());
    }

    @Test
    void a_permission_that_lacks_something_names_all_of_it_and_owes_nothing() {
        Condition young = new Condition.YoungerThan(15);
        RuleBook book = book(permit("F", "FR", LegalBasis.CONSENT).when(CONSENTED, CUSTOMER, new Condition.OpenPixel())
                .unless(young, new Condition.PixelConsent()).owing(Obligation.NAME_SENDER));
        Asked asked = new Asked().with(Fact.BIRTH_DATE, "2020-01-01");
        asked.openPixel = true;
        Opinion opinion = book.opinion("FR", asked.situation());
        assertEquals(List.of(CONSENTED, CUSTOMER, young), opinion.lacking().get(0).unmet());
        assertFalse(opinion.lacking().get(0).applies());
        assertEquals(List.of(), opinion.duties());
        asked.with(Fact.BIRTH_DATE, "2000-01-01").with(Fact.CUSTOMER_SINCE, "2024-01-01").consented("2026-01-01T00:00:00Z");
        assertEquals(List.of(Obligation.NAME_SENDER),
                book.opinion("FR", asked.situation()).duties().stream().map(Duty::obligation).toList());
    }

    /** The first and the last day are the person's days. */
    @ParameterizedTest
    @CsvSource(nullValues = "-", value = {
            "2026-08-10T21:59:59Z, -,                false", "2026-08-10T22:00:00Z, -,                true",
            "2026-08-12T21:59:59Z, -,                true",  "2026-08-12T22:00:00Z, -,                false",
            "2026-08-10T20:00:00Z, Indian/Reunion,   true",  "2026-08-11T03:59:59Z, America/New_York, false" })
    void a_rule_holds_from_its_first_day_to_its_last(String at, String zone, boolean forbidden) {
        RuleBook book = book(forbid("F", "FR").from("2026-08-11").to("2026-08-12"));
        assertEquals(forbidden, !book.opinion("FR", Asked.at(at).in(zone).situation()).forbids().isEmpty());
    }

    @ParameterizedTest
    @CsvSource(nullValues = "-", value = {
            "EMAIL, CONSUMER,     PROSPECTING, energy, true", "SMS,   CONSUMER,     PROSPECTING, energy, false",
            "EMAIL, PROFESSIONAL, PROSPECTING, energy, false", "EMAIL, CONSUMER,    SERVICE,     energy, false",
            "EMAIL, CONSUMER,     PROSPECTING, press,  false", "EMAIL, CONSUMER,    PROSPECTING, -,      false" })
    void a_rule_speaks_of_its_channel_audience_nature_and_sector(Channel channel, Audience audience, MessageNature nature,
            String sector, boolean forbidden) {
        RuleBook book = book(forbid("F", "FR").over(Channel.EMAIL).toward(Audience.CONSUMER).sector("energy"));
        Asked asked = new Asked();
        asked.channel = channel;
        asked.audience = audience;
        asked.nature = nature;
        asked.sector = sector;
        assertEquals(forbidden, !book.opinion("FR", asked.situation()).forbids().isEmpty());
    }

    /** Nothing known, unknown to the book, the union as a whole or the floor itself: all mean "who knows where". */
    @ParameterizedTest
    @CsvSource(nullValues = "-", value = { "-", "''", "ZZ", "fr", "*", "EU" })
    void where_nobody_knows_the_strictest_of_all_counts_and_the_duties_of_all(String jurisdiction) {
        RuleBook book = book(permit("W", "*", LegalBasis.CONSENT), oblige("F", "FR", Obligation.NAME_SENDER),
                forbid("U", "US"), oblige("U-2", "US", Obligation.POSTAL_ADDRESS), oblige("E", "EU", Obligation.STOP_CONTACT));
        Opinion opinion = book.opinion(jurisdiction, new Asked().situation());
        assertEquals("US", opinion.jurisdiction());
        assertEquals(3, opinion.strictness());
        assertEquals(Set.of("F", "U-2", "E"), Set.copyOf(opinion.duties().stream().map(Duty::rule).toList()));
        assertEquals(3, opinion.duties().size());
    }

    @Test
    void forbidden_is_stricter_than_unpermitted_than_later_than_sooner_than_now() {
        Asked asked = Asked.at("2026-11-23T10:00:00Z");
        asked.refusedAt = asked.at;
        Condition refused3 = new TimedCondition.RefusedWithin(3);
        Condition refused5 = new TimedCondition.RefusedWithin(5);
        RuleOf all = permit("E", "EU", LegalBasis.CONSENT);
        RuleOf here = permit("U", "US", LegalBasis.CONSENT);
        assertEquals(0, book(all, here).opinion(null, asked.situation()).strictness());
        assertEquals(2, book(all).opinion(null, asked.situation()).strictness(), "nothing permits in the US");
        Opinion later = book(all, here, defer("F-1", "FR").when(refused5), defer("U-1", "US").when(refused3))
                .opinion(null, asked.situation());
        assertEquals(1, later.strictness());
        assertEquals(Instant.parse("2026-11-27T23:00:00Z"), later.until());
        assertEquals(2, book(all, defer("F-1", "FR").when(refused5)).opinion(null, asked.situation()).strictness());
        assertEquals(3, book(all, forbid("F-2", "FR")).opinion(null, asked.situation()).strictness());
    }

    @Test
    void an_empty_book_permits_nothing() {
        assertEquals(2, RuleBook.EMPTY.opinion("FR", new Asked().situation()).strictness());
        assertEquals(2, RuleBook.EMPTY.opinion(null, new Asked().situation()).strictness());
    }

    @Test
    void a_member_without_a_file_lives_in_the_unions_zones() {
        RuleBook book = book(forbid("E", "EU").from("2026-08-11"));
        assertTrue(book.knows("AT") && book.knows("FR"));
        assertFalse(book.knows("*") || book.knows("ZZ") || book.knows(null));
        assertEquals(2, book.place("AT").orElseThrow().zones(new Asked().situation()).size());
        assertEquals(List.of(ZoneId.of("UTC").normalized()), book(forbid("E", "*")).place("*").orElseThrow()
                .zones(new Asked().situation()));
    }

    @Test
    void an_id_given_twice_and_a_rule_from_nowhere_are_no_book() {
        assertThrows(IllegalArgumentException.class, () -> book(forbid("F", "FR"), forbid("F", "US")));
        assertThrows(IllegalArgumentException.class, () -> book(forbid("F", "ZZ")));
        OppositionList list = new OppositionList("X", "FR", Map.of());
        assertThrows(IllegalArgumentException.class,
                () -> new RuleBook(EUROPE, List.of(), List.of(list, list), AddressWords.NONE, Holidays.NONE));
        assertThrows(IllegalArgumentException.class, () -> new RuleBook(List.of(EUROPE.get(0), EUROPE.get(0)), List.of(),
                List.of(), AddressWords.NONE, Holidays.NONE));
    }

    @Test
    void the_digest_names_the_text_whatever_its_order() {
        List<Rule> rules = new ArrayList<>(List.of(forbid("A", "FR").rule(), forbid("B", "US").rule(),
                permit("C", "EU", LegalBasis.CONSENT).when(CONSENTED).rule()));
        List<Jurisdiction> places = new ArrayList<>(EUROPE);
        String digest = new RuleBook(places, rules, List.of(), AddressWords.NONE, Holidays.NONE).digest();
        for (int seed = 0; seed < 20; seed++) {
            Collections.shuffle(rules, new Random(seed));
            Collections.shuffle(places, new Random(seed));
            assertEquals(digest, new RuleBook(places, rules, List.of(), AddressWords.NONE, Holidays.NONE).digest());
        }
        rules.remove(0);
        assertNotEquals(digest, new RuleBook(places, rules, List.of(), AddressWords.NONE, Holidays.NONE).digest());
    }

    @Test
    void the_book_as_of_a_day_holds_the_rules_of_that_day() {
        RuleBook book = book(forbid("F", "FR").from("2026-08-11"), forbid("G", "FR").to("2026-08-10"));
        assertEquals(List.of("G"), book.rules(LocalDate.parse("2026-08-10")).stream().map(Rule::id).toList());
        assertEquals(List.of("F"), book.rules(LocalDate.parse("2026-08-11")).stream().map(Rule::id).toList());
        assertEquals(2, book.rules().size());
    }
}
