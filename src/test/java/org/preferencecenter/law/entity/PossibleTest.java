package org.preferencecenter.law.entity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.preferencecenter.law.RuleOf.forbid;
import static org.preferencecenter.law.RuleOf.permit;

import java.time.LocalDate;
import java.time.Period;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.preferencecenter.law.RuleOf;

/** What a purpose may promise before anybody is asked (W-15). */
class PossibleTest {

    private static Possible possible(String sector, LocalDate day, RuleOf... rules) {
        List<Jurisdiction> places = List.of(new Jurisdiction("*", Map.of(), List.of(), Set.of()),
                new Jurisdiction("FR", Map.of(), List.of(), Set.of()));
        return new RuleBook(places, List.of(rules).stream().map(RuleOf::rule).toList(), List.of(), AddressWords.NONE,
                Holidays.NONE).possible("FR", Channel.PHONE, Audience.CONSUMER, MessageNature.PROSPECTING, sector, day);
    }

    private static final LocalDate DAY = LocalDate.parse("2026-11-23");

    /** Facts aside, each basis a rule permits on; legitimate interest carries a promise to keep to customers. */
    @ParameterizedTest
    @CsvSource({ "CONSENT, CONSENT", "SOFT_OPT_IN, SOFT_OPT_IN", "LEGITIMATE_INTEREST, LEGITIMATE_INTEREST SOFT_OPT_IN",
            "CONTRACT, CONTRACT", "LEGAL_OBLIGATION, LEGAL_OBLIGATION" })
    void a_basis_is_possible_where_a_rule_permits_on_it(LegalBasis permitted, String bases) {
        Possible possible = possible(null, DAY, permit("P", "*", permitted).when(new Condition.Consent(null)));
        for (LegalBasis basis : LegalBasis.values()) {
            assertEquals(List.of(bases.split(" ")).contains(basis.name()), possible.on(basis), basis.name());
        }
    }

    @ParameterizedTest
    @CsvSource(nullValues = "-", value = { "energy, false, true", "press, true, true", "-, true, true" })
    void a_ban_leaves_the_contract_that_it_spares(String sector, boolean consent, boolean contract) {
        Possible possible = possible(sector, DAY, permit("C", "*", LegalBasis.CONSENT), permit("K", "*", LegalBasis.CONTRACT),
                forbid("B", "FR").sector("energy").unless(new Condition.CurrentContract()));
        assertEquals(consent, possible.on(LegalBasis.CONSENT));
        assertEquals(contract, possible.on(LegalBasis.CONTRACT));
    }

    @Test
    void a_ban_without_exception_leaves_nothing() {
        Possible possible = possible(null, DAY, permit("C", "*", LegalBasis.CONSENT), permit("K", "*", LegalBasis.CONTRACT),
                forbid("B", "FR"));
        assertEquals(List.of("B"), possible.bans().stream().map(Rule::id).toList());
        assertEquals(false, possible.on(LegalBasis.CONSENT) || possible.on(LegalBasis.CONTRACT));
    }

    /** Screening a list, or an age, can be met: such a rule forbids some people, not the purpose. */
    @Test
    void what_a_fact_could_lift_is_no_ban() {
        Possible possible = possible(null, DAY, permit("L", "*", LegalBasis.LEGITIMATE_INTEREST),
                forbid("S", "FR").unless(new Condition.Screened("X", Period.ofDays(30))),
                forbid("T", "FR").unless(new Condition.CurrentContract(), new Condition.Consent(null)),
                forbid("Y", "FR").when(new Condition.YoungerThan(15)));
        assertEquals(List.of(), possible.bans());
        assertEquals(true, possible.on(LegalBasis.LEGITIMATE_INTEREST));
    }

    @ParameterizedTest
    @CsvSource({ "2026-08-10, true, false", "2026-08-11, false, true" })
    void only_rules_of_the_day_count_and_the_nearest_on_each_basis(LocalDate day, boolean interest, boolean consent) {
        Possible possible = possible(null, day,
                permit("L", "FR", LegalBasis.LEGITIMATE_INTEREST).to("2026-08-10"),
                permit("C", "FR", LegalBasis.CONSENT).from("2026-08-11"));
        assertEquals(interest, possible.on(LegalBasis.LEGITIMATE_INTEREST));
        assertEquals(consent, possible.on(LegalBasis.CONSENT));
        Possible press = possible(null, day, permit("W", "*", LegalBasis.CONSENT),
                permit("F", "FR", LegalBasis.CONSENT).sector("press"));
        assertEquals(List.of(), press.permits());
    }
}
