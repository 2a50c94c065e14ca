package org.preferencecenter.sms.boundary;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.charset.StandardCharsets;
import java.time.Instant;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TextBodyTest {

    private static final Instant NOW = Instant.parse("2026-11-23T15:00:00Z");

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** As gateways name them: in forms and in JSON, with what we do not know passed over. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "MessageSid=SM1&AccountSid=AC1&From=%2B33639980001&To=%2B33639989999&Body=Stop+svp&NumMedia=0",
        "msisdn=33639980001&to=33639989999&messageId=SM1&text=Stop%20svp&type=text&keyword=STOP",
        "id=SM1&sender=0033639980001&receiver=33639989999&message=Stop+svp",
        "from=+33639980001&to=+33639989999&text=Stop svp&id=SM1"})
    void a_form_is_understood(String form) {
        TextBody body = TextBody.form(bytes(form), NOW);
        assertEquals("SM1", body.id());
        assertEquals("Stop svp", body.text());
        assertEquals(NOW, body.at());
        assertEquals("33639980001", body.from().replaceFirst("^(\\+|00| )", ""));
        assertEquals("33639989999", body.to().replaceFirst("^(\\+| )", ""));
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"id\":\"1\",\"from\":\"+33639980001\",\"to\":\"36111\",\"text\":\"STOP\",\"at\":\"2026-11-23T15:58:00+01:00\"}",
        "{\"messageId\":1,\"msisdn\":\"+33639980001\",\"shortcode\":36111,\"Body\":\"STOP\",\"at\":\"2026-11-23T14:58:00Z\",\"more\":{\"a\":[]}}"})
    void json_is_understood(String json) {
        assertEquals(new TextBody("1", "+33639980001", "36111", "STOP", Instant.parse("2026-11-23T14:58:00Z")), TextBody.json(bytes(json), NOW));
    }

    @ParameterizedTest
    @ValueSource(strings = {"2027-01-01T00:00:00Z", "+1000000000-12-31T23:59:59Z", "1066-10-14T09:00:00Z", "yesterday", "1795341600", ""})
    void no_text_was_sent_later_than_now_and_no_clock_keeps_a_stop_from_being_taken(String at) {
        assertEquals(NOW, TextBody.json(bytes("{\"from\":\"1\",\"to\":\"2\",\"text\":\"x\",\"at\":\"" + at + "\"}"), NOW).at());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', value = {"[] | 400", "{ | 400", "nonsense | 400", "{\"to\":\"1\",\"text\":\"x\"} | 422",
        "{\"from\":\"1\",\"text\":\"x\"} | 422", "{\"from\":\" \",\"to\":\"1\",\"text\":\"x\"} | 422", "{\"from\":{},\"to\":\"1\"} | 422"})
    void what_cannot_be_used_is_told(String json, int status) {
        assertEquals(status, assertThrows(BadText.class, () -> TextBody.json(bytes(json), NOW)).problem().status());
    }

    @ParameterizedTest
    @CsvSource({"from=%zz&to=1, 400", "from=1, 422", "~, 422", "from=1&to=2&text=%, 400"})
    void a_form_that_is_none_is_told(String form, int status) {
        assertEquals(status, assertThrows(BadText.class, () -> TextBody.form(bytes(form), NOW)).problem().status());
    }

    @FuzzTest
    void no_body_is_too_strange(FuzzedDataProvider data) {
        boolean json = data.consumeBoolean();
        byte[] body = data.consumeRemainingAsBytes();
        try {
            TextBody read = json ? TextBody.json(body, NOW) : TextBody.form(body, NOW);
            if (read.text().length() > TextBody.LONGEST_TEXT || read.text().indexOf('\0') >= 0) {
                throw new AssertionError("too much was taken");
            }
        } catch (BadText told) {
            // as it should be
        }
    }
}
