package org.preferencecenter.law.control;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.preferencecenter.law.entity.Audience;
import org.preferencecenter.law.entity.Channel;
import org.preferencecenter.law.entity.Finding;
import org.preferencecenter.law.entity.LegalBasis;
import org.preferencecenter.law.entity.Listing;
import org.preferencecenter.law.entity.MessageNature;
import org.preferencecenter.law.entity.Opinion;
import org.preferencecenter.law.entity.RuleBook;
import org.preferencecenter.law.entity.Situation;

/** What the rules that ship say to people: the clauses that are easy to get wrong. */
class ShippedRulesApplyTest {

    private static final RuleBook BOOK = new RuleBookReader(new NationalHolidays()).shipped();
    /** A Monday, 11:00 in Paris. */
    private static final Instant MONDAY = Instant.parse("2026-11-23T10:00:00Z");

    /** A message on its way, to be changed in one place. */
    private static final class To {
        private Instant at = MONDAY;
        private Channel channel = Channel.EMAIL;
        private Audience audience = Audience.CONSUMER;
        private String sector;
        private LegalBasis basis = LegalBasis.CONSENT;
        private String address = "somebody@firm.example";
        private Instant consent;
        private boolean pixel;
        private boolean pixelConsent;
        private final Map<String, String> facts = new HashMap<>();
        private final Map<String, Listing> lists = new HashMap<>();
        private final List<Instant> attempts = new ArrayList<>();
        private Instant refused;

        static To by(Channel channel, LegalBasis basis) {
            To to = new To();
            to.channel = channel;
            to.basis = basis;
            return to;
        }

        To consented(String at) {
            consent = Instant.parse(at);
            return this;
        }

        To fact(String key, String value) {
            facts.put(key, value);
            return this;
        }

        /** An own customer of these days, refusal offered. */
        To customer() {
            return fact("customerSince", "2026-01-05").fact("lastPurchase", "2026-06-05").fact("seller", "brand")
                    .fact("productFamily", "plays").fact("refusalOffered", "2026-01-05");
        }

        Opinion in(String country) {
            return BOOK.opinion(country, new Situation(at, null, "brand", channel, audience, MessageNature.PROSPECTING, sector,
                    Set.of("plays"), Set.of("buyer"), basis, address, consent, facts, MONDAY, attempts, refused, lists, pixel,
                    pixelConsent));
        }
    }

    private static String ids(Collection<Finding> findings) {
        return findings.stream().map(finding -> finding.rule().id()).collect(Collectors.joining(" "));
    }

    /** Nothing on record: who may be written to all the same. Every line is an opt-out regime of the law. */
    @Test
    void with_nothing_on_record_only_opt_out_regimes_permit() {
        Set<String> permitted = new TreeSet<>();
        for (String country : List.of("FR", "DE", "GB", "ES", "IT", "NL", "BE", "PL", "CH", "US", "CA", "AU", "BR")) {
            for (Channel channel : Channel.values()) {
                for (Audience audience : Audience.values()) {
                    for (LegalBasis basis : LegalBasis.values()) {
                        To to = To.by(channel, basis);
                        to.audience = audience;
                        to.sector = channel == Channel.ANY ? null : "theatre";
                        to.in(country).permits().forEach(found -> permitted.add(
                                String.join(" ", country, channel.name(), audience.name(), found.rule().id())));
                    }
                }
            }
        }
        Set<String> optOut = Stream.of("FR POST %s FR-05", "DE POST %s EU-01", "ES POST %s EU-01", "IT POST %s EU-01",
                "NL POST %s EU-01", "BE POST %s EU-01", "PL POST %s EU-01", "GB POST %s UK-04", "US EMAIL %s US-01")
                .flatMap(line -> Stream.of(Audience.values()).map(line::formatted))
                .collect(Collectors.toCollection(TreeSet::new));
        optOut.addAll(Set.of("FR PHONE PROFESSIONAL FR-14", "FR PHONE ORGANISATION FR-14", "GB EMAIL PROFESSIONAL UK-02",
                "GB EMAIL ORGANISATION UK-02"));
        assertEquals(optOut, permitted);
    }

