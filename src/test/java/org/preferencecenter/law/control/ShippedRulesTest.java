package org.preferencecenter.law.control;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.preferencecenter.law.entity.Audience;
import org.preferencecenter.law.entity.Channel;
import org.preferencecenter.law.entity.Effect;
import org.preferencecenter.law.entity.Holidays;
import org.preferencecenter.law.entity.Jurisdiction;
import org.preferencecenter.law.entity.LegalBasis;
import org.preferencecenter.law.entity.MessageNature;
import org.preferencecenter.law.entity.Rule;
import org.preferencecenter.law.entity.RuleBook;

/** The rule book that ships: whole, sourced, dated as the law is. */
class ShippedRulesTest {

    private static final RuleBook BOOK = new RuleBookReader(Holidays.NONE).shipped();
    private static final LocalDate TODAY = LocalDate.of(2026, 11, 22);

    /** Every row of the table of laws that the product was built on. */
    private static final List<String> ROWS = List.of("FR-01", "FR-02", "FR-03", "FR-04", "FR-05", "FR-06", "FR-07", "FR-08",
            "FR-09", "FR-10", "FR-11", "FR-12", "FR-13", "FR-14", "FR-15", "EU-01", "DE-01", "DE-02", "UK-01", "UK-02", "UK-03",
            "ES-01", "ES-02", "IT-01", "IT-02", "NL-01", "NL-02", "BE-01", "BE-02", "CH-01", "CH-02", "US-01", "US-02", "US-03",
            "CA-01", "AU-01", "BR-01");

    /** Dates of the law, first and last day. */
    private static final String DATES = """
            FR-01.automated     .. 2026-08-10
            FR-06               .. 2026-08-10
            FR-06.attempts      .. 2026-08-10
            FR-06.consent       .. 2026-08-10
            FR-06.contract      .. 2026-08-10
            FR-06.hours         .. 2026-08-10
            FR-06.listed        .. 2026-08-10
            FR-06.refused       .. 2026-08-10
            FR-07               2026-08-11 ..
            FR-07.attempts      2026-08-11 ..
            FR-07.contract      2026-08-11 ..
            FR-07.hours         2026-08-11 ..
            FR-07.notice        2026-08-11 ..
            FR-07.proof         2026-08-11 ..
            FR-08               2026-08-11 ..
            FR-09.call-back     2026-08-11 ..
            FR-10               2025-07-02 ..
            FR-10.contract      2025-07-02 ..
            FR-10.push          2025-07-02 ..
            FR-11               2026-04-14 ..
            FR-11.link          2026-07-14 ..
            FR-11.without       2026-04-14 ..
            FR-13.consumer      2026-08-11 ..
            UK-01.charity       2026-02-05 ..
            UK-01.complaints    2026-06-19 ..
            ES-02.prefix        2026-10-17 ..
            NL-02.charity       2026-07-01 ..
            NL-02.customers     .. 2026-06-30
            US-02.confirmation  2025-04-11 ..
            US-02.revoke-all    2027-01-31 ..
            US-02.stop          2025-04-11 ..
            """;

    @Test
    void every_row_of_the_table_of_laws_is_there() {
        assertEquals(List.of(), ROWS.stream().filter(id -> BOOK.rule(id).isEmpty()).toList());
    }

    @Test
    void no_rule_stands_without_its_row() {
        Set<String> rows = new TreeSet<>(ROWS);
        // What the rows leave to the floor, to the Union and to the United Kingdom's likeness to it.
        rows.addAll(Set.of("WORLD-01", "WORLD-02", "WORLD-03", "EU-02", "EU-03", "EU-04", "EU-05", "UK-04", "UK-05"));
        assertEquals(rows, BOOK.rules().stream().map(rule -> rule.id().replaceAll("\\..*", ""))
                .collect(Collectors.toCollection(TreeSet::new)));
    }

    @Test
    void every_rule_names_itself_its_source_and_its_words() {
        for (Rule rule : BOOK.rules()) {
            assertTrue(rule.id().matches("[A-Z*]{2,6}-\\d{2}(\\.[a-z-]+)?"), rule.id());
            assertFalse(rule.citation().isBlank(), rule.id());
            assertTrue(rule.confidence() != null, rule.id());
            assertEquals(Set.of("en", "fr"), rule.title().keySet(), rule.id());
            assertEquals("law." + rule.id(), rule.message());
        }
    }

    @Test
    void a_rule_is_of_the_jurisdiction_its_id_names() {
        Map<String, String> codes = Map.of("WORLD", Jurisdiction.WORLD, "UK", "GB");
        BOOK.rules().forEach(rule -> {
            String prefix = rule.id().substring(0, rule.id().indexOf('-'));
            assertEquals(codes.getOrDefault(prefix, prefix), rule.jurisdiction(), rule.id());
        });
    }

