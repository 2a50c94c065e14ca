package org.preferencecenter.sms.control;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Properties;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

import org.preferencecenter.sms.entity.Keywords;
import org.preferencecenter.sms.entity.Meaning;

/** Reads the word lists that ship, {@code sms/keywords.properties}: data, so that a language is added without code. */
@ApplicationScoped
public class KeywordFile {

    private static final String FILE = "/sms/keywords.properties";
    private static final String SIGNS = "unclear.signs";

    /** All lists in one. */
    @Produces
    @Singleton
    public static Keywords shipped() {
        Properties lists = read();
        return new Keywords(Map.of(Meaning.STOP, words(lists, "stop."), Meaning.START, words(lists, "start."),
                Meaning.HELP, words(lists, "help.")), words(lists, "unclear."), of(lists, SIGNS), of(lists, "courtesy"),
                of(lists, "objects"), of(lists, "towards"));
    }

    /** What the file says, by key: {@code stop.fr}. */
    public static Properties read() {
        Properties lists = new Properties();
        try (Reader reader = new InputStreamReader(KeywordFile.class.getResourceAsStream(FILE), StandardCharsets.UTF_8)) {
            lists.load(reader);
        } catch (IOException e) {
            throw new UncheckedIOException("the keywords cannot be read", e);
        }
        return lists;
    }

    private static Collection<String> words(Properties lists, String beginning) {
        return lists.stringPropertyNames().stream().filter(key -> key.startsWith(beginning) && !key.equals(SIGNS)).sorted()
                .flatMap(key -> of(lists, key).stream()).toList();
    }

    private static List<String> of(Properties lists, String key) {
        return Arrays.stream(lists.getProperty(key).split(",")).map(String::strip).filter(word -> !word.isEmpty()).toList();
    }
}
