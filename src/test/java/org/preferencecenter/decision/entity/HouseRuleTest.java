package org.preferencecenter.decision.entity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Properties;
import java.util.TreeSet;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.preferencecenter.consent.entity.Cause;
import org.preferencecenter.consent.entity.State;
import org.preferencecenter.consent.entity.SuppressionReason;
import org.preferencecenter.decision.entity.Decision.Verdict;

class HouseRuleTest {

    @Test
    void rules_stand_in_the_order_in_which_they_beat_each_other() {
        List<Verdict> order = Arrays.stream(HouseRule.values()).map(HouseRule::verdict).toList();
        assertEquals(order.stream().sorted().toList(), order);
    }

    @ParameterizedTest
    @ValueSource(strings = { "fr", "en" })
    void every_rule_has_its_sentence_and_no_sentence_is_without_its_rule(String locale) throws IOException {
        Properties messages = new Properties();
        try (Reader reader = new InputStreamReader(
                getClass().getResourceAsStream("/messages/decision_" + locale + ".properties"), StandardCharsets.UTF_8)) {
            messages.load(reader);
        }
        TreeSet<String> expected = new TreeSet<>();
        Arrays.stream(HouseRule.values()).forEach(rule -> expected.add("decision." + rule.id()));
        assertEquals(HouseRule.values().length, expected.size(), "an id is given twice");
        expected.add("decision.rule-gone");   // for a kept decision whose rule has left the book since
        Arrays.stream(Cause.values()).forEach(cause -> expected.add("decision.cause." + cause.word()));
        assertEquals(expected, new TreeSet<>(messages.stringPropertyNames()));
        assertFalse(messages.containsValue(""));
    }

    @ParameterizedTest
    @EnumSource(HouseRule.class)
    void every_rule_names_its_source_and_speaks_for_itself(HouseRule rule) {
        assertFalse(rule.reason().citation().isBlank());
        assertEquals(rule.id(), rule.reason().rule());
        assertEquals(rule.verdict(), rule.reason().verdict());
    }

    @Test
    void every_suppression_refuses_and_every_answer_but_a_yes_and_none_does() {
        for (SuppressionReason why : SuppressionReason.values()) {
            assertEquals(Verdict.REFUSE, HouseRule.of(why).verdict());
        }
        for (State said : State.values()) {
            boolean left = said == State.NONE || said == State.GRANTED;
            assertEquals(left, HouseRule.of(said) == null);
            assertEquals(!left, HouseRule.of(said) != null && HouseRule.of(said).verdict() == Verdict.REFUSE);
        }
    }
}
