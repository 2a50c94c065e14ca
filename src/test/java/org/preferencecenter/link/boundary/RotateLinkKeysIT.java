package org.preferencecenter.link.boundary;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.preferencecenter.link.KeyRingDatabase;
import org.preferencecenter.link.control.LinkKeys;
import org.preferencecenter.link.control.Links;
import org.preferencecenter.link.entity.Power;
import org.preferencecenter.link.entity.Scope;
import org.preferencecenter.link.entity.SignedLink;
import org.preferencecenter.platform.control.Vault;
import org.preferencecenter.platform.entity.Secret;
import org.preferencecenter.platform.entity.Settings;

/** The rotation command on a real PostgreSQL, with a server's environment. */
class RotateLinkKeysIT {

    private static final SignedLink PAGE = new SignedLink(Power.PAGE, 42, Scope.EVERYTHING, 0);

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private final Map<String, String> env = new HashMap<>();
    private KeyRingDatabase database;

    @BeforeEach
    void fresh() throws Exception {
        database = KeyRingDatabase.migrated();
        env.putAll(environment(database.url()));
    }

    private static Map<String, String> environment(String url) {
        return Map.of("PC_DEMO", "true", "PC_SECRET", Base64.getEncoder().encodeToString(new byte[32]),
                "PC_DATABASE_URL", url, "PC_DATABASE_USER", "postgres", "PC_DATABASE_PASSWORD", "postgres");
    }

    private int command(String... args) {
        return RotateLinkKeys.run(args, env, new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8));
    }

    private void refusedWith(String word) {
        String said = err.toString(StandardCharsets.UTF_8);
        assertTrue(said.contains(word), said);
        assertFalse(said.contains("Exception") || said.contains("\tat "), said);
        assertEquals("", out.toString(StandardCharsets.UTF_8));
    }

    private Links server() {
        return new Links(new LinkKeys(database.dataSource(), new Vault(Settings.read(env)), Clock.systemUTC()));
    }

    @Test
    void rotation_says_the_new_key_and_old_links_go_on() {
        String before = server().sign(PAGE);
        assertEquals(0, command(), err::toString);
        assertTrue(out.toString().contains("Link key 2 "), out::toString);
        assertFalse(before.equals(server().sign(PAGE)));
        assertEquals(Optional.of(PAGE), server().verify(before, Power.PAGE));
    }

    @Test
    void a_compromised_key_opens_no_page_any_more() {
        String before = server().sign(PAGE);
        assertEquals(0, command("compromised", "1"), err::toString);
        assertEquals(Optional.empty(), server().verify(before, Power.PAGE));
        assertEquals(Optional.of(PAGE), server().verify(server().sign(PAGE), Power.PAGE));
    }

    @Test
    void a_key_that_does_not_exist_is_named() {
        assertEquals(1, command("compromised", "77"));
        refusedWith("no link key 77");
    }

    @Test
    void arguments_it_does_not_know_are_refused_with_those_it_knows() {
        assertEquals(1, command("compromised", "one"));
        refusedWith("compromised");
    }

    @Test
    void a_missing_or_wrong_variable_is_named() {
        env.remove("PC_DATABASE_URL");
        assertEquals(1, command());
        refusedWith("PC_DATABASE_URL");
        env.put("PC_DATABASE_URL", "mysql://nowhere");
        assertEquals(1, command());
        env.remove("PC_SECRET");
        assertEquals(1, command());
        refusedWith("PC_SECRET");
    }

    @Test
    void a_database_that_does_not_answer_is_said() {
        env.put("PC_DATABASE_URL", "jdbc:postgresql://localhost:1/none");
        assertEquals(1, command());
        refusedWith("does not answer");
    }

    @Test
    void a_database_that_does_not_exist_is_said() {
        env.put("PC_DATABASE_URL", database.url().replace("/postgres?", "/nothing_here?"));
        assertEquals(1, command());
        refusedWith("does not exist");
    }

    @Test
    void a_database_before_the_first_start_is_said() throws Exception {
        env.put("PC_DATABASE_URL", KeyRingDatabase.bare().url());
        assertEquals(1, command());
        refusedWith("start the server once");
    }

    @Test
    void another_secret_than_the_servers_is_said_and_adds_nothing() {
        new Links(new LinkKeys(database.dataSource(), new Vault(new Secret(new byte[] {1})), Clock.systemUTC())).sign(PAGE);
        assertEquals(1, command());
        refusedWith("another secret");
        assertEquals(1, command("compromised", "1"));
    }

    /** The jar beside the server holds the rooms platform and link and nothing else, no Jakarta EE either. */
    @Test
    void runs_with_nothing_but_its_two_rooms_and_the_driver() throws Exception {
        Path classes = Path.of(RotateLinkKeys.class.getProtectionDomain().getCodeSource().getLocation().toURI());
        Path driver = Path.of(org.postgresql.Driver.class.getProtectionDomain().getCodeSource().getLocation().toURI());
        ProcessBuilder builder = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp", classes + java.io.File.pathSeparator + driver, RotateLinkKeys.class.getName());
        builder.environment().putAll(env);
        Process process = builder.redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(0, process.waitFor(), said);
        assertTrue(said.startsWith("Link key 1 "), said);
    }
}
