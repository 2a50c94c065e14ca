package org.preferencecenter.office;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

import org.preferencecenter.access.entity.Grant;
import org.preferencecenter.access.entity.Officer;
import org.preferencecenter.access.entity.Right;
import org.preferencecenter.access.entity.Role;
import org.preferencecenter.office.entity.OfficePage;

/**
 * Which role opens which page and does which deed, as one table to read: {@code src/test/resources/office/matrix.csv}. It
 * is read out of the code and has to equal it; what was meant to change is copied from {@code target/matrix.csv}.
 */
class MatrixTest {

    private static final Path TABLE = Path.of("src/test/resources/office/matrix.csv");
    private static final Path BEANS = Path.of("src/main/java/org/preferencecenter/office/boundary");
    private static final Path PAGES = Path.of("src/main/webapp");
    /** Where a right is asked for: {@code desk.require(Right.X, brand)}, {@code throw new Forbidden("…" + Right.X)}. */
    private static final Pattern ASKED = Pattern.compile("(?:\\.require(?:Everywhere)?|new Forbidden)\\([^;]*");
    private static final Pattern RIGHT = Pattern.compile("\\b(" + Arrays.stream(Right.values()).map(Right::name)
            .collect(Collectors.joining("|")) + ")\\b");
    private static final Pattern ACTION = Pattern.compile("(?<!viewAction )\\b(action|listener)=\"#\\{(\\w+)\\.(\\w+)(?:\\([^}]*\\))?\\}\"");
    /** What everybody may do who is there at all: with their own account, and at the door. */
    private static final Set<String> EVERYBODYS = Set.of("signInPage", "forgotPage", "newPasswordPage", "mePage");

    @Test
    void the_table_of_roles_pages_and_deeds_is_what_the_code_does() throws IOException {
        StringBuilder table = new StringBuilder("kind,name,right").append(Arrays.stream(Role.values())
                .map(role -> "," + role).collect(Collectors.joining())).append('\n');
        Arrays.stream(OfficePage.values()).sorted(java.util.Comparator.comparing(OfficePage::path)).forEach(page -> table.append(
                line("page", page.path(), page.right() == null ? "" : page.right().name(), page::opensTo)));
        deeds().forEach((deed, rights) -> table.append(line("deed", deed, String.join(" or ", rights),
                officer -> rights.isEmpty() || rights.stream().anyMatch(right -> officer.may(Right.valueOf(right))))));
        Files.createDirectories(Path.of("target"));
        Files.writeString(Path.of("target/matrix.csv"), table);
        assertEquals(Files.readString(TABLE), table.toString(), "meant? then copy target/matrix.csv");
    }

    @Test
    void no_deed_goes_without_asking_for_a_right() throws IOException {
        Set<String> without = deeds().entrySet().stream().filter(deed -> deed.getValue().isEmpty()).map(Map.Entry::getKey)
                .filter(deed -> !EVERYBODYS.contains(deed.replaceFirst("\\..*", ""))).collect(Collectors.toCollection(TreeSet::new));
        assertEquals(Set.of(), without);
        assertTrue(deeds().size() > 10, "the rule is not made of paper");
    }

    @Test
    void an_empty_office_opens_to_nobody_and_no_role_does_everything() {
        for (Role role : Role.values()) {
            assertFalse(role.rights().containsAll(Set.of(Right.values())), role.name());
        }
        // W-15: who drafts does not publish alone, who runs the house acts for nobody.
        assertFalse(Role.MARKETING.rights().contains(Right.PUBLISH));
        assertFalse(Role.ADMINISTRATOR.rights().contains(Right.ACT_FOR_PERSON));
    }

    private static String line(String kind, String name, String right, Predicate<Officer> may) {
        return kind + "," + name + "," + right + Arrays.stream(Role.values()).map(role -> may.test(new Officer(1, "a@b.example",
                "A", "fr", List.of(new Grant(role, null)), Instant.EPOCH, false)) ? ",yes" : ",").collect(Collectors.joining()) + "\n";
    }

