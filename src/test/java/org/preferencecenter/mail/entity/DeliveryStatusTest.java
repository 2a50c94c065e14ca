package org.preferencecenter.mail.entity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.preferencecenter.mail.entity.DeliveryStatus.Meaning;

class DeliveryStatusTest {

    /** What mail servers write, and what STANDARDS A.7 makes of it. */
    @ParameterizedTest(name = "{0} is {2}, nowhere for every brand: {3}")
    @CsvSource({"postfix-unknown,5.1.1,HARD,true", "postfix-no-mx,5.4.4,HARD,false", "postfix-delayed,4.4.1,DELAYED,false",
            "postfix-gave-up,4.4.1,SOFT,false", "postfix-full,5.2.2,SOFT,false", "postfix-too-large,5.3.4,POLICY,false",
            "postfix-delivered,2.0.0,DELAYED,false", "postfix-relayed,2.1.5,DELAYED,false", "exchange-unknown,5.1.10,HARD,true",
            "exchange-edge-unknown,5.4.1,HARD,false", "exchange-restricted,5.7.133,POLICY,false", "exchange-loop,5.4.14,SOFT,false",
            "gmail-unknown,5.1.1,HARD,true", "gmail-inactive,5.2.1,HARD,false", "gmail-unauthenticated,5.7.26,POLICY,false",
            "gmail-rate,4.7.28,POLICY,false", "outlook-515,5.7.515,POLICY,false", "blocked-in-words,5.0.0,POLICY,false",
            "yahoo-554,5.0.0,HARD,false", "sendmail-unknown,5.1.1,HARD,true", "exim-unknown,5.0.0,HARD,false",
            "exim-callout-4,4.0.0,SOFT,false", "bad-sender,5.1.8,POLICY,false", "content-refused,5.6.0,POLICY,false",
            "utf8-unknown,5.1.1,HARD,true", "forwarded-unknown,5.1.1,HARD,true", "no-status,'',HARD,false",
            "status-in-comment,5.1.1,HARD,true"})
    void what_a_report_means(String file, String status, Meaning meaning, boolean nowhere) throws Exception {
        List<DeliveryStatus> told = read(file);
        assertEquals(1, told.size(), told.toString());
        assertEquals(meaning, told.get(0).meaning(), told.toString());
        assertEquals(status, told.get(0).status());
        assertEquals(nowhere, told.get(0).noSuchAddress());
        assertTrue(told.get(0).recipients().contains("TO-RCPT"), told.toString());
    }

    @Test
    void every_recipient_has_a_group_of_its_own() throws Exception {
        List<DeliveryStatus> told = read("expanded-then-failed");
        assertEquals(List.of("expanded", "failed"), told.stream().map(DeliveryStatus::action).toList());
        assertEquals(List.of(Meaning.DELAYED, Meaning.HARD), told.stream().map(DeliveryStatus::meaning).toList());
    }

    /** STANDARDS A.7: never mark a person unreachable for 5.7.x, whatever stands around it. */
    @Property(tries = 500)
    void a_policy_code_never_blames_the_person(@ForAll @net.jqwik.api.constraints.IntRange(max = 999) int detail,
            @ForAll boolean inStatus, @ForAll @net.jqwik.api.constraints.AlphaChars String words) {
        String code = "5.7." + detail;
        DeliveryStatus told = new DeliveryStatus("failed", inStatus ? code : "5.0.0", inStatus ? words : "smtp; 550 " + code + " " + words,
                List.of());
        assertEquals(Meaning.POLICY, told.meaning());
    }

    @Property(tries = 300)
    void whatever_stands_in_a_report_is_read_or_left(@ForAll byte[] bytes) {
        DeliveryStatus.of(bytes).forEach(DeliveryStatus::meaning);
        MimeParts.of(bytes).leaves().forEach(MimeParts.Leaf::text);
    }

    @Test
    void a_message_of_parts_in_parts_without_end_is_read_as_far_as_any_honest_one_goes() {
        StringBuilder text = new StringBuilder("From: a@b.example\r\n");
        for (int i = 0; i < 500; i++) {
            text.append("Content-Type: multipart/mixed; boundary=\"b").append(i).append("\"\r\n\r\n--b").append(i).append("\r\n");
        }
        assertTrue(MimeParts.of(text.toString().getBytes(StandardCharsets.US_ASCII)).leaves().size() <= 40);
    }

    static List<DeliveryStatus> read(String file) throws Exception {
        MimeParts parts = MimeParts.of(Files.readAllBytes(Path.of(DeliveryStatusTest.class.getResource("/inbound/" + file + ".eml").toURI())));
        assertEquals("delivery-status", parts.reportType());
        return DeliveryStatus.of(parts.leaves().stream().filter(leaf -> leaf.type().endsWith("delivery-status")).findFirst()
                .orElseThrow().bytes());
    }

    /** Reports can be written by anybody: whatever comes is read, or is none; nothing breaks and nothing hangs. */
    @com.code_intelligence.jazzer.junit.FuzzTest
    void no_report_is_too_strange(com.code_intelligence.jazzer.api.FuzzedDataProvider data) {
        boolean complaint = data.consumeBoolean();
        String inside = data.consumeRemainingAsString();
        String type = complaint ? "feedback-report" : "delivery-status";
        MimeParts parts = MimeParts.of(("From: a@b.example\r\nContent-Type: multipart/report; report-type=" + type
                + "; boundary=b\r\n\r\n--b\r\nContent-Type: message/" + type + "\r\n\r\n" + inside
                + "\r\n--b\r\nContent-Type: message/rfc822\r\n\r\n" + inside + "\r\n--b--\r\n").getBytes(StandardCharsets.UTF_8));
        parts.leaves().forEach(leaf -> DeliveryStatus.of(leaf.bytes()).forEach(status -> {
            if (status.meaning() == Meaning.HARD && !status.action().equals("failed")) {
                throw new AssertionError("only what failed ends anything");
            }
        }));
        ComplaintReport.of(parts).ifPresent(ComplaintReport::minds);
        StopWords.in(inside, inside);
    }
}
