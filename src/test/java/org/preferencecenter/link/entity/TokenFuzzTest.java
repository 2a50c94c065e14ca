package org.preferencecenter.link.entity;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Locale;

import com.code_intelligence.jazzer.junit.FuzzTest;

/**
 * Whatever arrives as a token is read in its one form or not at all, and never throws. Runs over the inputs in
 * {@code TokenFuzzTestInputs}; with {@code JAZZER_FUZZ=1} Jazzer looks for more.
 */
class TokenFuzzTest {

    @FuzzTest(maxDuration = "60s")
    void a_page_token_is_read_in_its_one_form_or_not_at_all(byte[] data) {
        String text = new String(data, UTF_8);
        Token.ofUrl(text).ifPresent(token -> {
            assertEquals(text, token.url());
            saysWhatItWouldSay(token);
        });
    }

    @FuzzTest(maxDuration = "60s")
    void a_mail_token_is_read_in_its_one_form_or_not_at_all(byte[] data) {
        String text = new String(data, UTF_8);
        Token.ofMail(text).ifPresent(token -> {
            assertEquals(text.toLowerCase(Locale.ROOT), token.mail());
            saysWhatItWouldSay(token);
        });
    }

    /** A link that was read, written again, is the same but for the tag. */
    private static void saysWhatItWouldSay(Token token) {
        token.link().ifPresent(link -> assertEquals(token.url().substring(0, 24),
                Token.unsigned(link, token.keyId()).url().substring(0, 24)));
    }
}
