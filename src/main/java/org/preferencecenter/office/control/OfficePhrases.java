package org.preferencecenter.office.control;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

import jakarta.inject.Singleton;

import org.preferencecenter.center.control.Phrasebook;
import org.preferencecenter.center.entity.Words;
import org.preferencecenter.platform.entity.Locales;

/** The sentences of the office, in French and in English. */
@Singleton
public class OfficePhrases {

    /** One file a subject; no key stands in two. */
    private static final List<String> FILES = List.of(
            "office",
            "catalog",
            "office_catalog",
            "office_setup",
            "office_people",
            "office_numbers",
            "office_access",
            "office_exchange",
            "office_returns",
            "office_relay",
            "office_rights",
            "office_evidence",
            "office_log",
            "office_retention");

    private final Map<String, Words> byLanguage = Locales.OFFICE.stream()
            .collect(Collectors.toUnmodifiableMap(Function.identity(), language -> Phrasebook.read(language, FILES)));

    /** @param language one of {@link Locales#OFFICE} */
    public Words in(String language) {
        return byLanguage.get(language);
    }
}
