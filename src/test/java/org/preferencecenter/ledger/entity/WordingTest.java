package org.preferencecenter.ledger.entity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.HashSet;
import java.util.Set;

import org.junit.jupiter.api.Test;

class WordingTest {

    private static final String DAY = "2026-01-05T09:00:00.000000Z";

    /** Made with printf and sha256sum, as the description says. */
    @Test
    void whoever_has_a_shell_makes_the_same_digest() {
        assertEquals("66f9652b86b47d3ace3deb8db192396380523f60f23b3de2d51288f12e8c7d7f",
                Wording.shown(5, "programme", 1, "fr", DAY, "Je souhaite recevoir le programme du théâtre par e-mail."));
        assertEquals("c9d32b61bbc88b07643a89215e98afc414b55810d379126218b6af2d07dad723",
                Wording.spoken(2, 1, "fr", "2026-01-06T09:00:00.000000Z", "Oui ?\nNon ?"));
    }

    @Test
    void whatever_is_told_of_words_is_in_their_digest() {
        Set<String> digests = new HashSet<>(Set.of(Wording.shown(5, "a", 1, "fr", DAY, "x"), Wording.shown(6, "a", 1, "fr", DAY, "x"),
                Wording.shown(5, "b", 1, "fr", DAY, "x"), Wording.shown(5, "a", 2, "fr", DAY, "x"), Wording.shown(5, "a", 1, "nl", DAY, "x"),
                Wording.shown(5, "a", 1, "fr", DAY.replace("09", "10"), "x"), Wording.shown(5, "a", 1, "fr", DAY, "x\n"),
                Wording.spoken(5, 1, "fr", DAY, "x"), Wording.shown(5, "script", 1, "fr", DAY, "x")));
        assertEquals(9, digests.size());
    }

    @Test
    void what_could_be_read_in_two_ways_has_no_digest() {
        assertThrows(IllegalArgumentException.class, () -> Wording.shown(5, "a\n1", 1, "fr", DAY, "x"));
        assertThrows(IllegalArgumentException.class, () -> Wording.spoken(5, 1, "fr\n", DAY, "x"));
        assertThrows(IllegalArgumentException.class, () -> Wording.spoken(5, 1, "fr", DAY, "half \ud83d"), "would be written as ?");
    }
}