    @ParameterizedTest
    @CsvSource({
            // The consent of 11 August 2025 is over on the day the year is.
            "2026-08-10T09:00:00Z, 2025-08-11T09:00:00Z, false, FR-06.consent",
            "2026-08-11T09:00:00Z, 2025-08-11T09:00:00Z, false, ''",
            "2026-08-11T09:00:00Z, 2025-08-12T09:00:00Z, false, FR-07",
            "2026-08-10T09:00:00Z, 2025-08-12T09:00:00Z, true,  ''",
            "2026-08-11T09:00:00Z, 2025-08-12T09:00:00Z, true,  FR-07"})
    void from_11_august_2026_calls_rest_on_consent_of_the_year_and_no_longer_on_the_list(Instant at, String consented,
            boolean listed, String rule) {
        To to = To.by(Channel.PHONE, LegalBasis.CONSENT).consented(consented);
        to.at = at;
        to.lists.put("BLOCTEL", new Listing(listed, LocalDate.of(2026, 8, 1)));
        assertEquals(rule, ids(to.in("FR").permits()));
        assertEquals(listed && rule.isEmpty() ? "FR-06.listed" : "", ids(to.in("FR").forbids()));
    }

    @ParameterizedTest
    @CsvSource({"2026-08-01, FR-06", "2026-07-09, ''"})
    void until_then_they_rested_on_a_list_of_the_month(LocalDate imported, String rule) {
        To to = To.by(Channel.PHONE, LegalBasis.LEGITIMATE_INTEREST);
        to.at = Instant.parse("2026-08-10T21:59:59Z");
        to.lists.put("BLOCTEL", new Listing(false, imported));
        assertEquals(rule, ids(to.in("FR").permits()));
        to.at = Instant.parse("2026-08-10T22:00:00Z");
        assertEquals("", ids(to.in("FR").permits()), "it is the 11th in Paris");
    }

    @ParameterizedTest
    @CsvSource({
            "2026-11-23T08:59:00Z, FR-07.hours", "2026-11-23T09:00:00Z, ''", "2026-11-23T11:59:00Z, ''",
            "2026-11-23T12:00:00Z, FR-07.hours", "2026-11-23T13:00:00Z, ''", "2026-11-23T19:00:00Z, FR-07.hours",
            "2026-11-21T10:00:00Z, FR-07.hours", "2026-11-11T10:00:00Z, FR-07.hours", "2026-08-10T06:00:00Z, FR-06.hours"})
    void french_calls_keep_their_hours_and_holidays(Instant at, String deferring) {
        To to = To.by(Channel.PHONE, LegalBasis.CONSENT);
        to.at = at;
        assertEquals(deferring, ids(to.in("FR").defers()));
    }

    @ParameterizedTest
    @CsvSource({"2026-11-23T19:29:59Z, FR-07.hours", "2026-11-23T19:30:00Z, ''", "2026-11-23T19:59:59Z, ''",
            "2026-11-23T20:00:00Z, FR-07.hours"})
    void outside_them_only_a_precise_time_that_was_agreed_helps_for_half_an_hour(Instant at, String deferring) {
        To to = To.by(Channel.PHONE, LegalBasis.CONSENT).fact("callAppointment", "2026-11-23T20:30+01:00");
        to.at = at;
        assertEquals(deferring, ids(to.in("FR").defers()));
    }

    /** Réunion is three or two hours ahead of Paris, Martinique five or six behind; 14 July is a holiday in both. */
    @ParameterizedTest
    @CsvSource({
            "RE, 2026-11-23T06:00:00Z, ''", "RE, 2026-11-23T09:30:00Z, FR-07.hours", "FR, 2026-11-23T06:00:00Z, FR-07.hours",
            "MQ, 2026-11-23T14:00:00Z, ''", "MQ, 2026-11-23T09:30:00Z, FR-07.hours", "RE, 2027-07-14T07:00:00Z, FR-07.hours",
            "RE, 2027-07-15T07:00:00Z, ''"})
    void french_law_holds_overseas_by_the_clock_there(String territory, Instant at, String deferring) {
        To to = To.by(Channel.PHONE, LegalBasis.CONSENT).consented("2026-11-01T09:00:00Z");
        to.at = at;
        assertEquals("FR-07", ids(to.in(territory).permits()));
        assertEquals(deferring, ids(to.in(territory).defers()));
        assertTrue(to.in(territory).duties().stream().anyMatch(duty -> duty.rule().equals("EU-04")), "the Union's law too");
    }

