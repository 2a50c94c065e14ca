package org.preferencecenter.law.entity;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What country, union and floor all ask for is owed once, as the strictest of them has it. */
class DutyTest {

    private static Duty duty(Obligation obligation, String term, String rule) {
        String[] parts = term == null ? null : term.split(" ");
        return new Duty(obligation, parts == null ? null : new Term(Integer.parseInt(parts[0]), Term.Unit.valueOf(parts[1])), rule);
    }

    @ParameterizedTest
    @CsvSource({
            "HONOUR_STOP,      48 HOURS,  10 BUSINESS_DAYS, near",
            "HONOUR_STOP,      10 BUSINESS_DAYS, 48 HOURS,  far",
            "HONOUR_STOP,      10 BUSINESS_DAYS, 13 DAYS,   far",
            "HONOUR_STOP,      48 HOURS,  ,                 far",
            "HONOUR_STOP,      ,          48 HOURS,         near",
            "LINK_LIFE,        60 DAYS,   ,                 far",
            "LINK_LIFE,        30 DAYS,   60 DAYS,          far",
            "KEEP_PROOF,       ,          3 YEARS,          far",
            "KEEP_PROOF,       5 YEARS,   36 MONTHS,        near",
            "KEEP_REFUSAL,     3 YEARS,   ,                 near",
            "ANSWER_REQUESTS,  1 MONTHS,  15 DAYS,          far",
            "CONFIRM_STOP_BY_TEXT, 5 MINUTES, 1 HOURS,      near",
            "NAME_SENDER,      ,          ,                 near" })
    void of_two_the_stricter_is_owed(Obligation obligation, String near, String far, String owed) {
        List<Duty> duties = List.of(duty(obligation, near, "near"), duty(obligation, far, "far"));
        assertEquals(List.of(owed), Duty.strictest(duties).stream().map(Duty::rule).toList());
    }

    @Test
    void each_is_told_where_it_is_first_owed() {
        List<Duty> duties = List.of(duty(Obligation.KEEP_PROOF, null, "a"), duty(Obligation.NAME_SENDER, null, "b"),
                duty(Obligation.KEEP_PROOF, "3 YEARS", "c"), duty(Obligation.NAME_SENDER, null, "d"));
        assertEquals(List.of("c", "b"), Duty.strictest(duties).stream().map(Duty::rule).toList());
    }
}
