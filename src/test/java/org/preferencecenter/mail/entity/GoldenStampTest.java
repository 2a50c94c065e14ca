package org.preferencecenter.mail.entity;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Every case of the golden set, byte for byte; {@code make-golden.py} beside it made the files. */
class GoldenStampTest {

    @TestFactory
    Stream<DynamicTest> every_golden_case_is_stamped_byte_for_byte() throws IOException, URISyntaxException {
        Path golden = Path.of(GoldenStampTest.class.getResource("/mail").toURI());
        return Files.list(golden).filter(Files::isDirectory).sorted()
                .map(folder -> DynamicTest.dynamicTest(folder.getFileName().toString(), () -> check(folder)));
    }

    private static void check(Path folder) throws IOException {
        RawMessage in = RawMessage.of(Files.readAllBytes(folder.resolve("in.eml")));
        ExistingPolicy policy = ExistingPolicy.valueOf(Files.readString(folder.resolve("policy")).strip());
        if (folder.endsWith("existing-reject")) {
            BadMessage refused = assertThrows(BadMessage.class, () -> Stamps.fixed().changes(in, policy));
            assertTrue(refused.getMessage().contains("List-Unsubscribe, List-Unsubscribe-Post, List-ID"), refused.getMessage());
            return;
        }
        assertArrayEquals(Files.readAllBytes(folder.resolve("out.eml")), in.with(Stamps.fixed().changes(in, policy)).bytes());
    }
}
