package org.preferencecenter.decision.entity;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.LocalDate;
import java.util.stream.Collectors;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.preferencecenter.law.control.RuleBooks;
import org.preferencecenter.law.entity.Rule;
import org.preferencecenter.law.entity.RuleBook;

/** Whether the dated rules still ask for a list, by the rules that ship. */
class ScreeningTest {

    private static final RuleBook BOOK = new RuleBooks().inForce();

    @ParameterizedTest
    @CsvSource({
            // list, day, the list's date, matters, a rule told, age
            "BLOCTEL, 2026-08-10, 2026-08-01, true , FR-06.listed, CURRENT",
            "BLOCTEL, 2026-08-11, 2026-08-01, false, FR-07       , CURRENT",
            "BLOCTEL, 2026-08-10, 2026-07-10, true , FR-06       , CURRENT",
            "BLOCTEL, 2026-08-10, 2026-07-09, true , FR-06       , TOO_OLD",
            "BLOCTEL, 2026-08-11, 2020-01-01, false, FR-07       , CURRENT",
            "BLOCTEL, 2026-08-10, 2026-08-11, true , FR-06       , LATER",
            "BLOCTEL, 2026-08-10, 2026-08-10, true , FR-06       , CURRENT" })
    void the_day_decides_and_the_rule_says_why(String list, LocalDate day, LocalDate date, boolean matters, String rule,
            Screening.Age age) {
        Screening said = Screening.of(BOOK, BOOK.list(list).orElseThrow(), day, date);
        assertEquals(matters, said.matters());
        assertEquals(age, said.age());
        String rules = said.rules().stream().map(Rule::id).collect(Collectors.joining(" "));
        assertEquals(true, (" " + rules + " ").contains(" " + rule + " "), rules);
    }

    @ParameterizedTest
    @CsvSource({ "CURRENT, current", "TOO_OLD, too-old", "LATER, later" })
    void an_age_is_told_by_its_word(Screening.Age age, String word) {
        assertEquals(word, age.word());
    }
}
