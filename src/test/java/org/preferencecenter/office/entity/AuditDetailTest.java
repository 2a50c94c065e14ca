package org.preferencecenter.office.entity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.preferencecenter.center.entity.Words;
import org.preferencecenter.office.control.OfficePhrases;

class AuditDetailTest {

    private static final Words ENGLISH = new OfficePhrases().in("en");
    /** Where details are handed over, up to the end of the statement; and what they are called there. */
    private static final Pattern WRITTEN = Pattern.compile("audit(?:\\.write)?\\((?s:.*?);");
    private static final Pattern KEY = Pattern.compile("(?:Map\\.of\\(|, ?\\R? *)\"([a-zA-Z]+)\",");

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "{} | ''",
        "{\"kind\":\"ERASURE\",\"way\":\"PHONE\"} | Erasure, way: telephone",
        "{\"channel\":\"EMAIL\",\"change\":\"0f0e\",\"via\":\"call\"} | channel: e-mail, reached us: by telephone",
        "{\"roles\":\"ADMINISTRATOR MARKETING@2\"} | roles: Administrator Marketing@2",
        "{\"asOf\":\"2026-11-22T10:00:00Z\"} | as of 2026",
        "{\"fields\":[\"name\",\"host\"]} | 'changed: name, host'",
        "{\"stream\":\"lettre-jazz\",\"verdict\":\"ALLOW\"} | stream: lettre-jazz, answer: allowed",
        "{\"way\":\"password\"} | way: password",
        "{\"whole\":true,\"witness\":false} | from the beginning: yes, against a witness: no",
        "{\"evidence\":\"7c9e6679-7425-40de-944b-e07fc1f90ae7\"} | ''",
        "{\"newer\":\"SOME_CODE\"} | newer: SOME_CODE"})
    void a_detail_is_told_in_words_and_what_has_none_yet_as_it_is(String json, String told) {
        assertEquals(told, AuditDetail.say(json, ENGLISH, at -> at.equals(Instant.parse("2026-11-22T10:00:00Z")) ? "2026" : "?"));
    }

    @Test
    void whatever_is_written_down_has_words() throws IOException {
        Set<String> keys = new TreeSet<>();
        try (Stream<Path> files = Files.walk(Path.of("src/main/java/org/preferencecenter"))) {
            for (Path file : files.filter(path -> path.toString().matches(".*/(office|access)/.*\\.java")).toList()) {
                for (Matcher written = WRITTEN.matcher(Files.readString(file)); written.find();) {
                    String details = written.group();
                    int map = details.indexOf("Map.of(");
                    for (Matcher key = KEY.matcher(map < 0 ? "" : details.substring(map)); key.find();) {
                        keys.add(key.group(1));
                    }
                }
            }
        }
        assertTrue(keys.containsAll(Set.of("roles", "kind", "octets", "asOf", "stops")), "the search finds them: " + keys);
        keys.removeIf(key -> Set.of("change", "version").contains(key) || ENGLISH.phrases().containsKey("audit.detail." + key));
        assertEquals(Set.of(), keys);
    }
}
