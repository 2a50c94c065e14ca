package org.preferencecenter.center;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.junit.jupiter.api.Test;

/** The list of deceptive patterns in the handbook names a test for each, and each of these exists. */
class EdpbTest {

    private static final Path LIST = Path.of("src/docs/edpb.md");
    private static final Pattern NAMED = Pattern.compile("`([a-z.]+\\.\\w+)#(\\w+)`");
    private static final Set<String> FAMILIES = Set.of("Overloading", "Skipping", "Stirring", "Obstructing", "Fickle", "Left in the dark");

    @Test
    void every_test_named_exists() throws Exception {
        Matcher named = NAMED.matcher(Files.readString(LIST));
        Set<String> missing = new TreeSet<>();
        int found = 0;
        while (named.find()) {
            found++;
            if (!exists(named.group(1), named.group(2))) {
                missing.add(named.group());
            }
        }
        assertEquals(Set.of(), missing);
        assertTrue(found > 25, found + " tests are named");
        assertFalse(exists("center.EdpbTest", "no_such_test"), "the question is not made of paper");
    }

    @Test
    void every_pattern_of_every_family_has_a_test() throws Exception {
        Set<String> families = new TreeSet<>();
        for (String line : Files.readAllLines(LIST)) {
            if (line.startsWith("| ") && !line.startsWith("| Family")) {
                families.add(line.split(" \\| ")[0].substring(2));
                assertTrue(NAMED.matcher(line).find(), line);
            }
        }
        assertEquals(new TreeSet<>(FAMILIES), families);
    }

    private static boolean exists(String type, String test) {
        try {
            return Arrays.stream(Class.forName("org.preferencecenter." + type).getDeclaredMethods())
                    .anyMatch(m -> m.getName().equals(test) && Arrays.stream(m.getAnnotations())
                            .anyMatch(a -> a.annotationType().getSimpleName().contains("Test")));
        } catch (ClassNotFoundException e) {
            return false;
        }
    }
}
