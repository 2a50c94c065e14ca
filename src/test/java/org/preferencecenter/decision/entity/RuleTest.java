package org.preferencecenter.decision.entity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.preferencecenter.decision.entity.Decision.Verdict;

class RuleTest {

    /** The declaration order is what makes the first reason the deciding one. */
    @Test
    void rules_stand_in_the_order_in_which_they_beat_each_other() {
        List<Verdict> strength = List.of(Verdict.REFUSE, Verdict.DEFER, Verdict.ALLOW);
        List<Integer> order = Arrays.stream(Rule.values()).map(r -> strength.indexOf(r.verdict())).toList();
        assertEquals(order.stream().sorted().toList(), order);
    }

    @ParameterizedTest
    @ValueSource(strings = { "fr", "en" })
    void every_rule_has_its_sentence_and_its_source(String locale) throws IOException {
        Properties messages = new Properties();
        try (Reader reader = new InputStreamReader(
                getClass().getResourceAsStream("/messages/decision_" + locale + ".properties"), StandardCharsets.UTF_8)) {
            messages.load(reader);
        }
        Set<String> expected = Arrays.stream(Rule.values()).map(r -> "decision." + r.reason().rule())
                .collect(Collectors.toSet());
        assertEquals(Rule.values().length, expected.size());
        assertEquals(new TreeSet<>(expected), new TreeSet<>(messages.stringPropertyNames()));
        assertTrue(Arrays.stream(Rule.values()).noneMatch(r -> r.reason().citation().isBlank()));
    }
}
