package org.preferencecenter.office.entity;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

import org.preferencecenter.catalog.entity.Flaw;
import org.preferencecenter.center.entity.Words;

/** The catalogue's own terms in a reader's words: bases, audiences, channels, countries, and what a flaw says of them. */
public final class CatalogWords {

    private final Words words;

    public CatalogWords(Words words) {
        this.words = words;
    }

    /** The sentence of a flaw: what, where, why, and how to mend it. */
    public String say(Flaw flaw) {
        List<Object> with = new ArrayList<>();
        with.add(flaw.where());
        flaw.details().forEach(detail -> with.add(plain(detail)));
        return words.say(flaw.rule().messageKey(), with.toArray());
    }

    /** A term, or several apart by commas, in words; what is no term stays as it is. */
    public String plain(String text) {
        return Arrays.stream(text.split(", ")).map(this::term).collect(Collectors.joining(", "));
    }

    private String term(String text) {
        if (words.phrases().containsKey("term." + text)) {
            return words.say("term." + text);
        }
        return text.matches("[A-Z]{2}") ? country(text) : text;
    }

    /** {@code France} for {@code FR}. */
    public String country(String code) {
        return new Locale("", code).getDisplayCountry(Locale.forLanguageTag(words.language()));
    }

    /** Countries by name, in the order of the language. */
    public String countries(Collection<String> codes) {
        return codes.stream().map(this::country).sorted(java.text.Collator.getInstance(Locale.forLanguageTag(words.language())))
                .collect(Collectors.joining(", "));
    }

    /** {@code Deutsch} for {@code de}: languages are told in themselves. */
    public static String language(String code) {
        Locale locale = Locale.forLanguageTag(code);
        return locale.getDisplayLanguage(locale);
    }
}
