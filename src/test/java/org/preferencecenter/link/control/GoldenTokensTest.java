package org.preferencecenter.link.control;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.preferencecenter.link.entity.Power;
import org.preferencecenter.link.entity.Scope;
import org.preferencecenter.link.entity.SignedLink;

/** Tokens made by {@code link/golden.py}, which shares no code with us: mail sent today must work for ever. */
class GoldenTokensTest {

    static List<String> lines() throws IOException {
        try (BufferedReader in = new BufferedReader(new InputStreamReader(
                GoldenTokensTest.class.getResourceAsStream("/link/golden.txt"), StandardCharsets.US_ASCII))) {
            return in.lines().toList();
        }
    }

    @ParameterizedTest
    @MethodSource("lines")
    void is_what_we_sign_and_what_we_accept(String line) {
        String[] word = line.split(" ");
        KeysInMemory table = new KeysInMemory();
        table.put(Integer.parseInt(word[0]), HexFormat.of().parseHex(word[1]));
        Links links = new Links(new LinkKeys(table, Clock.systemUTC()));
        SignedLink link = new SignedLink(Power.valueOf(word[2]), Long.parseLong(word[3]), Scope.parse(word[4]),
                Integer.parseInt(word[5]));

        assertEquals(word[6], links.sign(link));
        assertEquals(word[7], links.signForMail(link));
        assertEquals(Optional.of(link), links.verify(word[6], link.power()));
        assertEquals(Optional.of(link), links.verifyFromMail(word[7], link.power()));
    }
}
