package org.preferencecenter.center.control;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;

import jakarta.inject.Singleton;

import org.preferencecenter.center.entity.Words;
import org.preferencecenter.platform.entity.Locales;

/** Fetches the sentences of the public pages, once, for every language spoken. */
@Singleton
public class Phrasebook {

    /** One file a subject; no key stands in two. */
    private static final List<String> FILES = List.of("center", "data", "details", "receipt", "signup", "ways");

    private final Map<String, Words> byLanguage = new HashMap<>();

    /** @throws IllegalStateException if a language has no sentences: the build is broken */
    public Phrasebook() {
        for (String language : Locales.SPOKEN) {
            byLanguage.put(language, read(language, FILES));
        }
    }

    /** @param language one of {@link Locales#SPOKEN} */
    public Words in(String language) {
        return byLanguage.get(language);
    }

    /**
     * The sentences of some files in one language.
     *
     * @throws IllegalStateException if a file is missing, or a key stands in two of them: the build is broken
     */
    public static Words read(String language, List<String> files) {
        Map<String, String> phrases = new HashMap<>();
        for (String file : files) {
            sentences("/messages/" + file + "_" + language + ".properties").forEach((key, phrase) -> {
                if (phrases.put((String) key, (String) phrase) != null) {
                    throw new IllegalStateException("two sentences '" + key + "' in " + language);
                }
            });
        }
        return new Words(language, Map.copyOf(phrases));
    }

    private static Properties sentences(String name) {
        try (InputStream file = Phrasebook.class.getResourceAsStream(name)) {
            if (file == null) {
                throw new IllegalStateException("no sentences in " + name);
            }
            Properties sentences = new Properties();
            sentences.load(new InputStreamReader(file, StandardCharsets.UTF_8));
            return sentences;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
