package org.preferencecenter.catalog.entity;

import java.util.Locale;
import java.util.Map;

/** Which of several translations a reader gets. */
final class Texts {

    private Texts() {
    }

    /** Exact locale, then its language, then the fallback, then whatever there is. */
    static Text pick(Map<String, Text> texts, String locale, String fallback) {
        Text text = texts.get(locale);
        if (text == null) {
            text = texts.get(Locale.forLanguageTag(locale).getLanguage());
        }
        if (text == null) {
            text = texts.get(fallback);
        }
        return text != null ? text : texts.values().stream().findFirst().orElseGet(() -> new Text("", ""));
    }
}
