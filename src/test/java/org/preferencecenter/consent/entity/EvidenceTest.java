package org.preferencecenter.consent.entity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.preferencecenter.catalog.entity.CaptureMode;
import org.preferencecenter.law.entity.Channel;
import org.preferencecenter.link.entity.Scope;

class EvidenceTest {

    /** What a file begins with, whatever it is called; empty: it is not taken. */
    @ParameterizedTest(name = "{0}")
    @CsvSource(nullValues = "-", textBlock = """
            a scan, 255044462d312e340a25c3a4, application/pdf
            a photograph, ffd8ffe000104a464946, image/jpeg
            a picture, 89504e470d0a1a0a0000000d49484452, image/png
            a recording, 5249464624080000574156456d7420, audio/wav
            a recording of another kind, 4f67675300020000, audio/ogg
            one without loss, 664c614300000022, audio/flac
            one of a telephone, 00000020667479704d344120, audio/mp4
            one with a title, 494433040000000000, audio/mpeg
            one without, fffb9064000000, audio/mpeg
            a page, 3c21444f43545950452068746d6c3e, -
            a drawing that runs scripts, 3c737667206f6e6c6f61643d, -
            a page that a mark hides, efbbbf3c68746d6c3e, -
            a PDF after a line of something else, 0a255044462d312e34, -
            half a PDF, 25504446, -
            an archive, 504b0304140000000800, -
            a program, 4d5a90000300000004000000, -
            a film, 000000206674797069736f6d, -
            a picture that moves, 474946383961, -
            RIFF that is no sound, 524946462408000057454250565038, -
            nothing, '', -
            """)
    void what_a_file_is_its_content_says(String what, String hex, String type) {
        byte[] first = HexFormat.of().parseHex(hex);
        assertEquals(Optional.ofNullable(type), EvidenceType.of(first).map(EvidenceType::mediaType), what);
    }

    @Test
    void every_type_has_a_media_type_that_leads_back_to_the_same_file_ending() {
        for (EvidenceType type : EvidenceType.values()) {
            assertEquals(type.ending(), EvidenceType.named(type.mediaType()).orElseThrow().ending());
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            Formulaire signé.pdf                    | Formulaire signé.pdf
            C:\\fakepath\\scan.exe                  | scan.pdf
            ../../../etc/passwd                     | passwd.pdf
            /etc/cron.d/x                           | x.pdf
            ..                                      | file.pdf
            .htaccess                               | file.pdf
            .hidden.html                            | hidden.pdf
            a.pdf.html                              | a.pdf.pdf
            evil.php%00.pdf                         | evil.php00.pdf
            <script>alert(1)</script>.svg           | script.pdf
            "quoted"; filename=x.html               | quoted filenamex.pdf
            consent:stream.pdf                      | stream.pdf
            """)
    void a_name_can_lead_nowhere_and_ends_as_its_content_does(String sent, String kept) {
        assertEquals(kept, FileName.of(sent, "pdf"));
    }

    @Test
    void what_turns_writing_round_or_breaks_a_line_is_not_in_a_name() {
        assertEquals("sigfdp.pdf", FileName.of("sig\u202efdp.exe", "pdf"));
        assertEquals("aSet-Cookie b.pdf", FileName.of("a\r\nSet-Cookie: b".replace(":", "") + ".txt", "pdf"));
        assertEquals("file.pdf", FileName.of(null, "pdf"));
        assertEquals("file.pdf", FileName.of("\u200b\u0000", "pdf"));
        assertEquals(FileName.LONGEST, FileName.of("x".repeat(9_000), "pdf").length());
    }

    @Property
    void no_name_has_a_folder_a_control_or_a_quote_in_it(@ForAll String sent) {
        String name = FileName.of(sent, "png");
        assertTrue(name.endsWith(".png") && name.codePointCount(0, name.length()) <= FileName.LONGEST, name);
        assertFalse(name.startsWith(".") || name.chars().anyMatch(c -> c < ' ' || "/\\:<>\"|?*%".indexOf(c) >= 0), name);
        assertEquals(name, new String(name.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8));
        assertEquals(name, FileName.of(name, "png"), "made harmless, it stays so");
    }

    /** A yes by word of mouth: what is there of point, script, place and notice, and what is said to be missing. */
    @ParameterizedTest
    @CsvSource({"5, 3, 3, at the desk, 7, ''", "5, 0, 0, at the desk, 7, NO_SCRIPT", "5, 3, 4, at the desk, 7, NO_SCRIPT",
        "5, 3, 3, ' ', 7, NO_PLACE", "0, 3, 3, at the desk, 7, NOT_ASKED", "5, 3, 3, at the desk, 0, NO_NOTICE",
        "0, 0, 0, '', 0, NOT_ASKED NO_SCRIPT NO_PLACE NO_NOTICE"})
    void a_yes_by_word_of_mouth_tells_what_was_read_and_where(int point, int script, int read, String place, int notice, String missing) {
        Origin origin = Origin.agent(1, "call", CaptureMode.ACTIVE_OPT_IN, point, "fr").reading(read);
        AgentAct.Note note = new AgentAct.Note(1, AgentAct.Reason.ASKED, null, place, script, Instant.EPOCH);
        Cell cell = new Cell(Scope.topic(1), Channel.EMAIL);
        EnumSet<OralYes.Flaw> flaws = EnumSet.noneOf(OralYes.Flaw.class);
        for (String flaw : missing.isEmpty() ? new String[0] : missing.split(" ")) {
            flaws.add(OralYes.Flaw.valueOf(flaw));
        }
        assertEquals(flaws, OralYes.flaws(List.of(new Wish(cell, true, null, null, notice)), origin, note));
        assertEquals(EnumSet.noneOf(OralYes.Flaw.class), OralYes.flaws(List.of(new Wish(cell, false, null, null),
                new Wish(cell, null, Frequency.parse("DIGEST:WEEK"), null)), origin, note), "a no needs nothing");
    }

    @Test
    void a_passive_yes_is_none_by_word_of_mouth_either() {
        Origin origin = Origin.agent(1, "call", CaptureMode.PASSIVE_OPT_IN, 5, "fr").reading(3);
        assertEquals(EnumSet.of(OralYes.Flaw.NOT_ASKED), OralYes.flaws(List.of(new Wish(new Cell(Scope.topic(1), Channel.EMAIL), true, null,
                null, 7)), origin, new AgentAct.Note(1, AgentAct.Reason.ASKED, null, "here", 3, Instant.EPOCH)));
    }
}
