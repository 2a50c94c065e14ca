package org.preferencecenter.mail.control;

import java.util.Collections;
import java.util.Locale;
import java.util.ResourceBundle;
import java.util.stream.Collectors;

import org.preferencecenter.mail.entity.Phrases;

/** Fetches the sentences of our letters. */
public final class MailWords {

    private MailWords() {
    }

    /** @param language one of {@link org.preferencecenter.platform.entity.Locales#SPOKEN} */
    public static Phrases in(String language) {
        // No fallback to the server's own language: it is nobody's here.
        ResourceBundle words = ResourceBundle.getBundle("messages.mail", Locale.forLanguageTag(language),
                ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES));
        return new Phrases(language, Collections.list(words.getKeys()).stream()
                .collect(Collectors.toUnmodifiableMap(key -> key, words::getString)));
    }
}
