package org.preferencecenter.decision;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import java.util.List;
import java.util.TreeSet;
import java.util.stream.Stream;

import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

import org.preferencecenter.law.TheBook;
import org.preferencecenter.law.entity.RuleBook;

/**
 * The rule book that ships against an independent reading of the law: {@code src/test/resources/law/*.cases.yaml}. And the
 * cases against the book: a rule, a condition or a date that could be changed without any case noticing is told.
 */
class GoldenCasesTest {

    static final RuleBook BOOK = TheBook.shipped();
    private static final List<GoldenFile> FILES = GoldenFile.all();

    @TestFactory
    Stream<DynamicContainer> every_case_comes_out_as_written() {
        return FILES.stream().map(file -> DynamicContainer.dynamicContainer(file.name(), file.path().toUri(),
                file.cases().stream().map(one -> DynamicTest.dynamicTest(one.title, () -> {
                    List<String> wrong = one.wrong(BOOK);
                    if (!wrong.isEmpty()) {
                        fail(file.name() + ": " + one.title + "\n  " + String.join("\n  ", wrong) + "\n  " + one.told(BOOK));
                    }
                }))));
    }

    @Test
    void there_are_three_hundred_cases_and_no_two_have_one_title() {
        List<String> titles = FILES.stream().flatMap(file -> file.cases().stream().map(one -> file.name() + ": " + one.title))
                .toList();
        assertTrue(titles.size() >= 300, "only " + titles.size() + " cases");
        assertEquals(titles.size(), new TreeSet<>(titles).size(), "a title is given twice");
    }

    /** A rule without a case that needs it, or without a case that it must not reach, may be wrong unseen. */
    @Test
    void every_rule_decides_a_case_each_way_and_every_condition_and_date_decides_one() {
        List<GoldenCase> cases = FILES.stream().flatMap(file -> file.cases().stream())
                .filter(one -> one.wrong(BOOK).isEmpty()).toList();
        List<String> unseen = BookChange.all(BOOK).parallelStream().filter(change -> {
            RuleBook changed = change.book(BOOK);
            return cases.stream().allMatch(one -> one.wrong(changed).isEmpty());
        }).map(BookChange::told).sorted().toList();
        assertEquals("", String.join("\n", unseen), "no case notices these changes to the rule book");
    }
}
