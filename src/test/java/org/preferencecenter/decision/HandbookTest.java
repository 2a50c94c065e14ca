package org.preferencecenter.decision;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import org.preferencecenter.consent.entity.ContactOutcome;
import org.preferencecenter.law.entity.Fact;

/** The handbook's page on decisions names what there is. */
class HandbookTest {

    private static String page() {
        try {
            return Files.readString(Path.of("src/docs/decisions.md"));
        } catch (IOException gone) {
            throw new java.io.UncheckedIOException(gone);
        }
    }

    @ParameterizedTest
    @EnumSource(Fact.class)
    void every_fact_that_rules_ask_for_has_its_row(Fact fact) {
        assertTrue(page().contains("\n| `" + fact.key() + "` |"), fact.key());
    }

    @ParameterizedTest
    @EnumSource(ContactOutcome.class)
    void every_outcome_is_named(ContactOutcome outcome) {
        assertTrue(page().contains("`" + outcome + "`"), outcome.name());
    }
}