    @ParameterizedTest
    @CsvSource({"4, FR-07.attempts", "3, ''"})
    void four_tries_in_thirty_days_are_enough(int tries, String deferring) {
        To to = To.by(Channel.PHONE, LegalBasis.CONSENT);
        for (int i = 1; i <= tries; i++) {
            to.attempts.add(MONDAY.minusSeconds(86_400L * 5 * i));
        }
        assertEquals(deferring, ids(to.in("FR").defers()));
    }

    @Test
    void a_refusal_gave_60_days_of_rest_in_the_old_law() {
        To to = To.by(Channel.PHONE, LegalBasis.CONSENT);
        to.at = Instant.parse("2026-08-10T09:00:00Z");
        to.refused = Instant.parse("2026-07-01T09:00:00Z");
        assertEquals("FR-06.refused", ids(to.in("FR").defers()));
        to.refused = Instant.parse("2026-06-01T09:00:00Z");
        assertEquals("", ids(to.in("FR").defers()));
    }

    @ParameterizedTest
    @CsvSource({"FR, 15", "DE, 16", "ES, 14", "IT, 14", "NL, 16", "BE, 13", "GB, 13", "PL, 16", "GP, 15"})
    void consent_has_an_age_in_each_country_unless_a_parent_agreed(String country, int age) {
        To to = To.by(Channel.EMAIL, LegalBasis.CONSENT).consented("2026-11-01T09:00:00Z");
        LocalDate today = LocalDate.of(2026, 11, 23);
        to.fact("birthDate", today.minusYears(age).toString());
        assertFalse(to.in(country).permits().isEmpty(), "old enough today");
        to.fact("birthDate", today.minusYears(age).plusDays(1).toString());
        assertTrue(to.in(country).permits().isEmpty(), "a day too young");
        to.fact("parentalConsent", "2026-11-01 letter");
        assertFalse(to.in(country).permits().isEmpty(), "with a parent's agreement");
    }

    @ParameterizedTest
    @CsvSource({"FR, EMAIL, FR-02", "FR, SMS, FR-02.sms", "DE, EMAIL, DE-01.customers", "GB, SMS, UK-01.customers",
            "ES, EMAIL, ES-01.customers", "IT, EMAIL, IT-01.customers", "IT, SMS, ''", "NL, SMS, NL-01.customers",
            "BE, EMAIL, BE-01.customers", "BE, SMS, ''", "CH, EMAIL, CH-01.customers", "PL, EMAIL, EU-02.customers",
            "CA, MESSAGING, CA-01.purchase", "FR, MESSAGING, ''", "FR, PUSH, ''", "AU, EMAIL, ''"})
    void own_customers_may_be_written_to_where_the_law_says_so(String country, Channel channel, String rule) {
        assertEquals(rule, ids(To.by(channel, LegalBasis.SOFT_OPT_IN).customer().in(country).permits()));
    }

    @ParameterizedTest
    @CsvSource({"customerSince", "seller", "productFamily", "refusalOffered"})
    void each_fact_about_a_customer_is_needed(String fact) {
        To to = To.by(Channel.EMAIL, LegalBasis.SOFT_OPT_IN).customer();
        to.facts.remove(fact);
        for (String country : List.of("FR", "DE", "GB", "ES", "IT", "NL", "BE", "CH", "PL")) {
            assertEquals("", ids(to.in(country).permits()), country);
        }
    }

    @ParameterizedTest
    @CsvSource(nullValues = "-", value = {
            "buyer@firm.example, buyer, -,   yes, FR-03", "buyer@firm.example, cook, -,  yes, ''",
            "buyer@gmail.com,    buyer, -,   yes, ''",    "buyer@firm.example, buyer, yes, yes, ''",
            "buyer@firm.example, buyer, -,   no,  ''"})
    void a_named_professional_gets_mail_about_work_at_work(String address, String function, String soleTrader,
            String informed, String rule) {
        To to = To.by(Channel.EMAIL, LegalBasis.LEGITIMATE_INTEREST).fact("function", function).fact("informed", informed)
                .fact("refusalOffered", "yes").fact("soleTrader", soleTrader);
        to.audience = Audience.PROFESSIONAL;
        to.address = address;
        assertEquals(rule, ids(to.in("FR").permits()));
    }

