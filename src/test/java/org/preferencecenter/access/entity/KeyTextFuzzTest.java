package org.preferencecenter.access.entity;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;

import com.code_intelligence.jazzer.junit.FuzzTest;

/**
 * Whatever arrives as an Authorization header is a key in its one form or none, and never throws. Runs over the inputs in
 * {@code KeyTextFuzzTestInputs}; with {@code JAZZER_FUZZ=1} Jazzer looks for more.
 */
class KeyTextFuzzTest {

    @FuzzTest(maxDuration = "60s")
    void a_header_holds_a_key_in_its_one_form_or_none(byte[] data) {
        String header = new String(data, UTF_8);
        Optional<String> given = KeyText.bearer(header);
        given.ifPresent(credential -> assertTrue(header.contains(credential) && !credential.isBlank()));
        given.flatMap(KeyText::read).ifPresent(key -> {
            assertEquals(given.get(), key.shownOnce());
            assertTrue(KeyText.isId(key.id()) && KeyText.isMeantAsOne(given.get()));
            assertEquals(32, key.hash().length);
        });
    }
}
