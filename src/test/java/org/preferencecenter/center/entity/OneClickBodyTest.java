package org.preferencecenter.center.entity;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OneClickBodyTest {

    private static final String MULTIPART = "multipart/form-data; boundary=\"b1\"";

    @ParameterizedTest
    @ValueSource(strings = {"List-Unsubscribe=One-Click", "list-unsubscribe=one-click", "LIST-UNSUBSCRIBE=ONE-CLICK",
            " List-Unsubscribe = One-Click \r\n", "List-Unsubscribe=One-Click&x=1", "x=1&List-Unsubscribe=One-Click",
            "List%2DUnsubscribe=One%2dClick", "List-Unsubscribe=One-Click+", "\"List-Unsubscribe=One-Click\""})
    void the_pair_is_found_in_a_form_or_plain_text_whatever_its_case_and_spaces(String body) {
        assertTrue(OneClickBody.hasPair(bytes(body), "application/x-www-form-urlencoded"));
        assertTrue(OneClickBody.hasPair(bytes(body), "text/plain"));
        assertTrue(OneClickBody.hasPair(bytes(body), null));
    }

    @ParameterizedTest
    @ValueSource(strings = {
            "--b1\r\nContent-Disposition: form-data; name=\"List-Unsubscribe\"\r\n\r\nOne-Click\r\n--b1--\r\n",
            "--b1\nContent-Disposition: form-data; name=List-Unsubscribe\n\nOne-Click\n--b1--",
            "--b1\r\ncontent-disposition: form-data; NAME=\"list-unsubscribe\"\r\nContent-Type: text/plain\r\n\r\n one-click \r\n--b1--",
            "preamble\r\n--b1\r\nContent-Disposition: form-data; name=\"x\"\r\n\r\n1\r\n--b1\r\nContent-Disposition: form-data; name=\"List-Unsubscribe\"\r\n\r\nOne-Click"})
    void the_pair_is_found_in_multipart_also_when_its_end_is_missing(String body) {
        assertTrue(OneClickBody.hasPair(bytes(body), MULTIPART));
        assertTrue(OneClickBody.hasPair(bytes(body), MULTIPART.toUpperCase()));
    }

    @Test
    void multipart_is_recognised_when_its_type_was_lost() {
        assertTrue(OneClickBody.hasPair(bytes(
                "--b1\r\nContent-Disposition: form-data; name=\"List-Unsubscribe\"\r\n\r\nOne-Click\r\n--b1--\r\n"), null));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "List-Unsubscribe", "List-Unsubscribe=", "=One-Click", "List-Unsubscribe=Two-Click",
            "My-List-Unsubscribe=One-Click", "List-Unsubscribe=One-Click-Not", "{\"List-Unsubscribe\":\"One-Click\"}",
            "--b1\r\nContent-Disposition: form-data; name=\"x\"\r\n\r\nOne-Click\r\n--b1--",
            "--b1\r\nContent-Disposition: form-data; name=\"List-Unsubscribe\"\r\n\r\nNo\r\n--b1--"})
    void nothing_else_is_taken_for_the_pair(String body) {
        assertFalse(OneClickBody.hasPair(bytes(body), "application/x-www-form-urlencoded"));
        assertFalse(OneClickBody.hasPair(bytes(body), MULTIPART));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
