package org.preferencecenter.catalog.entity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.preferencecenter.catalog.Samples.purpose;
import static org.preferencecenter.catalog.Samples.servicePurpose;

import java.time.LocalDate;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.preferencecenter.catalog.Samples;
import org.preferencecenter.catalog.SmallBook;
import org.preferencecenter.catalog.entity.Flaw.Rule;
import org.preferencecenter.law.entity.Audience;
import org.preferencecenter.law.entity.Channel;
import org.preferencecenter.law.entity.LegalBasis;
import org.preferencecenter.law.entity.MessageNature;
import org.preferencecenter.law.entity.RuleBook;

/** What the rule book says of what a purpose stands on, combination by combination (S-09, S-33). */
class LawfulnessTest {

    private static final RuleBook BOOK = SmallBook.book();
    private static final LocalDate TODAY = LocalDate.of(2026, 11, 22);

    private static Purpose over(Channel... channels) {
        return Samples.withId(14, new Purpose(Samples.brand(), "calls", MessageNature.PROSPECTING, 1).over(channels)
                .called("fr", "Appels", "Des appels"));
    }

    private static List<Rule> rules(List<Flaw> flaws) {
        return flaws.stream().map(Flaw::rule).toList();
    }

    @ParameterizedTest
    @CsvSource({
            // audience, channel, place, basis, lawful
            "CONSUMER, EMAIL, FR, CONSENT, true", "CONSUMER, EMAIL, FR, SOFT_OPT_IN, true",
            "CONSUMER, EMAIL, FR, LEGITIMATE_INTEREST, false", "CONSUMER, EMAIL, DE, SOFT_OPT_IN, false",
            "PROFESSIONAL, EMAIL, FR, LEGITIMATE_INTEREST, true", "PROFESSIONAL, EMAIL, DE, LEGITIMATE_INTEREST, false",
            "PROFESSIONAL, SMS, FR, LEGITIMATE_INTEREST, false", "CONSUMER, PHONE, FR, CONSENT, true",
            "CONSUMER, PHONE, FR, LEGITIMATE_INTEREST, false", "CONSUMER, PHONE, FR, CONTRACT, true",
            "CONSUMER, EMAIL, FR, CONTRACT, false", "CONSUMER, PUSH, FR, CONSENT, false" })
    void what_no_rule_permits_is_refused_and_what_one_does_is_not(Audience audience, Channel channel, String place,
            LegalBasis basis, boolean lawful) {
        assertEquals(lawful ? List.of() : List.of(Rule.UNLAWFUL),
                rules(Review.lawful(over(channel).on(basis, audience, place).serving(place), BOOK, TODAY)));
    }

    @Test
    void a_refusal_quotes_who_how_where_on_what_what_is_possible_and_who_says_so() {
        Flaw flaw = Review.lawful(purpose().serving("DE", "FR").on(LegalBasis.LEGITIMATE_INTEREST, Audience.CONSUMER,
                Basis.ANYWHERE), BOOK, TODAY).get(0);
        assertEquals("letter", flaw.where());
        assertEquals(List.of("CONSUMER", "EMAIL", "DE", "LEGITIMATE_INTEREST", "CONSENT", "DE-consent (ePrivacy 13(1))", ""),
                flaw.details());
        assertEquals("ePrivacy 13(1)", flaw.citation());
    }

    @Test
    void what_is_banned_whatever_is_agreed_is_refused_with_the_ban_and_spares_the_contract() {
        Purpose calls = over(Channel.PHONE).inSector("home-energy").serving("FR");
        Flaw flaw = Review.lawful(calls.on(LegalBasis.CONSENT, Audience.CONSUMER, "FR"), BOOK, TODAY).get(0);
        assertEquals(List.of("CONSUMER", "PHONE", "FR", "CONSENT", "CONTRACT", "FR-09 (C. conso. L223-1 al.5)", ""), flaw.details());
        assertEquals(List.of(), Review.lawful(over(Channel.PHONE).inSector("home-energy").serving("FR")
                .on(LegalBasis.CONTRACT, Audience.CONSUMER, "FR"), BOOK, TODAY));
    }

    @Test
    void places_where_the_same_is_said_are_told_together_and_each_combination_apart() {
        Purpose purpose = over(Channel.EMAIL, Channel.SMS).on(LegalBasis.CONTRACT, Audience.CONSUMER, Basis.ANYWHERE);
        assertEquals(List.of("EMAIL DE", "EMAIL FR", "SMS DE", "SMS FR"), Review.lawful(purpose, BOOK, TODAY).stream()
                .map(flaw -> flaw.details().get(1) + " " + flaw.details().get(2)).toList());
        Purpose push = over(Channel.PUSH).on(LegalBasis.CONSENT, Audience.CONSUMER, Basis.ANYWHERE);
        assertEquals(List.of("DE, FR"), Review.lawful(push, BOOK, TODAY).stream().map(f -> f.details().get(2)).toList());
    }

