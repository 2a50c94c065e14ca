package org.preferencecenter.decision.boundary;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.time.Instant;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.preferencecenter.consent.entity.Sign;
import org.preferencecenter.law.entity.Channel;

class ActionBodyTest {

    private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");

    private static ActionBody read(String json) {
        return ActionBody.read(json.replace('\'', '"').getBytes(StandardCharsets.UTF_8), NOW);
    }

    @Test
    void an_action_names_who_did_what_when() {
        ActionBody body = read("{'action':'CLICK','at':'2026-11-20T18:02:00+01:00','address':'a@example.org'}");
        assertEquals(new ActionBody(Sign.CLICK, Instant.parse("2026-11-20T17:02:00Z"), "a@example.org", Channel.EMAIL, 0), body);
        assertEquals(42, read("{'action':'REPLY','at':'2020-01-02T00:00:00Z','recipient':42}").recipient());
        assertEquals(Channel.SMS, read("{'action':'LOGIN','at':'2026-11-22T10:04:00Z','address':'+33639980000','channel':'SMS'}").channel());
    }

    @ParameterizedTest(name = "{1}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {'action':'OPEN','at':'2026-11-20T18:02:00Z','recipient':1}                      | none of
            {'action':'CLICK','at':'2026-11-22T10:06:00Z','recipient':1}                     | future
            {'action':'CLICK','recipient':1}                                                 | at is missing
            {'action':'CLICK','at':'2026-11-20T18:02:00Z'}                                   | address or recipient
            {'action':'CLICK','at':'2026-11-20T18:02:00Z','recipient':1,'address':'a@b.org'} | address or recipient
            {'action':'CLICK','at':'2026-11-20T18:02:00Z','recipient':1,'channel':'ANY'}     | channel
            {'action':'CLICK','at':'2026-11-20T18:02:00Z','recipient':1,'opened':true}       | no field""")
    void an_open_is_no_action_and_what_is_not_said_is_not_guessed(String json, String told) {
        assertTrue(assertThrows(BadBody.class, () -> read(json)).problem().detail().contains(told));
    }
}
