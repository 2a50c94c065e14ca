package org.preferencecenter.center.entity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.time.ZoneId;
import java.util.Collections;
import java.util.List;

import jakarta.json.Json;
import jakarta.json.JsonObject;

import org.junit.jupiter.api.Test;

import org.preferencecenter.center.control.Phrasebook;
import org.preferencecenter.rights.entity.Copy;
import org.preferencecenter.rights.entity.Part;

class DataLinesTest {

    private static final Words FRENCH = new Phrasebook().in("fr");

    private static JsonObject row(String json) {
        return Json.createReader(new java.io.StringReader(json)).readObject();
    }

    @Test
    void of_what_nobody_reads_to_its_end_the_rest_is_in_the_files() {
        Copy copy = new Copy(Instant.EPOCH, "us", List.of(new Copy.Rows("contact", Part.MESSAGES_SENT,
                Collections.nCopies(1234, row("{\"at\":\"2026-03-01\",\"stream\":\"jazz\"}")))), List.of());
        DataLines.Section sent = DataLines.of(copy, FRENCH, ZoneId.of("Europe/Paris")).get(0);
        assertEquals(1000, sent.lines().size() + sent.others().size());
        assertTrue(sent.more().matches(".*1\\D?000.*1\\D?234.*"), sent.more());
    }

    @Test
    void says_days_channels_and_answers_in_words_and_how_much_is_left_out() {
        Copy copy = new Copy(Instant.EPOCH, "us", List.of(
                new Copy.Rows("choice", Part.CHOICES, List.of(row("{\"about\":\"Jazz\",\"channel\":\"EMAIL\",\"state\":\"GRANTED\","
                        + "\"since\":\"2026-03-01T23:30:00.5+00:00\",\"odd\":\"SOME_CODE\",\"day\":\"2026-13-45\",\"yes\":true}"))),
                new Copy.Rows("contact", Part.MESSAGES_SENT, Collections.nCopies(30, row("{\"at\":\"2026-03-01\",\"stream\":\"jazz\"}")))), List.of());
        List<DataLines.Section> sections = DataLines.of(copy, FRENCH, ZoneId.of("Europe/Paris"));
        assertEquals(List.of("Jazz · E-mail · oui · 2 mars 2026 · 2026-13-45"), sections.get(0).lines());
        assertEquals("", sections.get(0).more());
        assertEquals(8, sections.get(1).lines().size());
        assertEquals("1er mars 2026 · jazz", sections.get(1).lines().get(0));
        assertEquals(22, sections.get(1).others().size());
        assertEquals("Plus anciens : 22", sections.get(1).unfold());
        assertEquals("", sections.get(1).more(), "all of them are there");
        assertTrue(DataLines.nothing(copy, FRENCH).contains(FRENCH.say("data.part.LOOKS")));
    }
}
