package org.preferencecenter.proof.entity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.util.Arrays;
import java.util.Optional;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.preferencecenter.consent.entity.State;
import org.preferencecenter.law.entity.LegalBasis;

class MeaningTest {

    @ParameterizedTest
    @CsvSource({
        // state, basis, answer before, what it is
        "GRANTED, CONSENT, NONE, ConsentGiven", "GRANTED, CONSENT, PENDING, ConsentGiven", "GRANTED, CONSENT, WITHDRAWN, ConsentGiven",
        "GRANTED, CONSENT, GRANTED, RenewedConsentGiven", "GRANTED, CONSENT, EXPIRED, RenewedConsentGiven",
        "PENDING, CONSENT, NONE, ConsentRequested", "REFUSED, CONSENT, NONE, ConsentRefused", "WITHDRAWN, CONSENT, GRANTED, ConsentWithdrawn",
        "EXPIRED, CONSENT, GRANTED, ConsentExpired", "NONE, CONSENT, GRANTED, ConsentUnknown", "OBJECTED, CONSENT, NONE, OBJECTION",
        // Wider than one purpose: on what it rests is not one thing.
        "WITHDRAWN, , GRANTED, ConsentWithdrawn", "OBJECTED, , NONE, OBJECTION", "GRANTED, , NONE, ConsentGiven",
        "GRANTED, SOFT_OPT_IN, NONE, NOTED", "PENDING, LEGITIMATE_INTEREST, NONE, NOTED", "EXPIRED, SOFT_OPT_IN, GRANTED, NOTED",
        "NONE, CONTRACT, NONE, NOTED", "REFUSED, SOFT_OPT_IN, NONE, OBJECTION", "WITHDRAWN, LEGITIMATE_INTEREST, GRANTED, OBJECTION",
        "OBJECTED, LEGITIMATE_INTEREST, NONE, OBJECTION"})
    void each_answer_is_one_state_of_the_standard_or_none(State state, LegalBasis basis, State before, String expected) {
        Meaning meaning = Meaning.of(state, Optional.ofNullable(basis), before);
        assertEquals(expected, meaning.status().map(ConsentStatus::term).orElse(meaning.kind().name()));
    }

    @Test
    void only_a_yes_to_what_needs_consent_is_a_consent_in_force() {
        for (State state : State.values()) {
            for (State before : State.values()) {
                for (LegalBasis basis : LegalBasis.values()) {
                    Meaning meaning = Meaning.of(state, Optional.of(basis), before);
                    boolean valid = meaning.status().filter(ConsentStatus::valid).isPresent();
                    assertEquals(state == State.GRANTED && basis == LegalBasis.CONSENT, valid);
                    assertFalse(meaning.kind() == Meaning.Kind.OBJECTION && meaning.status().isPresent());
                }
            }
        }
        assertEquals(2, Arrays.stream(ConsentStatus.values()).filter(ConsentStatus::valid).count());
    }
}
