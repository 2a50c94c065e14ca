package org.preferencecenter.mail.control;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import org.preferencecenter.mail.entity.DkimKey;
import org.preferencecenter.mail.entity.DkimSignature;
import org.preferencecenter.mail.entity.DkimVerification;
import org.preferencecenter.mail.entity.DnsRecord;
import org.preferencecenter.mail.entity.ExistingPolicy;
import org.preferencecenter.mail.entity.HeaderField;
import org.preferencecenter.mail.entity.RawMessage;
import org.preferencecenter.mail.entity.Stamps;
import org.preferencecenter.mail.entity.TestKeys;

/** Two other implementations, dkimpy and OpenDKIM, read our signatures. Skipped by name where one is missing. */
class DkimInteropIT {

    /** Long ago for any machine's clock: OpenDKIM believes no signature of the future. */
    private static final Instant THEN = Instant.parse("2024-02-01T12:00:00Z");
    private static final List<DnsRecord> KEYS = TestKeys.BOTH.stream().map(DkimKey::record).toList();
    private static final List<String> BOTH_HOLD = List.of("ok rsa-sha256", "ok ed25519-sha256");

    @TestFactory
    Stream<DynamicTest> both_signatures_of_every_golden_case_are_accepted() throws IOException {
        List<Path> cases = OtherVerifier.golden().toList();
        return Stream.of(OtherVerifier.values()).flatMap(verifier -> {
            boolean there = verifier.installed();
            return cases.stream().map(one -> DynamicTest.dynamicTest(verifier + ": " + one.getFileName(), () -> {
                assumeTrue(there, verifier.missing);
                accepted(verifier, signed(one.resolve("out.eml")));
            }));
        });
    }

    private static void accepted(OtherVerifier verifier, RawMessage message) throws Exception {
        assertEquals(BOTH_HOLD, verifier.verify(message, KEYS));
        boolean oneClick = !message.fields("List-Unsubscribe-Post").isEmpty();
        for (HeaderField signature : message.fields("DKIM-Signature").subList(0, 2)) {
            List<String> covered = DkimVerification.signed(DkimVerification.tags(signature.value()));
            assertTrue(covered.contains("from") && covered.contains("list-unsubscribe"), covered.toString());
            assertEquals(oneClick, covered.contains("list-unsubscribe-post"), covered.toString().toLowerCase(Locale.ROOT));
        }
    }

    @ParameterizedTest
    @EnumSource(OtherVerifier.class)
    void a_changed_body_a_changed_link_and_a_second_link_on_top_are_rejected(OtherVerifier verifier) throws Exception {
        assumeTrue(verifier.installed(), verifier.missing);
        RawMessage message = signed(OtherVerifier.folder().resolve("plain/out.eml"));
        String text = new String(message.bytes(), StandardCharsets.ISO_8859_1);
        for (String forged : List.of(text.replace("Good evening", "Good morning"), text.replace("TOKEN-1", "TOKEN-9"),
                "List-Unsubscribe: <https://evil.example/u>\r\n" + text,
                "List-Unsubscribe-Post: List-Unsubscribe=One-Click\r\n" + text, "From: x@evil.example\r\n" + text)) {
            List<String> verdicts = verifier.verify(RawMessage.of(forged.getBytes(StandardCharsets.ISO_8859_1)), KEYS);
            assertTrue(verdicts.stream().allMatch(verdict -> verdict.startsWith("bad ")), verdicts.toString());
        }
    }

    @ParameterizedTest
    @EnumSource(OtherVerifier.class)
    void a_message_with_line_feeds_is_signed_as_it_will_be_sent(OtherVerifier verifier) throws Exception {
        assumeTrue(verifier.installed(), verifier.missing);
        RawMessage lineFeeds = RawMessage.of("From: a@mail.example.org\nSubject: x\n\nbody \n\n".getBytes());
        RawMessage crlf = lineFeeds.withCrlf();
        accepted(verifier, sign(crlf.with(Stamps.fixed().changes(crlf, ExistingPolicy.REPLACE))));
    }

    private static RawMessage signed(Path file) throws IOException {
        return sign(RawMessage.of(Files.readAllBytes(file)).withCrlf());
    }

    private static RawMessage sign(RawMessage message) {
        return message.with(TestKeys.BOTH.stream().map(key -> DkimSignature.of(message, key, THEN)).toList());
    }
}
