package org.preferencecenter.law.control;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.preferencecenter.law.entity.Effect;
import org.preferencecenter.law.entity.Holidays;
import org.preferencecenter.law.entity.Mistake;
import org.preferencecenter.law.entity.RuleBook;

/** Whole files: what cannot be read at all, and what an operator's files do to those that ship. */
class RuleFilesTest {

    private static final String HEAD = "jurisdiction: FR\nname: {en: France, fr: France}\nzones: [Europe/Paris]\n";
    private static final String BAN = """
              - id: %s
                title: {en: A ban, fr: Un interdit}
                effect: forbid
                citation: %s
                confidence: D
                text: {en: It may not go., fr: Cela ne part pas.}
            """;

    static Stream<Arguments> badFiles() {
        byte[] latin1 = (HEAD + "rules:\n  # été\n").getBytes(StandardCharsets.ISO_8859_1);
        return Stream.of(
                Arguments.of("empty", bytes(""), 0, "holds nothing"),
                Arguments.of("comments", bytes("# later\n"), 0, "holds nothing"),
                Arguments.of("a list", bytes("- FR\n"), 1, "no list of keys and values"),
                Arguments.of("prose", bytes("Dear counsel, see attached."), 1, "no list of keys and values"),
                Arguments.of("tabs", bytes(HEAD + "rules:\n\t- id: X\n"), 5, "indented with a tab"),
                Arguments.of("Latin-1", latin1, 5, "not text in UTF-8"),
                Arguments.of("UTF-16", HEAD.getBytes(StandardCharsets.UTF_16), 1, "not text in UTF-8"),
                Arguments.of("a picture", new byte[] {(byte) 0x89, 'P', 'N', 'G', 13, 10, 26, 10, 0, 0}, 1, "not text in UTF-8"),
                Arguments.of("NUL", bytes(HEAD + "rules: \0\n"), 4, "control character"),
                Arguments.of("10 MB", new byte[10 << 20], 0, "larger than 1024 KiB"),
                Arguments.of("open bracket", bytes(HEAD + "rules: [\n"), 5, "not YAML"),
                Arguments.of("no colon", bytes("jurisdiction: FR\nname\n"), 3, "not YAML"),
                Arguments.of("colon in text", bytes("jurisdiction: FR\nname: {en: a, fr: b}\nzones: a: b\n"), 3, "not YAML"),
                Arguments.of("laughs", bytes("a: &a [x, x]\nb: &b [*a, *a]\nc: [*b, *b]\n"), 1, "neither anchors"),
                Arguments.of("a star", bytes("jurisdiction: *\n"), 1, "not YAML"),
                Arguments.of("a tag", bytes("jurisdiction: !!java.net.URL [x]\n"), 1, "neither anchors"),
                Arguments.of("two documents", bytes(HEAD + "---\n" + HEAD), 4, "neither anchors"),
                Arguments.of("deep", bytes("a: " + "[".repeat(5000) + "]".repeat(5000)), 0, "cannot be read"),
                Arguments.of("no jurisdiction", bytes("rules: []\n"), 1, "'jurisdiction' is missing"),
                Arguments.of("UK", bytes("jurisdiction: UK\n"), 1, "'UK' is no jurisdiction; write GB"),
                Arguments.of("small letters", bytes("jurisdiction: fr\n"), 1, "'fr' is no jurisdiction; write FR"),
                Arguments.of("no zone", bytes("jurisdiction: FR\nname: {en: a, fr: b}\n"), 1, "'zones' is missing"),
                Arguments.of("no name", bytes("jurisdiction: FR\nzones: [Europe/Paris]\n"), 1, "'name' is missing"),
                Arguments.of("one language", bytes("jurisdiction: FR\nname: {en: a}\n"), 2, "no text in 'fr'"),
                Arguments.of("zone", bytes("jurisdiction: FR\nname: {en: a, fr: b}\nzones: [Europe/Pari]\n"), 3,
                        "'Europe/Pari' is no time zone; the nearest is Europe/Paris"),
                Arguments.of("members", bytes("jurisdiction: \"*\"\nname: {en: a, fr: b}\nmembers: [DE]\n"), 3, "the floor lies under all"),
                Arguments.of("no country", bytes("jurisdiction: EU\nname: {en: a, fr: b}\nmembers: [XX]\n"), 3, "'XX' is no country"),
                Arguments.of("roles in a country", bytes(HEAD + "role_addresses: [info]\n"), 4, "holds everywhere"),
                Arguments.of("an address", bytes("jurisdiction: \"*\"\nname: {en: a, fr: b}\nrole_addresses: [info@]\n"), 3,
                        "'info@' cannot stand under"),
                Arguments.of("a list twice", bytes(HEAD + "opposition_lists:\n  - {code: A, name: {en: a, fr: a}}\n"
                        + "  - {code: A, name: {en: a, fr: a}}\n"), 6, "given twice"),
                Arguments.of("an id twice", bytes(HEAD + "rules:\n" + ban("X") + ban("X")), 11, "also at line 5"),
                Arguments.of("a rule that is a word", bytes(HEAD + "rules: [FR-01]\n"), 4, "a rule must be keys and values"));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String ban(String id) {
        return BAN.formatted(id, "art. 1");
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("badFiles")
    void a_file_that_cannot_be_used_is_told_in_a_sentence(String what, byte[] bytes, int line, String said) {
        List<Mistake> mistakes = mistakes(new RuleFile("bad.yaml", bytes, false));
        Mistake first = mistakes.stream().filter(m -> m.toString().contains(said)).findFirst()
                .orElseGet(() -> fail(said + " is not said in " + mistakes));
        assertEquals("bad.yaml", first.file());
        assertEquals(line, first.line());
        assertFalse(first.toString().contains("Exception") || first.toString().contains("\n"), first.toString());
    }

    @Test
    void all_mistakes_of_all_files_are_told_at_once() {
        List<Mistake> mistakes = mistakes(ship("a.yaml", HEAD + "rules:\n" + ban("A").replace("forbid", "forbit")
                + ban("B").replace("confidence: D", "confidence: X")), ship("b.yaml", "jurisdiction: XX\n"));
        assertEquals(List.of("a.yaml:7:A", "a.yaml:15:B", "b.yaml:1:null"),
                mistakes.stream().map(m -> m.file() + ":" + m.line() + ":" + m.rule()).toList());
    }

    @Test
    void of_very_many_mistakes_the_first_hundred_are_told_and_the_rest_counted() {
        String many = "x: y\n".repeat(300);
        String told = assertThrows(RuleBookReader.Unreadable.class, () -> read(ship("a.yaml", many))).getMessage();
        assertTrue(told.endsWith("… and 201 more."), told);
    }

    @Test
    void a_byte_order_mark_and_windows_line_ends_do_no_harm() {
        String text = "\uFEFF" + HEAD.replace("\n", "\r\n") + ("rules:\n" + ban("X")).replace("\n", "\r\n");
        assertTrue(read(ship("fr.yaml", text)).rule("X").isPresent());
    }

    @Test
    void norway_is_a_country_and_no_yes_or_no() {
        assertEquals("NO", read(ship("no.yaml", HEAD.replace("FR", "NO"))).jurisdictions().iterator().next().code());
    }

    @Test
    void an_operators_file_replaces_adds_and_ends_rules() {
        RuleFile shipped = ship("fr.yaml", HEAD + "rules:\n" + ban("FR-01") + ban("FR-02"));
        RuleBook book = read(shipped, own("mine.yaml", "jurisdiction: FR\nrules:\n" + BAN.formatted("FR-01", "art. 2")
                + ban("FR-02") + "    valid_to: 2026-12-31\n" + ban("FR-99")),
                own("more.yaml", "jurisdiction: PL\nname: {en: Poland, fr: Pologne}\nzones: [Europe/Warsaw]\nrules:\n" + ban("PL-01")));
        assertEquals("art. 2", book.rule("FR-01").orElseThrow().citation());
        assertEquals(LocalDate.of(2026, 12, 31), book.rule("FR-02").orElseThrow().validTo());
        assertEquals(Effect.FORBID, book.rule("FR-99").orElseThrow().effect());
        assertTrue(book.knows("PL"));
        assertEquals("Europe/Paris", book.place("FR").orElseThrow().jurisdiction().zones().get(0).toString(), "what it leaves out stays");
    }

    @Test
    void an_operators_file_gives_a_place_other_zones_and_adds_role_addresses() {
        RuleBook book = read(ship("fr.yaml", HEAD), ship("world.yaml", "jurisdiction: \"*\"\nname: {en: a, fr: b}\nrole_addresses: [info]\n"),
                own("a.yaml", "jurisdiction: FR\nzones: [Indian/Reunion]\n"),
                own("b.yaml", "jurisdiction: \"*\"\nrole_addresses: [pressestelle]\n"));
        assertEquals("[Indian/Reunion]", book.place("FR").orElseThrow().jurisdiction().zones().toString());
        assertTrue(book.words().role("pressestelle@firm.example") && book.words().role("info@firm.example"));
    }

    static Stream<Arguments> quarrels() {
        RuleFile shipped = ship("fr.yaml", HEAD + "opposition_lists:\n  - {code: A, name: {en: a, fr: a}}\nrules:\n" + ban("FR-01"));
        RuleFile mine = own("mine.yaml", "jurisdiction: FR\nrules:\n" + ban("FR-01"));
        return Stream.of(
                Arguments.of(List.of(shipped, mine, own("also.yaml", "jurisdiction: FR\nrules:\n" + ban("FR-01"))), "given twice: also in"),
                Arguments.of(List.of(shipped, ship("fr2.yaml", HEAD)), "FR has a file already"),
                Arguments.of(List.of(shipped, own("de.yaml", HEAD.replace("FR", "DE") + "rules:\n" + ban("FR-01"))),
                        "would replace a rule of FR, but this file is about DE"),
                Arguments.of(List.of(shipped, own("a.yaml", "jurisdiction: FR\nzones: [Indian/Reunion]\n"),
                        own("b.yaml", "jurisdiction: FR\nzones: [Europe/Paris]\n")), "zones or members of FR are given twice"),
                Arguments.of(List.of(shipped, own("pl.yaml", "jurisdiction: PL\nrules:\n" + ban("PL-01"))), "'zones' is missing"),
                Arguments.of(List.of(shipped, own("de.yaml", HEAD.replace("FR", "DE") + "opposition_lists:\n"
                        + "  - {code: A, name: {en: a, fr: a}}\n")), "is one of FR"));
    }

    @ParameterizedTest(name = "{1}")
    @MethodSource("quarrels")
    void files_that_contradict_each_other_are_told(List<RuleFile> files, String said) {
        String mistakes = mistakes(files.toArray(RuleFile[]::new)).toString();
        assertTrue(mistakes.contains(said), mistakes);
    }

    @Test
    void the_order_of_files_and_of_rules_in_them_changes_nothing() {
        List<RuleFile> files = new ArrayList<>(RuleFile.shipped());
        files.add(own("a.yaml", "jurisdiction: FR\nrules:\n" + ban("FR-01") + ban("FR-98")));
        files.add(own("b.yaml", "jurisdiction: FR\nrules:\n" + ban("FR-99")));
        String digest = read(files.toArray(RuleFile[]::new)).digest();
        files.set(files.size() - 2, own("a.yaml", "jurisdiction: FR\nrules:\n" + ban("FR-98") + ban("FR-01")));
        Collections.shuffle(files, new Random(7));
        assertEquals(digest, read(files.toArray(RuleFile[]::new)).digest());
    }

    @Test
    void every_file_that_ships_is_read_and_every_one_in_the_folder_ships() throws Exception {
        try (Stream<Path> files = Files.list(Path.of("src/main/resources/law"))) {
            assertEquals(files.map(f -> f.getFileName().toString()).filter(f -> f.endsWith(".yaml"))
                    .collect(Collectors.toCollection(TreeSet::new)), new TreeSet<>(RuleFile.SHIPPED));
        }
        assertTrue(new RuleBookReader(Holidays.NONE).shipped().rules().size() > 100);
    }

    @Test
    void in_the_folder_only_yaml_is_read(@TempDir Path folder) throws Exception {
        Files.writeString(folder.resolve("a.yaml"), HEAD);
        Files.writeString(folder.resolve("b.YML"), HEAD);
        Files.writeString(folder.resolve("c.yaml~"), "not this");
        Files.writeString(folder.resolve("README.md"), "nor this");
        assertEquals(List.of("a.yaml", "b.YML"), RuleFile.of(folder).stream().map(f -> Path.of(f.name()).getFileName().toString()).toList());
        assertTrue(RuleFile.of(folder).stream().allMatch(RuleFile::own));
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTF-8", "UTF-16", "ISO-8859-1"})
    void no_cut_off_file_is_ever_half_applied(String charset) {
        byte[] whole = (HEAD + "rules:\n" + ban("FR-01")).getBytes(Charset.forName(charset));
        for (int length = 0; length < whole.length - 1; length++) {
            byte[] cut = java.util.Arrays.copyOf(whole, length);
            try {
                RuleBook book = read(new RuleFile("cut.yaml", cut, false));
                assertTrue(book.rules().isEmpty() || book.rule("FR-01").isPresent());
            } catch (RuleBookReader.Unreadable told) {
                assertFalse(told.mistakes().isEmpty());
            }
        }
    }

    private static RuleBook read(RuleFile... files) {
        return new RuleBookReader(Holidays.NONE).read(List.of(files));
    }

    private static List<Mistake> mistakes(RuleFile... files) {
        return assertThrows(RuleBookReader.Unreadable.class, () -> read(files)).mistakes();
    }

    private static RuleFile ship(String name, String text) {
        return new RuleFile(name, bytes(text), false);
    }

    private static RuleFile own(String name, String text) {
        return new RuleFile(name, bytes(text), true);
    }
}
