package org.preferencecenter.access.boundary;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Set;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.preferencecenter.access.entity.KeyOrder;
import org.preferencecenter.access.entity.Permission;

class KeyBodyTest {

    private static KeyBody read(String json) throws Exception {
        return KeyBody.read(new ByteArrayInputStream(json.getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void what_is_sent_is_read_and_what_is_left_out_is_usual() throws Exception {
        assertEquals(new KeyBody("shop", Set.of(Permission.ASK, Permission.SEND), "theatre", 7, Instant.EPOCH),
                read("{\"name\": \"shop\", \"permissions\": [\"SEND\", \"ASK\"], \"brand\": \"theatre\", \"perMinute\": 7,"
                        + " \"expires\": \"1970-01-01T00:00:00Z\"}"));
        assertEquals(new KeyBody("shop", Set.of(Permission.ASK), null, KeyOrder.USUAL_PER_MINUTE, null),
                read("{\"name\": \"shop\", \"permissions\": [\"ASK\"], \"brand\": null, \"perMinute\": null, \"expires\": null}"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "null", "1", "[", "{\"name\"", "{\"perMinute\": 1e999999999, \"permissions\": [\"ASK\"]}",
        "{\"permissions\": {\"ASK\": 1}}", "{\"permissions\": [[\"ASK\"]]}", "{\"permissions\": [\"ASK\", 1]}",
        "{\"permissions\": [\"ASK\"], \"expires\": 1}", "{\"permissions\": [\"ASK\"], \"expires\": \"2027-02-30T00:00:00Z\"}"})
    void what_is_no_key_is_told_in_a_sentence_that_repeats_nothing(String json) {
        refused(json);
    }

    @Test
    void neither_depth_nor_length_breaks_it() {
        refused("{\"name\":".repeat(1_500));
        refused("{\"name\": \"" + "x".repeat(17_000) + "\"}");
    }

    private static void refused(String json) {
        String said = assertThrows(IllegalArgumentException.class, () -> read(json)).getMessage();
        assertTrue(said.endsWith("."), said);
        assertFalse(said.contains("Exception") || said.contains("1e999") || said.contains("2027-02-30"), said);
    }
}
