package org.preferencecenter.handbook;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The handbook leads its reader somewhere: every link and every picture of it is there. */
class HandbookTest {

    private static final Path DOCS = Path.of("src/docs");
    private static final Path IMAGES = DOCS.resolve("images");
    /** What a reader loads on a telephone without minding, in octets. */
    private static final long LARGEST = 150_000;
    /** {@code [words](target)} and {@code ![words](target)}; the target without a title. */
    private static final Pattern LINK = Pattern.compile("]\\(([^)\\s]+)\\)");
    private static final Pattern CODE = Pattern.compile("(?ms)^```.*?^```|`[^`\n]*`");
    private static final List<Path> PAGES = pages();

    @ParameterizedTest
    @FieldSource("PAGES")
    void every_link_of_a_page_leads_somewhere(Path page) throws IOException {
        Set<String> nowhere = links(page).filter(link -> !link.matches("[a-z]+:.*")).filter(link -> !leads(page, link))
                .collect(Collectors.toCollection(TreeSet::new));
        assertEquals(Set.of(), nowhere, page.toString());
    }

    @ParameterizedTest
    @ValueSource(strings = {"marketing.md", "dpo.md", "agents.md", "operators.md", "developers.md"})
    void every_reader_has_a_page_with_two_pictures_or_more(String page) throws IOException {
        assertTrue(links(DOCS.resolve(page)).filter(link -> link.startsWith("images/")).distinct().count() >= 2, page);
    }

    @Test
    void every_picture_is_shown_somewhere_and_is_small() throws IOException {
        Set<Path> shown = new TreeSet<>();
        for (Path page : PAGES) {
            links(page).filter(link -> link.endsWith(".png")).map(link -> beside(page).resolve(link).normalize()).forEach(shown::add);
        }
        try (Stream<Path> pictures = Files.list(IMAGES)) {
            for (Path picture : pictures.toList()) {
                assertTrue(shown.contains(picture), picture + " is shown on no page");
                assertTrue(Files.size(picture) <= LARGEST, picture + " has " + Files.size(picture) + " octets");
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"nowhere.md", "images/nothing.png", "marketing.md#no-such-heading"})
    void a_link_that_leads_nowhere_is_found(String link) {
        assertEquals(false, leads(DOCS.resolve("marketing.md"), link));
    }

    private static boolean leads(Path page, String link) {
        String[] parts = link.split("#", 2);
        Path target = parts[0].isEmpty() ? page : beside(page).resolve(parts[0]).normalize();
        return Files.exists(target) && (parts.length == 1 || !target.toString().endsWith(".md") || headings(target).contains(parts[1]));
    }

    private static Path beside(Path page) {
        return page.getParent() == null ? Path.of("") : page.getParent();
    }

    /** As a forge makes anchors of them: small letters, digits, hyphens. */
    private static Set<String> headings(Path page) {
        return text(page).lines().filter(line -> line.startsWith("#")).map(line -> line.replaceFirst("^#+ ", "")
                .toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}\\p{N} -]", "").replace(' ', '-')).collect(Collectors.toSet());
    }

    private static Stream<String> links(Path page) {
        return LINK.matcher(CODE.matcher(text(page)).replaceAll("")).results().map(found -> found.group(1));
    }

    private static String text(Path page) {
        try {
            return Files.readString(page);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static List<Path> pages() {
        try (Stream<Path> docs = Files.walk(DOCS)) {
            return Stream.concat(Stream.of(Path.of("README.md"), Path.of("CONTRIBUTING.md")),
                    docs.filter(path -> path.toString().endsWith(".md")).sorted()).toList();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
