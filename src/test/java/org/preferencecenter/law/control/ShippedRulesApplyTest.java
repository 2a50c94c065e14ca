package org.preferencecenter.law.control;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.preferencecenter.law.control.To.ids;

import java.time.LocalDate;
import java.util.List;
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
import org.preferencecenter.law.entity.LegalBasis;
import org.preferencecenter.law.entity.Listing;

/** What the rules that ship say to people: the clauses that are easy to get wrong. */
class ShippedRulesApplyTest {

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

    @ParameterizedTest
    @CsvSource({"info@firm.example, true, false", "contact+fr@firm.example, true, false", "kontakt@firm.example, true, false",
            "jeanne.martin@firm.example, false, false", "info@gmail.com, false, true", "jeanne@orange.fr, false, true",
            "hans@t-online.de, false, true", "joao@uol.com.br, false, true", "INFO@FIRM.EXAMPLE, true, false"})
    void desks_and_private_mailboxes_are_told_apart(String address, boolean role, boolean personal) {
        assertEquals(role, To.BOOK.words().role(address));
        assertEquals(personal, To.BOOK.words().personal(address));
    }
}
