package org.preferencecenter.decision.boundary;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.UUID;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.preferencecenter.consent.entity.ContactOutcome;
import org.preferencecenter.platform.entity.Problem;

/** What a question and a report may say, and how everything else is told. */
class BodiesTest {

    private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");

    private static QuestionBody question(String json) {
        return QuestionBody.read(json.replace('\'', '"').getBytes(StandardCharsets.UTF_8), NOW);
    }

    private static ContactBody contact(String json) {
        return ContactBody.read(json.replace('\'', '"').getBytes(StandardCharsets.UTF_8), NOW);
    }

    private static Problem problem(byte[] json) {
        return assertThrows(BadBody.class, () -> QuestionBody.read(json, NOW)).problem();
    }

    @Test
    void a_question_says_stream_and_who_and_may_say_when_and_how() {
        assertEquals(new QuestionBody("s", "a@example.org", 0, null, false, false, null),
                question("{'stream': 's', 'address': ' a@example.org '}"));
        assertEquals(new QuestionBody("s", null, 42, Instant.parse("2026-11-23T10:00:00Z"), true, false, "fr"),
                question("{'recipient': 42, 'stream': 's', 'at': '2026-11-23T11:00:00+01:00', 'openPixel': true, 'lang': 'fr',"
                        + " 'reserve': false}"));
        assertTrue(question("{'stream': 's', 'address': null, 'recipient': 1, 'reserve': true}").reserve());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', value = {
        "                                                   | 400 | object",
        "[]                                                 | 400 | object",
        "nonsense                                           | 400 | column 9",
        "{'stream': 's', 'address': 'a'                     | 400 | not JSON",
        "{'stream': 's', 'address': 'a'} {}                 | 400 | follows",
        "{'stream': 's', 'stream': 't', 'address': 'a'}     | 400 | twice",
        "{'address': 'a'}                                   | 422 | stream is missing",
        "{'stream': 's'}                                    | 422 | address or recipient",
        "{'stream': 's', 'address': 'a', 'recipient': 1}    | 422 | one of them",
        "{'stream': 's', 'adress': 'a'}                     | 422 | \"adress\"",
        "{'stream': 1, 'address': 'a'}                      | 422 | field stream",
        "{'stream': '  ', 'address': 'a'}                   | 422 | field stream",
        "{'stream': ['s'], 'address': 'a'}                  | 422 | field stream",
        "{'stream': 's', 'address': {'x': 1}}               | 422 | field address",
        "{'stream': 's', 'address': 'a\\u0000b'}            | 422 | NUL",
        "{'stream': 's', 'address': '\\ud800'}              | 422 | surrogate",
        "{'stream': 's', 'recipient': '1'}                  | 422 | field recipient",
        "{'stream': 's', 'recipient': 0}                    | 422 | field recipient",
        "{'stream': 's', 'recipient': -1}                   | 422 | field recipient",
        "{'stream': 's', 'recipient': 1.5}                  | 422 | field recipient",
        "{'stream': 's', 'recipient': 99999999999999999999} | 422 | field recipient",
        "{'stream': 's', 'address': 'a', 'openPixel': 'no'} | 422 | field openPixel",
        "{'stream': 's', 'address': 'a', 'reserve': 1}      | 422 | field reserve",
        "{'stream': 's', 'address': 'a', 'lang': 'de'}      | 422 | field lang",
        "{'stream': 's', 'address': 'a', 'at': 'tomorrow'}  | 422 | field at",
        "{'stream': 's', 'address': 'a', 'at': '2026-11-22'}| 422 | field at",
        "{'stream': 's', 'address': 'a', 'at': '1999-12-31T23:59:59Z'}    | 422 | field at",
        "{'stream': 's', 'address': 'a', 'at': '2031-11-22T10:00:01Z'}    | 422 | field at",
        "{'stream': 's', 'address': 'a', 'at': '+999999999-01-01T00:00Z'} | 422 | field at",
        "{'stream': 's', 'address': 'a', 'at': '2026-11-23T10:00:00Z', 'reserve': true} | 422 | reserved for now"})
    void what_is_no_question_is_told_with_the_place_and_the_fix(String json, int status, String says) {
        Problem problem = problem((json == null ? "" : json).replace('\'', '"').getBytes(StandardCharsets.UTF_8));
        assertEquals(status, problem.status(), problem.detail());
        assertTrue(problem.detail().contains(says), problem.detail());
    }

    @ParameterizedTest
    @ValueSource(strings = {"{'stream': 's', 'address': 'a', 'at': '2000-01-01T00:00:00Z'}",
        "{'stream': 's', 'address': 'a', 'at': '2031-11-22T10:00:00Z'}"})
    void the_first_and_the_last_time_may_be_asked_about(String json) {
        assertFalse(question(json).reserve());
    }

    @Test
    void other_encodings_are_not_guessed_at() {
        for (var charset : new java.nio.charset.Charset[] {StandardCharsets.UTF_16, StandardCharsets.ISO_8859_1}) {
            assertEquals(400, problem("{\"stream\": \"s\", \"address\": \"é\"}".getBytes(charset)).status());
        }
        assertEquals("The body cannot be read", problem(new byte[] {'{', '"', (byte) 0xff}).title());
    }

    @Test
    void a_long_name_that_is_unknown_is_not_told_in_full() {
        assertTrue(problem(("{\"" + "x".repeat(5000) + "\": 1}").getBytes(StandardCharsets.UTF_8)).detail().length() < 300);
        assertEquals(400, problem("[".repeat(60_000).getBytes(StandardCharsets.UTF_8)).status());
    }

    private static final String CONTACT = "{'key': 'k', 'stream': 's', 'recipient': 1, 'at': '2026-11-22T09:00:00Z', 'outcome': 'SENT'}";

    @Test
    void a_report_says_under_which_key_who_when_and_what_came_of_it() {
        UUID place = UUID.fromString("0190d5a0-0000-7000-8000-000000000000");
        assertEquals(new ContactBody("k", "s", null, 1, Instant.parse("2026-11-22T09:00:00Z"), ContactOutcome.SENT, place),
                contact(CONTACT.replace("}", ", 'reservation': '" + place + "'}")));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', value = {
        "'key': 'k',                | 'x': 1,                  | \"x\"",
        "'key': 'k',                |                          | key is missing",
        "'key': 'k',                | 'key': 5,                | field key",
        "'stream': 's',             |                          | stream is missing",
        "'recipient': 1,            |                          | address or recipient",
        "'recipient': 1,            | 'recipient': 1, 'address': 'a', | one of them",
        "'2026-11-22T09:00:00Z'     | null                     | at is missing",
        "'2026-11-22T09:00:00Z'     | '2026-11-22T10:05:01Z'   | in the future",
        "'2026-11-22T09:00:00Z'     | '2025-10-18T09:59:59Z'   | 400 days",
        "'SENT'                     | 'sent'                   | one of SENT, UNANSWERED, ANSWERED, REFUSED",
        "'SENT'                     | 'SENT', 'reservation': 'x' | field reservation"})
    void what_is_no_report_is_told_with_the_fix(String part, String instead, String says) {
        Problem problem = assertThrows(BadBody.class, () -> contact(CONTACT.replace(part, instead == null ? "" : instead))).problem();
        assertEquals(422, problem.status());
        assertTrue(problem.detail().contains(says), problem.detail());
    }

    @ParameterizedTest
    @ValueSource(strings = {"2026-11-22T10:05:00Z", "2025-10-18T10:00:00Z"})
    void the_latest_and_the_oldest_contact_may_be_reported(String at) {
        assertEquals(Instant.parse(at), contact(CONTACT.replace("2026-11-22T09:00:00Z", at)).at());
    }

    @FuzzTest(maxDuration = "5s")
    void any_bytes_are_a_question_or_told_not_to_be(FuzzedDataProvider data) {
        byte[] any = data.consumeRemainingAsBytes();
        try {
            QuestionBody.read(any, NOW);
        } catch (BadBody told) {
            assertTrue(told.problem().status() >= 400);
        }
        try {
            ContactBody.read(any, NOW);
        } catch (BadBody told) {
            assertTrue(told.problem().status() >= 400);
        }
    }
}
