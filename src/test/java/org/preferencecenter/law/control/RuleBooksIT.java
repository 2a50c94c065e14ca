package org.preferencecenter.law.control;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.preferencecenter.platform.TestDatabase;
import org.preferencecenter.platform.entity.Settings;

/** The rule book as a server loads and keeps it, on a real PostgreSQL. */
class RuleBooksIT {

    @TempDir
    private Path folder;

    private static RuleBooks server(String lawFolder) {
        Map<String, String> env = new HashMap<>(Map.of("PC_DEMO", "true", "PC_SECRET",
                Base64.getEncoder().encodeToString(new byte[32])));
        if (lawFolder != null) {
            env.put("PC_LAW_FOLDER", lawFolder);
        }
        return new RuleBooks(Settings.read(env), TestDatabase.dataSource());
    }

    @Test
    void a_book_is_kept_under_its_digest_when_it_is_first_used_and_stays_readable() throws Exception {
        RuleBooks first = server(null);
        first.load();
        String before = first.inForce().digest();
        assertSame(first.inForce(), first.inForce());
        server(null).load();                      // a second server with the same book

        Files.writeString(folder.resolve("mine.yaml"), "jurisdiction: FR\nrules:\n  - id: FR-99\n    title: {en: a, fr: b}\n"
                + "    effect: forbid\n    citation: c\n    confidence: D\n    text: {en: a, fr: b}\n");
        RuleBooks second = server(folder.toString());
        second.load();
        assertNotEquals(before, second.inForce().digest());
        assertEquals(Optional.of(first.inForce().canonical()), second.kept(before), "last year's decision reads last year's book");
        assertTrue(second.kept(second.inForce().digest()).orElseThrow().contains("\"id\":\"FR-99\""));
        assertEquals(Optional.empty(), second.kept("0".repeat(64)));
    }

    @Test
    void a_mistake_leaves_the_book_unread_and_nothing_kept() throws Exception {
        Files.writeString(folder.resolve("mine.yaml"), "jurisdiction: FR\nrules:\n  - id: FR-99\n");
        RuleBooks server = server(folder.toString());
        assertThrows(RuleBookReader.Unreadable.class, server::load);
        assertThrows(IllegalStateException.class, server::inForce);
    }

    @Test
    void a_folder_that_cannot_be_read_is_named_with_its_setting() {
        for (String wrong : new String[] {folder.resolve("nowhere").toString(), "nul\0", "/etc/passwd"}) {
            RuleBookReader.Unreadable told = assertThrows(RuleBookReader.Unreadable.class, server(wrong)::load);
            assertTrue(told.getMessage().contains("PC_LAW_FOLDER must name a folder"), told.getMessage());
        }
    }
}