    @Test
    void rules_are_dated_as_the_law_is_and_all_others_are_open() {
        Map<String, String> dates = new TreeMap<>();
        DATES.lines().forEach(line -> dates.put(line.split(" +", 2)[0], line.split(" +", 2)[1].strip()));
        Map<String, String> found = new TreeMap<>();
        BOOK.rules().stream().filter(rule -> rule.validFrom() != null || rule.validTo() != null)
                .forEach(rule -> found.put(rule.id(), (rule.validFrom() == null ? ".." : rule.validFrom() + " ..")
                        + (rule.validTo() == null ? "" : " " + rule.validTo())));
        assertEquals(dates, found);
    }

    @Test
    void french_titles_are_set_as_french() {
        BOOK.rules().forEach(rule -> assertFalse(rule.title().get("fr").matches(".*( [:;?!»]|« |').*"), rule.id()));
    }

    @Test
    void everybody_lives_at_some_hour() {
        BOOK.jurisdictions().stream().filter(place -> !Set.of("*", "EU").contains(place.code()))
                .forEach(place -> assertFalse(place.zones().isEmpty(), place.code()));
    }

    /** C consent, S own customers, L until objection, K a contract in force; nobody may write on anything else. */
    @ParameterizedTest(name = "{0} {1}")
    @CsvSource({
            "FR, CONSUMER,     CS,  CS,  C,   CK, C,  CL, C",
            "FR, PROFESSIONAL, CSL, CS,  C,   CL, C,  CL, C",
            "FR, ORGANISATION, CSL, C,   C,   CL, C,  CL, C",
            "RE, CONSUMER,     CS,  CS,  C,   CK, C,  CL, C",
            "DE, CONSUMER,     CS,  CS,  C,   C,  C,  CL, C",
            "DE, PROFESSIONAL, CS,  CS,  C,   CL, C,  CL, C",
            "DE, ORGANISATION, CS,  CS,  C,   CL, C,  CL, C",
            "GB, CONSUMER,     CS,  CS,  C,   CL, C,  CL, C",
            "GB, PROFESSIONAL, CSL, CS,  C,   CL, C,  CL, C",
            "GB, ORGANISATION, CL,  C,   C,   CL, C,  CL, C",
            "ES, CONSUMER,     CS,  CS,  C,   CL, C,  CL, C",
            "ES, PROFESSIONAL, CS,  CS,  C,   CL, C,  CL, C",
            "ES, ORGANISATION, CS,  CS,  C,   CL, C,  CL, C",
            "IT, CONSUMER,     CS,  C,   C,   CL, C,  CL, C",
            "IT, PROFESSIONAL, CS,  C,   C,   CL, C,  CL, C",
            "IT, ORGANISATION, CS,  C,   C,   CL, C,  CL, C",
            "NL, CONSUMER,     CS,  CS,  C,   C,  C,  CL, C",
            "NL, PROFESSIONAL, CS,  CS,  C,   C,  C,  CL, C",
            "NL, ORGANISATION, CS,  CS,  C,   C,  C,  CL, C",
            "BE, CONSUMER,     CS,  C,   C,   CL, C,  CL, C",
            "BE, PROFESSIONAL, CS,  C,   C,   CL, C,  CL, C",
            "BE, ORGANISATION, CSL, C,   C,   CL, C,  CL, C",
            "PL, CONSUMER,     CS,  C,   C,   C,  C,  CL, C",
            "PL, PROFESSIONAL, CS,  C,   C,   C,  C,  CL, C",
            "PL, ORGANISATION, CS,  C,   C,   C,  C,  CL, C",
            "CH, CONSUMER,     CS,  CS,  C,   CL, C,  C,  C",
            "CH, PROFESSIONAL, CS,  CS,  C,   CL, C,  C,  C",
            "CH, ORGANISATION, CS,  CS,  C,   CL, C,  C,  C",
            "US, CONSUMER,     CL,  C,   C,   C,  C,  C,  C",
            "US, PROFESSIONAL, CL,  C,   C,   C,  C,  C,  C",
            "US, ORGANISATION, CL,  C,   C,   C,  C,  C,  C",
            "CA, CONSUMER,     CS,  CS,  CS,  C,  C,  C,  C",
            "CA, PROFESSIONAL, CSL, CSL, CSL, C,  C,  C,  C",
            "CA, ORGANISATION, CSL, CSL, CSL, C,  C,  C,  C",
            "AU, CONSUMER,     CS,  CS,  CS,  C,  C,  C,  C",
            "AU, PROFESSIONAL, CS,  CS,  CS,  C,  C,  C,  C",
            "AU, ORGANISATION, CS,  CS,  CS,  C,  C,  C,  C",
            "BR, CONSUMER,     CL,  CL,  CL,  CL, CL, CL, CL",
            "BR, PROFESSIONAL, CL,  CL,  CL,  CL, CL, CL, CL",
            "BR, ORGANISATION, CL,  CL,  CL,  CL, CL, CL, CL"})
    void what_offers_may_rest_on(String jurisdiction, Audience audience, String email, String sms, String messaging,
            String phone, String automated, String post, String push) {
        assertEquals(List.of(email, sms, messaging, phone, automated, post, push),
                Arrays.stream(Channel.values()).filter(channel -> channel != Channel.ANY)
                        .map(channel -> bases(jurisdiction, channel, audience, TODAY)).toList());
    }

