package org.preferencecenter.catalog.entity;

import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

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
        for (String wanted : new String[] {locale, Locale.forLanguageTag(locale).getLanguage(), fallback}) {
            Text text = texts.get(wanted);
            if (text != null) {
                return new Localized(wanted, text);
            }
        }
        return new TreeMap<>(texts).entrySet().stream().findFirst().map(e -> new Localized(e.getKey(), e.getValue()))
                .orElseGet(() -> new Localized(fallback, new Text("", "")));
    }
}
