package org.preferencecenter.mail.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.StringReader;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

import jakarta.json.JsonException;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonTest {

    @Test
    void every_kind_of_value_is_read() {
        assertEquals(Map.of("a", List.of(1.0, -2500.0, true, false), "b", Map.of("\u00e9", "\"\\/\b\f\n\r\t\u20ac"), "c",
                List.of(), "d", Map.of()),
                Json.object(" {\"a\": [1, -2.5e3,true , false], \"b\":{\"\\u00e9\":\"\\\"\\\\\\/\\b\\f\\n\\r\\t\\u20AC\"},\n\"c\":[ ],\"d\":{\t}}\r\n"));
        assertEquals(Arrays.asList((Object) null), Json.object("{\"n\": [null]}").get("n"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "[]", "1", "{", "{}x", "{\"a\"}", "{\"a\":}", "{\"a\":1,}", "{a:1}", "{\"a\":tru}",
            "{\"a\":\"\n\"}",
            "{\"a\":\"\\x\"}", "{\"a\":\"\\u12g4\"}", "{\"a\":\"\\u12", "{\"a\":[1 2]}", "{\"a\":[1,]}", "{\"a\":--1}",
                    "<html>"})
    void what_is_no_object_is_refused(String text) {
        assertThrows(IllegalArgumentException.class, () -> Json.object(text));
    }

    @Test
    void a_depth_that_no_answer_has_is_refused() {
        assertThrows(IllegalArgumentException.class, () -> Json.object("{\"a\":" + "[".repeat(100_000)));
    }

    @Property(tries = 500)
    void any_text_comes_through_as_another_writer_has_written_it(@ForAll String text) {
        String json = jakarta.json.Json.createObjectBuilder().add("t", text).build().toString();
        assertEquals(text, Json.object(json).get("t"));
    }

    @Property(tries = 1000)
    void what_another_reader_refuses_is_refused_or_at_least_never_breaks(@ForAll String text) {
        try {
            Json.object("{" + text);
            assertTrue(reads("{" + text), text);
        } catch (IllegalArgumentException refused) {
            assertTrue(refused.getMessage().startsWith("not JSON"));
        }
    }

    private static boolean reads(String text) {
        try {
            jakarta.json.Json.createReader(new StringReader(text)).readObject();
            return true;
        } catch (JsonException wrong) {
            return false;
        }
    }
}
