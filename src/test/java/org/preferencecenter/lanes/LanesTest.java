package org.preferencecenter.lanes;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.platform.suite.api.ExcludeTags;
import org.junit.platform.suite.api.IncludeClassNamePatterns;
import org.junit.platform.suite.api.IncludeTags;

import org.preferencecenter.browser.OnServer;

/** One lane takes what the other leaves; and whoever asks the server under test is in the lane that has one. */
class LanesTest {

    @Test
    void one_lane_takes_what_the_other_leaves() {
        assertEquals(Set.of(ServerLane.class.getAnnotation(IncludeTags.class).value()), Set.of(DatabaseLane.class.getAnnotation(ExcludeTags.class).value()));
        assertEquals(Set.of(ServerLane.class.getAnnotation(IncludeClassNamePatterns.class).value()),
                Set.of(DatabaseLane.class.getAnnotation(IncludeClassNamePatterns.class).value()));
    }

    @Test
    void classes_come_by_name_or_as_somebody_wants_who_looks_for_one_that_needs_another() {
        List<String> found = List.of("C", "A", "D", "B", "E");
        assertEquals(List.of("A", "B", "C", "D", "E"), ordered(found, "name", 1));
        assertEquals(List.of("E", "D", "C", "B", "A"), ordered(found, "reversed", 1));
        List<String> shuffled = ordered(found, "random", 7);
        assertEquals(shuffled, ordered(List.of("E", "D", "C", "B", "A"), "random", 7), "the same seed, the same order");
        assertNotEquals(shuffled, ordered(found, "random", 8));
        assertThrows(IllegalArgumentException.class, () -> ordered(found, "backwards", 1));
    }

    private static List<String> ordered(List<String> classes, String order, long seed) {
        List<String> ordered = new ArrayList<>(classes);
        LaneOrder.order(ordered, name -> name, order, seed);
        return ordered;
    }

    @Test
    void whoever_asks_the_server_under_test_is_in_its_lane() throws IOException {
        assertEquals(ServerLane.TAG, OnServer.class.getAnnotation(Tag.class).value());
        Set<String> astray = new TreeSet<>();
        int asking = 0;
        try (Stream<Path> files = Files.walk(Path.of("src/test/java"))) {
            for (Path file : files.filter(path -> path.toString().endsWith("IT.java")).toList()) {
                String text = Files.readString(file);
                if (text.contains("\n@OnServer\n")) {
                    asking++;
                } else if (text.contains("ArquillianExtension") || text.contains("browser.Server;")) {
                    asking++;
                    if (!text.contains("@Tag(\"" + ServerLane.TAG + "\")")) {
                        astray.add(file.toString());
                    }
                }
            }
        }
        assertTrue(asking > 30, asking + " were found");
        assertEquals(Set.of(), astray);
    }
}
