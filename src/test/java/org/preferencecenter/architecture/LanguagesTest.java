package org.preferencecenter.architecture;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.MessageFormat;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.FieldSource;

import org.preferencecenter.platform.entity.Locales;

/** Every sentence a recipient may read is there in every language, whole, translated, and set as that language is set. */
class LanguagesTest {

    private static final Path MESSAGES = Path.of("src/main/resources/messages");
    /** What only the office, the API, the rules page and the demo say: French and English. */
    private static final Set<String> OFFICE = Set.of("catalog", "decision", "demo", "doctor", "law", "office", "staff",
            "verifier");
    /** Filled in by {@link String#format}; all others are message formats. */
    private static final Set<String> PRINTED = Set.of("mail", "demo", "sms", "staff");

    /** What no sentence of a language may hold: other people's quotation marks, a sign that stands loose, a straight one. */
    private static final Map<String, Pattern> WRONG = Map.of(
            "fr", Pattern.compile("['\"“”„]| [:;?!»]|« |[^\u00a0\u202f ](?=[?!;»])"),
            "en", Pattern.compile("['\"«»„]| [:;?!,]|‘(?!.*’)"),
            "de", Pattern.compile("['\"«»”]| [:;?!,]|„(?!.*“)|\\bihnen\\b|(?<!^)(?<![.:!?–] )\\bdu\\b"),
            "es", Pattern.compile("['\"“”„]| [:;?!,»]|« |^[^¿]*\\?|^[^¡]*!"),
            "it", Pattern.compile("['\"“”„]| [:;?!,»]|« |\\bE'|perche'|\\b[eE]’ "),
            "nl", Pattern.compile("['\"«»„]| [:;?!,]|\\b(jij|jouw)\\b"),
            "pt", Pattern.compile("['\"“”„]| [:;?!,»]|« "),
            "pl", Pattern.compile("['\"«»“]| [:;?!,]|„(?!.*”)"),
            "ar", Pattern.compile("['\"“”„?;,\u0660-\u0669\u06f0-\u06f9\u0640]| [:؛؟!،»]|« |، ?و\\{|(?<![{%])\\bwww"));
    private static final Pattern ANYWHERE = Pattern.compile("\\.\\.\\.|  |^\\s|\\s$|\ufffd|[\u202a-\u202e\u2066-\u2069]");

    private static final List<String> SPOKEN = Locales.SPOKEN;

    @ParameterizedTest
    @FieldSource("SPOKEN")
    void every_language_has_every_sentence_of_every_file_with_the_same_values_in_it(String language) {
        for (String file : files()) {
            if (office(file) && !Locales.OFFICE.contains(language)) {
                assertFalse(Files.exists(path(file, language)), "who would read " + path(file, language));
                continue;
            }
            Map<String, String> english = read(file, "en");
            Map<String, String> said = read(file, language);
            assertEquals(english.keySet(), said.keySet(), path(file, language).toString());
            said.forEach((key, sentence) -> assertEquals(values(english.get(key)), values(sentence),
                    () -> path(file, language) + " " + key));
        }
    }

    @ParameterizedTest
    @FieldSource("SPOKEN")
    void every_sentence_is_set_as_its_language_is_set(String language) {
        Map<String, String> wrong = new TreeMap<>();
        read(language).forEach((key, sentence) -> {
            if (WRONG.get(language).matcher(sentence.replaceAll("\\{\\d\\}", "0")).find() || ANYWHERE.matcher(sentence).find()) {
                wrong.put(key, sentence);
            }
        });
        assertEquals(Map.of(), wrong);
    }

    /** Proof that the signs are looked at. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"fr | Pourquoi ?", "en | “Don't”", "de | Sagen Sie «ja»", "de | „Ja”", "es | Por qué?", "it | perche'",
            "it | “Sì”", "nl | dat is ‘t, jij", "pt | “Sim”", "pl | „Tak“", "ar | لماذا?", "ar | نعم, لا", "ar | ٣٠ يومًا", "en | wait..."})
    void a_sentence_set_otherwise_shows(String language, String sentence) {
        assertTrue(WRONG.get(language).matcher(sentence).find() || ANYWHERE.matcher(sentence).find());
    }

    @ParameterizedTest
    @FieldSource("SPOKEN")
    void no_sentence_was_left_in_English(String language) {
        Set<String> left = new TreeSet<>();
        if (!language.equals("en")) {
            read(language).forEach((key, sentence) -> {
                // One word may be the same word; two are a sentence somebody forgot.
                if (sentence.equals(read("en").get(key)) && sentence.matches(".*\\p{L}{2,}[^\\p{L}{]+\\p{L}{2,}.*")) {
                    left.add(key);
                }
                String own = sentence.replaceAll("\\{\\d\\}|%(\\d\\$)?[sd]", "");
                if (language.equals("ar") && !own.matches("(?s).*\\p{IsArabic}.*") && own.matches(".*\\p{L}.*")) {
                    left.add(key);
                }
            });
        }
        assertEquals(Set.of(), left);
    }

    @ParameterizedTest
    @FieldSource("SPOKEN")
    void every_message_format_can_be_read_and_none_counts(String language) {
        for (String file : files()) {
            if (PRINTED.contains(file) || !Files.exists(path(file, language))) {
                continue;
            }
            read(file, language).forEach((key, sentence) -> {
                assertDoesNotThrow(() -> new MessageFormat(sentence), key);
                // Polish has three forms, Arabic six: a sentence that depends on the number is wrong in one of them.
                assertFalse(sentence.contains(",choice") || sentence.contains(",plural"), key);
            });
        }
    }

    @Test
    void all_files_are_there() {
        assertTrue(files().containsAll(Set.of("center", "details", "signup", "ways", "mail")));
    }

    private static Set<String> files() {
        try (Stream<Path> files = Files.list(MESSAGES)) {
            return files.map(file -> file.getFileName().toString()).filter(name -> name.endsWith(".properties"))
                    .map(name -> name.substring(0, name.indexOf('_'))).collect(Collectors.toCollection(TreeSet::new));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path path(String file, String language) {
        return MESSAGES.resolve(file + "_" + language + ".properties");
    }

    /** All that recipients read in a language, as {@code file key}. */
    private static Map<String, String> read(String language) {
        Map<String, String> all = new TreeMap<>();
        files().stream().filter(file -> !office(file))
                .forEach(file -> read(file, language).forEach((key, sentence) -> all.put(file + " " + key, sentence)));
        return all;
    }

    /** {@code office_people} is the office's, as {@code office} is. */
    private static boolean office(String file) {
        return OFFICE.contains(file.split("_")[0]);
    }

    private static Map<String, String> read(String file, String language) {
        Properties sentences = new Properties();
        try (Reader reader = Files.newBufferedReader(path(file, language))) {
            sentences.load(reader);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Map<String, String> map = new TreeMap<>();
        sentences.forEach((key, sentence) -> map.put((String) key, (String) sentence));
        return map;
    }

    private static Set<String> values(String sentence) {
        return Pattern.compile("\\{\\d|%(\\d\\$)?[sd]").matcher(sentence).results().map(r -> r.group())
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
