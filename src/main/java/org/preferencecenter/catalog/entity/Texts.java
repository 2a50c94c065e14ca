package org.preferencecenter.catalog.entity;

import java.util.Comparator;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Which of several translations a reader gets. */
final class Texts {

    private Texts() {
    }

    /** Exact locale, then its language, then the fallback, then whatever there is; the text alone. */
    static Text pick(Map<String, Text> texts, String locale, String fallback) {
        return localized(texts, locale, fallback).text();
    }

    /** As above, with the locale it was found under; of several others the first by name, so that it is always the same. */
    static Localized localized(Map<String, Text> texts, String locale, String fallback) {
        return key(texts, locale, fallback).map(found -> new Localized(found, texts.get(found)))
                .orElseGet(() -> new Localized(fallback, new Text("", "")));
    }

    /** The locale of the translation a reader gets; nothing if there is none at all. */
    static Optional<String> key(Map<String, ?> texts, String locale, String fallback) {
        for (String wanted : new String[] {locale, Locale.forLanguageTag(locale).getLanguage(), fallback}) {
            if (texts.containsKey(wanted)) {
                return Optional.of(wanted);
            }
        }
        return texts.keySet().stream().min(Comparator.naturalOrder());
    }
}