    @Test
    void the_basis_for_everywhere_stands_for_each_place_served_that_is_not_named() {
        Purpose purpose = purpose().on(LegalBasis.CONSENT, Audience.PROFESSIONAL, Basis.ANYWHERE)
                .on(LegalBasis.LEGITIMATE_INTEREST, Audience.PROFESSIONAL, "FR");
        assertEquals(List.of(), Review.lawful(purpose, BOOK, TODAY));
        // Only where it serves: nobody in Germany is meant.
        assertEquals(List.of(), Review.lawful(purpose().serving("FR").on(LegalBasis.SOFT_OPT_IN, Audience.CONSUMER,
                Basis.ANYWHERE), BOOK, TODAY));
        // An audience that is not served somewhere breaks nothing there.
        assertEquals(List.of(), Review.lawful(purpose().on(LegalBasis.SOFT_OPT_IN, Audience.CONSUMER, "FR"), BOOK, TODAY));
        // A basis that is said for a place counts there, whether it is served or not.
        assertEquals(List.of(Rule.UNLAWFUL), rules(Review.lawful(purpose().serving("FR")
                .on(LegalBasis.SOFT_OPT_IN, Audience.CONSUMER, "DE"), BOOK, TODAY)));
    }

    @Test
    void people_whose_country_nobody_knows_may_live_where_the_rule_is_strictest() {
        Purpose purpose = purpose().on(LegalBasis.SOFT_OPT_IN, Audience.CONSUMER, Basis.ANYWHERE)
                .on(LegalBasis.CONSENT, Audience.CONSUMER, "DE");
        List<Flaw> flaws = Review.lawful(purpose, BOOK, TODAY);
        assertEquals(List.of(Rule.UNLAWFUL_UNKNOWN), rules(flaws));
        assertEquals("DE", flaws.get(0).details().get(2));
        assertEquals(List.of(), Review.lawful(purpose.serving("DE", "FR"), BOOK, TODAY));
    }

    @Test
    void a_place_without_rules_permits_nothing_and_is_told_once() {
        Purpose purpose = over(Channel.EMAIL, Channel.SMS).serving("FR", "ZZ").on(LegalBasis.CONSENT, Audience.CONSUMER, "*")
                .on(LegalBasis.CONSENT, Audience.PROFESSIONAL, "XX");
        assertEquals(List.of("XX", "ZZ"), Review.lawful(purpose, BOOK, TODAY).stream()
                .filter(f -> f.rule() == Rule.JURISDICTION_UNKNOWN).map(f -> f.details().get(0)).toList());
        assertEquals(2, Review.lawful(purpose, BOOK, TODAY).size());
        assertEquals(List.of(Rule.JURISDICTION_UNKNOWN), rules(Review.lawful(
                purpose().on(LegalBasis.CONSENT, Audience.CONSUMER, "*"), RuleBook.EMPTY, TODAY)));
    }

    @ParameterizedTest
    @CsvSource({ "2026-08-10, LEGITIMATE_INTEREST, true", "2026-08-11, LEGITIMATE_INTEREST, false",
            "2026-08-10, CONSENT, false", "2026-08-11, CONSENT, true" })
    void the_day_decides(LocalDate day, LegalBasis basis, boolean lawful) {
        assertEquals(lawful ? List.of() : List.of(Rule.UNLAWFUL),
                rules(Review.lawful(over(Channel.PHONE).serving("FR").on(basis, Audience.CONSUMER, "FR"), BOOK, day)));
    }

    @ParameterizedTest
    @CsvSource({ "2025-08-10, LEGITIMATE_INTEREST, ''", "2025-08-11, LEGITIMATE_INTEREST, 2026-08-11",
            "2026-08-10, LEGITIMATE_INTEREST, 2026-08-11", "2026-08-11, LEGITIMATE_INTEREST, ''", "2026-08-10, CONSENT, ''" })
    void what_a_dated_rule_ends_within_a_year_is_advised_with_its_day(LocalDate day, LegalBasis basis, String from) {
        Purpose calls = over(Channel.PHONE).serving("FR").on(basis, Audience.CONSUMER, "FR");
        List<Flaw> advice = Review.ahead(calls, BOOK, day);
        assertEquals(from, String.join(" ", advice.stream().map(flaw -> flaw.details().get(6)).toList()));
        advice.forEach(flaw -> assertEquals(List.of(Rule.UNLAWFUL_SOON, "FR", "FR-07 (C. conso. L223-1), "
                + "FR-07.contract (C. conso. L223-1)"), List.of(flaw.rule(), flaw.details().get(2), flaw.details().get(5))));
    }

    @Test
    void a_service_stands_on_its_classification_and_not_on_the_rules_for_offers() {
        assertEquals(List.of(), Review.lawful(servicePurpose().on(LegalBasis.CONTRACT, Audience.CONSUMER, "*"), BOOK, TODAY));
        assertEquals(List.of(), Review.ahead(servicePurpose(), BOOK, TODAY));
    }
}
