package org.preferencecenter.mail.control;

import java.util.Collections;
import java.util.Locale;
import java.util.ResourceBundle;
import java.util.stream.Collectors;

import org.preferencecenter.mail.entity.Phrases;

/** Fetches the sentences of letters to those who work in the office. */
public final class StaffWords {

    private StaffWords() {
    }

    /** @param language one of {@link org.preferencecenter.platform.entity.Locales#OFFICE} */
    public static Phrases in(String language) {
        // No fallback to the server's own language: it is nobody's here.
        ResourceBundle words = ResourceBundle.getBundle("messages.staff", Locale.forLanguageTag(language),
                ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES));
        return new Phrases(language, Collections.list(words.getKeys()).stream()
                .collect(Collectors.toUnmodifiableMap(key -> key, words::getString)));
    }
}
