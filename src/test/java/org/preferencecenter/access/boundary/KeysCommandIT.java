package org.preferencecenter.access.boundary;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.preferencecenter.access.KeyBrand;
import org.preferencecenter.access.entity.KeyText;
import org.preferencecenter.link.KeyRingDatabase;
import org.preferencecenter.platform.TestDatabase;

/** The command for API keys on a real PostgreSQL, with a server's environment. */
class KeysCommandIT {

    private final Map<String, String> env = new HashMap<>(Map.of("PC_DATABASE_URL",
            TestDatabase.postgres().getJdbcUrl("postgres", "postgres"), "PC_DATABASE_USER", "postgres",
            "PC_DATABASE_PASSWORD", "postgres"));
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    private String command(int status, String... args) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        err.reset();
        assertEquals(status, KeysCommand.run(args, env, new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8)), err::toString);
        return out.toString(StandardCharsets.UTF_8);
    }

    private void refused(String word, String... args) {
        assertEquals("", command(1, args));
        String said = err.toString(StandardCharsets.UTF_8);
        assertTrue(said.contains(word), said);
        assertFalse(said.contains("Exception") || said.contains("\tat "), said);
    }

    private static KeyText key(String said) {
        return said.lines().flatMap(line -> KeyText.read(line).stream()).findFirst()
                .orElseThrow(() -> new AssertionError(said));
    }

    private static String row(KeyText key) throws Exception {
        return KeyBrand.text(TestDatabase.dataSource(), "select encode(secret_hash, 'hex') || ' ' || permissions::text || ' '"
                + " || coalesce((select code from brand b where b.id = brand_id), '-') || ' ' || (expires_at is not null)"
                + " || ' ' || (revoked_at is not null) from api_key where id = ?", key.id());
    }

    @Test
    void a_key_is_made_and_shown_once() throws Exception {
        KeyText key = key(command(0, "create", "shop", "REPORT,ASK"));
        String hash = java.util.HexFormat.of().formatHex(key.hash());
        assertEquals(hash + " {ASK,REPORT} - false false", row(key));
        String listed = command(0, "list");
        assertTrue(listed.contains(key.id()) && listed.contains("\"shop\"") && listed.contains("ASK,REPORT"), listed);
        assertFalse(listed.contains("pc_") || listed.contains(hash), "a list holds no secret");
    }

    @Test
    void a_key_can_be_of_one_brand_and_end() throws Exception {
        String brand = KeyBrand.make(TestDatabase.dataSource());
        assertTrue(row(key(command(0, "create", "shop", "SEND", brand, "365"))).endsWith(" {SEND} " + brand + " true false"));
        assertTrue(row(key(command(0, "create", "shop", "SEND", "-", "365"))).endsWith(" {SEND} - true false"));
    }

    @Test
    void rotating_makes_a_new_one_and_lets_the_old_one_end_and_revoking_ends_it() throws Exception {
        KeyText old = key(command(0, "create", "shop", "ASK"));
        KeyText fresh = key(command(0, "rotate", old.id()));
        assertTrue(row(old).endsWith("true false") && row(fresh).endsWith("false false"));
        assertTrue(command(0, "revoke", fresh.id()).contains(fresh.id()));
        assertTrue(row(fresh).endsWith("false true"));
        refused("make a new key", "rotate", fresh.id());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "nonsense", "list now", "create", "create shop", "create shop ASK - 1 2", "rotate",
        "rotate a b c", "revoke"})
    void what_it_does_not_know_is_answered_with_what_it_knows(String line) {
        refused("create NAME", line.isEmpty() ? new String[0] : line.split(" "));
    }

    @Test
    void what_cannot_be_done_is_said_with_what_would_do() {
        refused("There is no key 0000000000000000", "revoke", "0000000000000000");
        refused("ASK, REPORT, SEND, IMPORT", "create", "shop", "EVERYTHING");
        refused("There is no brand 'nobody'", "create", "shop", "ASK", "nobody");
        refused("number of days", "create", "shop", "ASK", "-", "soon");
        refused("name of 1 to 100", "create", " ", "ASK");
    }

    @Test
    void a_missing_variable_or_a_database_that_does_not_answer_is_said() throws Exception {
        env.put("PC_DATABASE_URL", KeyRingDatabase.bare().url());
        refused("start the server once", "list");
        env.put("PC_DATABASE_URL", "jdbc:postgresql://localhost:1/none");
        refused("does not answer", "list");
        env.remove("PC_DATABASE_URL");
        refused("PC_DATABASE_URL", "list");
    }

    /** As beside the server: three rooms and the driver, no Jakarta EE, no library of the application. */
    @Test
    void runs_with_nothing_but_its_rooms_and_the_driver() throws Exception {
        Path classes = Path.of(KeysCommand.class.getProtectionDomain().getCodeSource().getLocation().toURI());
        Path driver = Path.of(org.postgresql.Driver.class.getProtectionDomain().getCodeSource().getLocation().toURI());
        List<String> line = new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-cp",
                classes + File.pathSeparator + driver, KeysCommand.class.getName()));
        for (List<String> args : List.of(List.of("create", "shop", "ASK,ADMIN"), List.of("list"))) {
            List<String> whole = new ArrayList<>(line);
            whole.addAll(args);
            ProcessBuilder builder = new ProcessBuilder(whole);
            builder.environment().putAll(env);
            Process process = builder.redirectErrorStream(true).start();
            String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertEquals(0, process.waitFor(), said);
        }
    }
}
