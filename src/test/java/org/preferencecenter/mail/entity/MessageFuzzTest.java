package org.preferencecenter.mail.entity;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;

import com.code_intelligence.jazzer.junit.FuzzTest;

/**
 * Whatever comes as a message is taken apart exactly or refused with a sentence, and nothing that reads it breaks. Runs over the
 * messages in {@code MessageFuzzTestInputs}, taken from the corpora; with {@code JAZZER_FUZZ=1} Jazzer looks for more.
 */
class MessageFuzzTest {

    @FuzzTest(maxDuration = "60s")
    void a_header_is_taken_apart_exactly_and_changed_nowhere_else(byte[] bytes) {
        RawMessage message;
        try {
            message = RawMessage.of(bytes);
        } catch (BadMessage refused) {
            assertTrue(refused.getMessage().length() > 10, "refused with a sentence");
            return;
        }
        assertArrayEquals(bytes, message.bytes());
        RawMessage there = message.with(List.of(HeaderChange.add("X-Added", "1")));
        assertArrayEquals(bytes, there.with(List.of(new HeaderChange.Delete("x-added", 1))).bytes());
        for (HeaderField field : message.fields()) {
            assertEquals(message.fields(field.name()).size(), message.fields(field.name().toUpperCase(java.util.Locale.ROOT)).size());
            DkimVerification.signed(DkimVerification.tags(field.value()));
        }
        RawMessage exact = message.withCrlf();
        assertEquals(exact, exact.withCrlf(), "line ends become CRLF once");
        Alignment.from(message);
        Arrival.addresses(message).forEach(address -> assertTrue(address.contains("@")));
        Arrival.sender(message);
        Robot.daemon(message);
        Robot.automatic(message);
        new Received(message, java.util.Optional.empty(), true, List.of(), java.util.Optional.empty()).findings();
    }

    @FuzzTest(maxDuration = "60s")
    void what_comes_back_is_read_as_far_as_it_can_be_and_blames_nobody_for_less(byte[] bytes) {
        MimeParts parts = MimeParts.of(bytes);
        parts.leaves().forEach(leaf -> {
            leaf.text();
            DeliveryStatus.of(leaf.bytes()).forEach(MessageFuzzTest::judged);
        });
        DeliveryStatus.of(bytes).forEach(MessageFuzzTest::judged);
        ComplaintReport.of(parts).ifPresent(report -> {
            assertTrue(!report.minds() || !report.type().isEmpty(), "nobody complains without saying so");
            assertTrue(report.recipients().size() <= 5);
        });
        ComplaintReport.quoted(parts).forEach(candidate -> assertTrue(!candidate.token().contains(" ")));
    }

    /** STANDARDS A.7: only what failed for good ends anything, and 5.7.x is never the person's fault. */
    private static void judged(DeliveryStatus status) {
        if (status.meaning() == DeliveryStatus.Meaning.HARD) {
            assertEquals("failed", status.action());
            assertTrue(!status.status().startsWith("5.7.") && !status.status().startsWith("4."), status.status());
        }
    }
}
