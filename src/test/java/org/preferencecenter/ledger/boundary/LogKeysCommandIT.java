package org.preferencecenter.ledger.boundary;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import org.preferencecenter.ledger.entity.LogKey;
import org.preferencecenter.platform.TestDatabase;

/** The command that changes the key of the log, on a real PostgreSQL, with a server's environment. */
class LogKeysCommandIT {

    private static final String NAME = "log_keys_command";
    private static final Map<String, String> ENV = new HashMap<>();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @BeforeAll
    static void aServersEnvironment() {
        TestDatabase.own(NAME);
        ENV.putAll(Map.of("PC_DEMO", "true", "PC_SECRET", Base64.getEncoder().encodeToString(new byte[32]), "PC_DATABASE_URL",
                TestDatabase.postgres().getJdbcUrl("postgres", NAME), "PC_DATABASE_USER", "postgres", "PC_DATABASE_PASSWORD", "postgres"));
    }

    private String said(int expected, Map<String, String> env, String... args) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        assertEquals(expected, LogKeysCommand.run(args, env, new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8)), err::toString);
        return out.toString(StandardCharsets.UTF_8);
    }

    @Test
    void keys_are_listed_the_newest_first_one_is_added_and_what_is_wrong_is_said() {
        assertTrue(said(0, ENV, "list").startsWith("There is no key yet"));
        String first = said(0, ENV, "rotate");
        String second = said(0, ENV, "rotate");
        assertTrue(second.startsWith("Log key 2 signs from the next checkpoint on"), second);
        List<String> list = said(0, ENV, "list").lines().toList();
        assertEquals(List.of("2", "1"), list.stream().map(line -> line.substring(0, 1)).toList());
        for (String one : List.of(first, second)) {
            String vkey = one.strip().lines().reduce((line, next) -> next).orElseThrow();
            assertEquals("localhost:8080/log", LogKey.parse(vkey).name());
            assertTrue(list.stream().anyMatch(line -> line.endsWith(vkey)), vkey);
        }
        wrong();
    }

    private void wrong() {
        said(1, ENV, "compromised");
        said(1, Map.of(), "list");
        Map<String, String> elsewhere = new HashMap<>(ENV);
        elsewhere.put("PC_SECRET", Base64.getEncoder().encodeToString(new byte[] {1, 2, 3, 4, 5, 6, 7, 8, 1, 2, 3, 4, 5, 6, 7, 8, 1, 2, 3, 4, 5, 6,
            7, 8, 1, 2, 3, 4, 5, 6, 7, 8}));
        said(1, elsewhere, "rotate");
        String all = err.toString(StandardCharsets.UTF_8);
        assertTrue(all.contains("Say list or rotate.") && all.contains("PC_SECRET") && all.contains("sealed under another secret"), all);
        assertTrue(!all.contains("Exception"), all);
    }
}