    /** {@code accountPage.save} and the rights it asks for, for every deed a page of the office names. */
    private static Map<String, Set<String>> deeds() throws IOException {
        Map<String, Set<String>> deeds = new TreeMap<>();
        Map<String, String> beans = beans();
        for (Path page : files(PAGES, ".xhtml")) {
            if (page.startsWith(PAGES.resolve("office")) || page.startsWith(PAGES.resolve("WEB-INF"))) {
                Matcher action = ACTION.matcher(Files.readString(page));
                while (action.find()) {
                    String source = beans.get(action.group(2));
                    if (source != null) {
                        String deed = action.group(2) + "." + action.group(3);
                        Set<String> rights = asked(source, action.group(3));
                        // A listener that asks for nothing only shows the page.
                        if (!rights.isEmpty() || action.group(1).equals("action")) {
                            deeds.put(deed, rights);
                        }
                    }
                }
            }
        }
        return deeds;
    }

    /** Asked for by the deed, or before it, when the bean is made. */
    private static Set<String> asked(String source, String method) {
        Set<String> rights = rights(source, method, new HashSet<>());
        Matcher first = Pattern.compile("@PostConstruct\\s+void (\\w+)\\(").matcher(source);
        return !rights.isEmpty() || !first.find() ? rights : rights(source, first.group(1), new HashSet<>());
    }

    /** The rights asked for in a method, or in the methods of its class, and of its page's deeds, that it calls. */
    private static Set<String> rights(String source, String method, Set<String> seen) {
        Set<String> rights = new TreeSet<>();
        Optional<String> body = seen.add(method) ? body(source, method) : Optional.empty();
        if (body.isPresent()) {
            // What a method finds out for the one that asks: which right it takes, whether they may.
            boolean finds = Pattern.compile("(?m)^    (?:private |public )?(?:static )?(?:Right|boolean) " + method + "\\(").matcher(source).find();
            Matcher asked = (finds ? Pattern.compile("(?s).+") : ASKED).matcher(body.get());
            while (asked.find()) {
                RIGHT.matcher(asked.group()).results().forEach(right -> rights.add(right.group()));
            }
            Matcher called = Pattern.compile("(?:(?<![.\\w])|(?<=\\bdeeds\\.))(\\w+)\\(").matcher(body.get());
            while (called.find()) {
                rights.addAll(rights(source, called.group(1), seen));
            }
        }
        return rights;
    }

    /** From the line that declares it to the brace that closes it. */
    private static Optional<String> body(String source, String method) {
        Matcher start = Pattern.compile("(?m)^    (?!    )[\\w<>?,\\[\\]. ]+ " + method + "\\(").matcher(source);
        if (!start.find()) {
            return Optional.empty();
        }
        int end = source.indexOf("\n    }", start.start());
        return Optional.of(source.substring(start.end(), end < 0 ? source.length() : end));
    }

    /** The source of each bean by its name in pages, with that of the class it extends, and of its deeds where they lie apart. */
    private static Map<String, String> beans() throws IOException {
        Map<String, String> byClass = new HashMap<>();
        for (Path file : files(BEANS, ".java")) {
            byClass.put(file.getFileName().toString().replace(".java", ""), Files.readString(file));
        }
        Map<String, String> beans = new HashMap<>();
        byClass.forEach((type, source) -> {
            Matcher named = Pattern.compile("@Named(?:\\(\"(\\w+)\"\\))?").matcher(source);
            if (named.find()) {
                Matcher parent = Pattern.compile("class " + type + " extends (\\w+)").matcher(source);
                Matcher deeds = Pattern.compile("private (\\w+Deeds) deeds;").matcher(source);
                String whole = source + (parent.find() ? byClass.getOrDefault(parent.group(1), "") : "")
                        + (deeds.find() ? byClass.get(deeds.group(1)) : "");
                beans.put(named.group(1) != null ? named.group(1) : type.substring(0, 1).toLowerCase(java.util.Locale.ROOT) + type.substring(1), whole);
            }
        });
        return beans;
    }

    private static List<Path> files(Path folder, String ending) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            return all.filter(file -> file.toString().endsWith(ending)).sorted().toList();
        }
    }
}