    @ParameterizedTest
    @CsvSource({"info@firm.example, FR-04", "jeanne@firm.example, ''", "info@gmail.com, ''"})
    void an_organisations_desk_gets_mail(String address, String rule) {
        To to = To.by(Channel.EMAIL, LegalBasis.LEGITIMATE_INTEREST);
        to.audience = Audience.ORGANISATION;
        to.address = address;
        assertEquals(rule, ids(to.in("FR").permits()));
    }

    @ParameterizedTest
    @EnumSource(value = Channel.class, names = {"PHONE", "AUTOMATED_CALL", "EMAIL", "SMS", "MESSAGING", "PUSH"})
    void the_home_is_not_sold_to_even_with_consent_but_about_a_contract_in_force(Channel channel) {
        To to = To.by(channel, LegalBasis.CONSENT).consented("2026-11-01T09:00:00Z");
        to.sector = "home-energy";
        assertEquals(1, to.in("FR").forbids().size());
        to.customer().fact("contractUntil", "open");
        assertEquals("", ids(to.in("FR").forbids()));
        to.basis = LegalBasis.CONTRACT;
        assertEquals(channel == Channel.PHONE ? "FR-07.contract" : channel == Channel.EMAIL ? "FR-10.contract" : "",
                ids(to.in("FR").permits()));
    }

    @Test
    void an_individual_pixel_needs_its_own_consent() {
        To to = To.by(Channel.EMAIL, LegalBasis.CONSENT).consented("2026-11-01T09:00:00Z");
        assertTrue(to.in("FR").duties().stream().anyMatch(duty -> duty.rule().equals("FR-11.without")));
        to.pixel = true;
        assertEquals("FR-11", ids(to.in("FR").forbids()));
        to.pixelConsent = true;
        assertEquals("", ids(to.in("FR").forbids()));
        assertTrue(to.in("FR").duties().stream().anyMatch(duty -> duty.rule().equals("FR-11.link")));
    }

    @ParameterizedTest
    @CsvSource({"GB, TPS, UK-03.listed, UK-03.consent", "ES, ROBINSON, ES-02.listed, ES-02", "BE, DNCM, BE-02.listed, BE-02.consent",
            "IT, RPO, IT-02.listed, ''"})
    void a_number_on_a_list_is_not_called_unless_consent_overrides_it(String country, String list, String rule,
            String consented) {
        To to = To.by(Channel.PHONE, LegalBasis.LEGITIMATE_INTEREST).customer();
        assertEquals("", ids(to.in(country).permits()), "the list was never imported");
        to.lists.put(list, new Listing(false, LocalDate.of(2026, 11, 20)));
        assertEquals(1, to.in(country).permits().size());
        to.lists.put(list, new Listing(true, LocalDate.of(2026, 11, 20)));
        assertEquals(rule, ids(to.in(country).forbids()));
        assertEquals("", ids(to.in(country).permits()));
        to.consented("2026-11-21T09:00:00Z");
        assertEquals(consented, ids(to.in(country).permits()));
        assertEquals(consented.isEmpty() ? rule : "", ids(to.in(country).forbids()));
    }

    @Test
    void who_lives_nowhere_known_gets_the_strictest_answer_and_no_territory_is_asked_twice() {
        To to = To.by(Channel.EMAIL, LegalBasis.LEGITIMATE_INTEREST);
        assertEquals("", ids(to.in(null).permits()), "no opt-out regime holds for everybody");
        assertFalse(Set.of("GP", "RE").contains(to.in("XX").jurisdiction()));
        to.basis = LegalBasis.CONSENT;
        assertFalse(to.consented("2026-11-01T09:00:00Z").in("XX").permits().isEmpty(), "consent holds everywhere");
    }
}