    /** In the order CSLK. */
    private static String bases(String jurisdiction, Channel channel, Audience audience, LocalDate day) {
        Set<LegalBasis> bases = BOOK.possible(jurisdiction, channel, audience, MessageNature.PROSPECTING, null, day).permits()
                .stream().map(Rule::basis).collect(Collectors.toCollection(TreeSet::new));
        Map<LegalBasis, String> letters = Map.of(LegalBasis.CONSENT, "C", LegalBasis.SOFT_OPT_IN, "S",
                LegalBasis.LEGITIMATE_INTEREST, "L", LegalBasis.CONTRACT, "K");
        return bases.stream().map(letters::get).collect(Collectors.joining());
    }

    @ParameterizedTest
    @CsvSource({
            "FR, PHONE, CONSUMER, 2026-08-10, CLK",
            "FR, PHONE, CONSUMER, 2026-08-11, CK",
            "NL, PHONE, CONSUMER, 2026-06-30, CS",
            "NL, PHONE, CONSUMER, 2026-07-01, C"})
    void what_offers_may_rest_on_changes_on_the_day_of_the_law(String jurisdiction, Channel channel, Audience audience,
            LocalDate day, String bases) {
        assertEquals(bases, bases(jurisdiction, channel, audience, day));
    }

    @ParameterizedTest
    @CsvSource({
            "PHONE,          home-energy,     2026-11-22, FR-09",
            "AUTOMATED_CALL, home-adaptation, 2026-11-22, FR-09",
            "PHONE,          home-renovation, 2024-01-01, FR-09",
            "EMAIL,          home-energy,     2025-07-01, ''",
            "EMAIL,          home-energy,     2025-07-02, FR-10",
            "SMS,            home-renovation, 2025-07-02, FR-10",
            "MESSAGING,      home-adaptation, 2025-07-02, FR-10",
            "PUSH,           home-energy,     2025-07-02, FR-10.push",
            "POST,           home-energy,     2026-11-22, ''",
            "EMAIL,          theatre,         2026-11-22, ''"})
    void the_home_may_not_be_sold_to_by_call_or_message(Channel channel, String sector, LocalDate day, String ban) {
        var possible = BOOK.possible("FR", channel, Audience.CONSUMER, MessageNature.PROSPECTING, sector, day);
        assertEquals(ban, possible.bans().stream().map(Rule::id).collect(Collectors.joining()));
        assertEquals(ban.isEmpty(), possible.on(LegalBasis.CONSENT));
    }

    @Test
    void what_the_law_gives_days_for_is_owed_with_its_days() {
        assertEquals(Set.of("AU-01.stop 5 BUSINESS_DAYS", "CA-01.stop 10 BUSINESS_DAYS", "US-01.stop 10 BUSINESS_DAYS",
                "US-02.stop 10 BUSINESS_DAYS", "WORLD-01 48 HOURS"), terms("HONOUR_STOP"));
        assertEquals(Set.of("AU-01.stop 30 DAYS", "CA-01.stop 60 DAYS", "US-01.stop 30 DAYS"), terms("LINK_LIFE"));
        assertEquals(Set.of("DE-02.proof 5 YEARS", "FR-07.proof 3 YEARS", "FR-09.call-back 3 YEARS"), terms("KEEP_PROOF"));
        assertEquals(Set.of("FR-15.data 3 YEARS"), terms("END_OF_DATA"));
        assertEquals(Set.of("FR-15.refusals 3 YEARS"), terms("KEEP_REFUSAL"));
        assertEquals(Set.of("FR-09.call-back 5 BUSINESS_DAYS"), terms("CALL_BACK"));
        assertEquals(Set.of("US-02.confirmation 5 MINUTES"), terms("CONFIRM_STOP_BY_TEXT"));
    }

    private static Set<String> terms(String obligation) {
        return BOOK.rules().stream().flatMap(rule -> rule.duties().stream())
                .filter(duty -> duty.obligation().name().equals(obligation) && duty.term() != null)
                .map(duty -> duty.rule() + " " + duty.term()).collect(Collectors.toCollection(TreeSet::new));
    }

    @Test
    void only_service_messages_and_identity_are_asked_beside_offers() {
        assertEquals(Set.of("FR-11", "FR-11.link", "FR-11.without", "UK-01.complaints", "WORLD-02", "WORLD-02.postal"),
                BOOK.rules().stream().filter(rule -> rule.nature() == null).map(Rule::id)
                        .collect(Collectors.toCollection(TreeSet::new)));
        assertTrue(BOOK.rules().stream().filter(rule -> rule.effect() == Effect.PERMIT)
                .allMatch(rule -> rule.nature() == MessageNature.PROSPECTING));
    }
}
