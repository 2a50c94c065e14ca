package org.preferencecenter.link.control;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.UnaryOperator;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.preferencecenter.link.entity.Power;
import org.preferencecenter.link.entity.Scope;
import org.preferencecenter.link.entity.SignedLink;
import org.preferencecenter.platform.SetClock;

class LinksTest {

    private static final SignedLink LINK = new SignedLink(Power.ONE_CLICK, 42, Scope.topic(7), 3);

    private final Links links = KeysInMemory.links();

    static List<Arguments> damages() {
        return List.of(
                damage("nothing left", token -> ""),
                damage("no token at all", token -> null),
                damage("cut at the end", token -> token.substring(0, token.length() - 1)),
                damage("cut at the start", token -> token.substring(1)),
                damage("cut in half", token -> token.substring(0, token.length() / 2)),
                damage("padded", token -> token + "=="),
                damage("padded within its length", token -> token.substring(0, token.length() - 2) + "=="),
                damage("a letter more", token -> token + "A"),
                damage("a comma more, as sloppy header parsers leave", token -> token + ","),
                damage("a bracket more", token -> token + ">"),
                damage("a blank before", token -> " " + token),
                damage("twice", token -> token + token),
                damage("10 KB", token -> token.repeat(10_240 / token.length() + 1)),
                damage("10 KB of zeros", token -> "\0".repeat(10_240)),
                damage("backwards", token -> new StringBuilder(token).reverse().toString()),
                damage("all letters swapped for others", token -> token.replace('A', 'B').replace('a', 'b')),
                damage("an unknown key", token -> (token.startsWith("AQ") ? "AQI" : "aebr") + token.substring(4)),
                damage("an unknown version", token -> (token.startsWith("AQ") ? "Ag" : "ai") + token.substring(2)));
    }

    private static Arguments damage(String name, UnaryOperator<String> how) {
        return Arguments.of(name, how);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("damages")
    void a_damaged_token_answers_nothing(String name, UnaryOperator<String> damage) {
        for (Power power : Power.values()) {
            assertEquals(Optional.empty(), links.verify(damage.apply(links.sign(LINK)), power));
            assertEquals(Optional.empty(), links.verifyFromMail(damage.apply(links.signForMail(LINK)), power));
        }
    }

    @Test
    void a_token_of_another_installation_answers_nothing() {
        KeysInMemory table = new KeysInMemory();
        table.put(1, new byte[32]);
        Links others = new Links(new LinkKeys(table, new SetClock()));
        assertEquals(Optional.of(LINK), others.verify(others.sign(LINK), LINK.power()));
        assertEquals(Optional.empty(), links.verify(others.sign(LINK), LINK.power()));
        assertEquals(Optional.empty(), others.verify(links.sign(LINK), LINK.power()));
    }

    @Test
    void the_two_forms_are_not_mixed_up() {
        assertEquals(Optional.empty(), links.verify(links.signForMail(LINK), LINK.power()));
        assertEquals(Optional.empty(), links.verifyFromMail(links.sign(LINK), LINK.power()));
    }

    @Test
    void letter_case_counts_on_a_page_and_not_in_mail() {
        String mixed = links.signForMail(LINK).substring(0, 20).toUpperCase(Locale.ROOT)
                + links.signForMail(LINK).substring(20);
        assertEquals(Optional.of(LINK), links.verifyFromMail(mixed, LINK.power()));
        assertEquals(Optional.empty(), links.verify(links.sign(LINK).toUpperCase(Locale.ROOT), LINK.power()));
    }

    @Test
    void the_same_link_always_gives_the_same_token() {
        assertEquals(links.sign(LINK), links.sign(LINK));
    }

    @Test
    void many_threads_sign_and_verify_at_once() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(40);
        try {
            List<Future<Integer>> all = new ArrayList<>();
            for (int thread = 0; thread < 40; thread++) {
                int base = 1 + thread * 1_000;
                all.add(threads.submit(() -> verified(base, 500)));
            }
            for (Future<Integer> one : all) {
                assertEquals(500, one.get());
            }
        } finally {
            threads.shutdownNow();
        }
    }

    private int verified(int base, int count) {
        int verified = 0;
        for (int i = 0; i < count; i++) {
            SignedLink link = new SignedLink(Power.values()[i % 5], base + i, Scope.brand(1 + i), i);
            verified += links.verify(links.sign(link), link.power()).equals(Optional.of(link)) ? 1 : 0;
        }
        return verified;
    }
}
