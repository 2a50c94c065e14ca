package org.preferencecenter.platform;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.preferencecenter.platform.entity.MilterSettings;
import org.preferencecenter.platform.entity.Settings;

class MilterSettingsTest {

    private static MilterSettings read(Map<String, String> set) {
        Map<String, String> env = new HashMap<>(set);
        env.putAll(Map.of("PC_BASE_URL", "https://p.example.org", "PC_SECRET",
                "MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIzNDU2Nzg5MDE=",
                "PC_SMTP_HOST", "smtp.example.org"));
        return Settings.read(env).doors().milter();
    }

    @Test
    void nothing_set_is_a_shut_door_that_shares_no_link_and_stops_nobody_elses_mail() {
        assertEquals(new MilterSettings(Optional.empty(), false, true, "replace", Map.of()), read(Map.of()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"inet:127.0.0.1:8891", "inet:milter.example.org:1", "unix:/run/pc/milter"})
    void a_socket_is_written_as_postfix_writes_it(String socket) {
        assertEquals(Optional.of(socket), read(Map.of("PC_MILTER", socket)).socket());
    }

    @Test
    void streams_are_named_by_login_sender_and_list() {
        MilterSettings set = read(Map.of("PC_MILTER_STREAMS",
                "login:Shop=tickets, from:News.example.org=letter\tfrom:a@b.example=x"
                + " list:jazz.example.org=letter-jazz", "PC_MILTER_MANY", "PASS", "PC_MILTER_UNKNOWN", "refuse",
                "PC_MILTER_EXISTING", "respect"));
        assertEquals(Map.of("login:shop", "tickets", "from:news.example.org", "letter", "from:a@b.example", "x",
                "list:jazz.example.org", "letter-jazz"), set.streams());
        assertTrue(set.passMany());
        assertFalse(set.passOthers());
        assertEquals("respect", set.existing());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"PC_MILTER|8891", "PC_MILTER|inet:8891", "PC_MILTER|inet:localhost:0",
            "PC_MILTER|inet:localhost:70000",
        "PC_MILTER|unix:relative", "PC_MILTER|local:/run/x", "PC_MILTER_MANY|share", "PC_MILTER_UNKNOWN|yes",
                "PC_MILTER_EXISTING|keep",
        "PC_MILTER_STREAMS|shop=tickets", "PC_MILTER_STREAMS|login:shop", "PC_MILTER_STREAMS|login:a=x login:A=y",
        "PC_MILTER_STREAMS|login:=x"})
    void a_wrong_value_names_the_variable_and_an_example(String name, String value) {
        String said = assertThrows(Settings.Wrong.class, () -> read(Map.of(name, value))).getMessage();
        assertTrue(said.startsWith(name + " ") && said.contains("such as"), said);
    }

    @Test
    void a_path_longer_than_a_socket_can_have_is_told_at_the_start() {
        assertThrows(Settings.Wrong.class, () -> read(Map.of("PC_MILTER", "unix:/" + "x".repeat(107))));
    }
}
