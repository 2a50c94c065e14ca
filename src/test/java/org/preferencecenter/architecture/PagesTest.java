package org.preferencecenter.architecture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the walls of ArchUnit cannot see: pages, message keys, words in the source. Each is proven by a broken example. */
class PagesTest {

    private static final Path CODE = Path.of("src/main/java/org/preferencecenter");
    private static final Path PAGES = Path.of("src/main/webapp");
    private static final Path MESSAGES = Path.of("src/main/resources/messages");

    @Test
    void every_page_pairs_with_a_bean_by_path_and_name() throws Exception {
        assertEquals(beans(CODE), pages(PAGES));
    }

    @Test
    void a_page_without_a_bean_shows(@TempDir Path folder) throws Exception {
        Files.createDirectories(folder.resolve("center"));
        Files.createFile(folder.resolve("center/lonely.xhtml"));
        assertEquals(Set.of("center/lonely"), pages(folder));
    }

    @Test
    void every_page_is_stateless() throws Exception {
        // A stateful view would need a session, and a session a cookie.
        try (Stream<Path> files = Files.walk(PAGES)) {
            // A part is no page: it is drawn within one, and nobody can open it.
            for (Path page : files.filter(f -> f.toString().endsWith(".xhtml") && !f.startsWith(PAGES.resolve("WEB-INF/parts"))).toList()) {
                String text = Files.readString(page);
                assertTrue(text.contains(" template=\"/WEB-INF/templates/") || text.contains("<f:view transient=\"true\""), page.toString());
            }
        }
    }

    @Test
    void only_commands_speak_on_standard_output() throws Exception {
        assertEquals(Set.of("CheckLaw.java", "DoctorCommand.java", "FirstStart.java", "KeysCommand.java", "NumbersCommand.java", "Launcher.java", "LogKeysCommand.java", "RotateLinkKeys.java", "VerifyCommand.java"), holding(CODE, "System\\.(out|err)|FileDescriptor\\.(out|err)|printStackTrace"));
    }

    /** Tokens, addresses and bodies are never arguments of a log line (STANDARDS D: ASVS 16.2.5). */
    @Test
    void no_log_line_is_given_a_token_an_address_or_a_body() throws Exception {
        String line = "(?s)(LOG|LOGGER|log)\\.log\\([^;]*\\b(token|address|recipient\\(\\)|body|raw|email|getRequestURI|getPathInfo"
                + "|getRelativePath|getMessage\\(\\))\\b";
        assertEquals(Set.of(), holding(CODE, line));
        assertTrue(Pattern.compile(line).matcher("LOG.log(Level.INFO, \"{0}\",\n token);").find(), "the rule is not made of paper");
    }

    @Test
    void boundaries_and_controls_name_no_other_logger() throws Exception {
        assertEquals(Set.of(), holding(CODE, "import (static )?(org\\.slf4j|java\\.util\\.logging|org\\.jboss\\.logging|.*log4j)"));
    }

    /** {@code center/preferences} for {@code center/preferences.xhtml}. */
    private static Set<String> pages(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(f -> f.toString().endsWith(".xhtml") && !f.startsWith(folder.resolve("WEB-INF")))
                    .map(f -> folder.relativize(f).toString().replace(".xhtml", "").replace('\\', '/'))
                    .collect(Collectors.toCollection(TreeSet::new));
        }
    }

    /** {@code center/preferences} for {@code center.boundary.PreferencesPage}; a page that others extend has none. */
    private static Set<String> beans(Path folder) throws IOException {
        Set<String> found = new TreeSet<>();
        Pattern name = Pattern.compile("([a-z]+)/boundary/([A-Z]\\w*)Page\\.java");
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.toList()) {
                Matcher bean = name.matcher(folder.relativize(file).toString().replace('\\', '/'));
                if (bean.matches() && !Files.readString(file).contains("abstract class")) {
                    String page = bean.group(2).substring(0, 1).toLowerCase(java.util.Locale.ROOT) + bean.group(2).substring(1);
                    assertTrue(Files.readString(file).contains("@Named"), file + " is a bean");
                    found.add(bean.group(1) + "/" + page);
                }
            }
        }
        return found;
    }

    private static Set<String> holding(Path folder, String words) throws IOException {
        Set<String> found = new TreeSet<>();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(f -> f.toString().endsWith(".java")).toList()) {
                if (Pattern.compile(words).matcher(Files.readString(file)).find()) {
                    found.add(file.getFileName().toString());
                }
            }
        }
        return found;
    }
}
