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
    private static final List<String> FILES = List.of("center", "details", "signup", "ways");

    private final Map<String, Words> byLanguage = new HashMap<>();

    /** @throws IllegalStateException if a language has no sentences: the build is broken */
    public Phrasebook() {
        for (String language : Locales.SPOKEN) {
            byLanguage.put(language, read(language));
        }
    }

    /** @param language one of {@link Locales#SPOKEN} */
    public Words in(String language) {
        return byLanguage.get(language);
    }

    private static Words read(String language) {
        Map<String, String> phrases = new HashMap<>();
        for (String file : FILES) {
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
