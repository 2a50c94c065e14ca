package org.preferencecenter.center.entity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;

import org.junit.jupiter.api.Test;

import org.preferencecenter.center.Naughty;
import org.preferencecenter.consent.entity.StopReason;

/**
 * What people type about themselves is read or told to be wrong, whatever it is, and never throws; and what passes for an
 * address can end no header line and hides nothing (RFC 5322 §2.2). With {@code JAZZER_FUZZ=1} Jazzer looks for more.
 */
class TypedFuzzTest {

    private static final List<String> NAMES = List.of("mail", "number", "country", "use", "postal", "code", "email", "sms", "phone",
            "post", "age", "notice", "time", "to.TOPIC:21/EMAIL", "to.PURPOSE:12/ANY");

    @FuzzTest(maxDuration = "60s")
    void any_text_in_any_field_is_read(FuzzedDataProvider data) throws Fields.Unreadable {
        StringBuilder body = new StringBuilder();
        while (data.remainingBytes() > 0 && body.length() < 4_000) {
            body.append(data.pickValue(NAMES)).append('=')
                    .append(java.net.URLEncoder.encode(data.consumeString(80), StandardCharsets.UTF_8)).append('&');
        }
        read(Fields.parse(body.toString().getBytes(StandardCharsets.US_ASCII)));
    }

    @Test
    void no_naughty_string_in_any_field_throws() throws Fields.Unreadable {
        for (Naughty naughty : Naughty.strings()) {
            for (String name : NAMES) {
                Fields fields;
                try {
                    fields = Fields.parse((name + "=" + naughty.sent()).getBytes(StandardCharsets.US_ASCII));
                } catch (Fields.Unreadable refused) {
                    continue;
                }
                read(fields);
            }
        }
    }

    private static void read(Fields fields) {
        TypedAddress typed = TypedAddress.read(fields);
        typed.mailFlaw();
        typed.numberFlaw(Theatre.EN);
        SignUpInput.read(fields);
        fields.byName().values().forEach(values -> values.forEach(value -> {
            address(value);
            SignUpRoute.read(value);
            String tidy = StopReason.tidy(value);
            assertFalse(tidy.codePoints().anyMatch(c -> Character.getType(c) == Character.FORMAT), tidy);
        }));
    }

    private static void address(String text) {
        if (MailAddress.plausible(text)) {
            assertTrue(text.codePoints().noneMatch(c -> Character.isWhitespace(c) || Character.isSpaceChar(c) || Character.isISOControl(c)
                    || Character.getType(c) == Character.FORMAT || Character.getType(c) == Character.LINE_SEPARATOR
                    || Character.getType(c) == Character.UNASSIGNED || "<>,;\"".indexOf(c) >= 0),
                    () -> "passes for an address: " + text);
            assertEquals(text.indexOf('@'), text.lastIndexOf('@'), text);
        }
    }

    @Test
    void an_address_with_something_hidden_in_it_is_none() {
        for (String hidden : List.of("%E2%80%AE", "%E2%80%8B", "%EF%BB%BF", "%C2%A0", "%C2%85", "%E2%80%A8", "%00", "%0D%0A", "%E2%81%A6",
                "%EF%BF%BE", "%C2%AD")) {
            String sign = URLDecoder.decode(hidden, StandardCharsets.UTF_8);
            for (String address : List.of("per" + sign + "son@example.org", "person@exam" + sign + "ple.org")) {
                assertFalse(MailAddress.plausible(address), hidden);
            }
        }
        assertTrue(MailAddress.plausible("ünïcödé@exämple.org") && MailAddress.plausible("person@example.org"));
    }
}
