package org.preferencecenter.center.entity;

import java.util.Locale;

import org.preferencecenter.catalog.entity.Localized;
import org.preferencecenter.platform.entity.Locales;

/**
 * How a page shows an admin's text that is not there in the page's language: marked for screen readers, set in its own
 * direction, with a word about it for everybody (RGAA 8.7, 8.10). All three are empty where the text is in the page's
 * language; a facelet leaves out an attribute whose value is empty.
 *
 * <pre>{@code <h2 lang="#{f.lang()}" dir="#{f.dir()}">#{title}</h2> <small class="foreign">#{f.note()}</small>}</pre>
 *
 * @param lang BCP 47, for the {@code lang} attribute of the element that holds the text
 * @param dir  {@code ltr} or {@code rtl}, for its {@code dir} attribute
 * @param note {@code (in French)}, in the page's language: outside that element
 */
public record Foreign(String lang, String dir, String note) {

    /** A text in the page's own language. */
    public static final Foreign NOT = new Foreign("", "", "");

    public static Foreign of(Localized text, Words words) {
        return of(text.locale(), words);
    }

    /** @param locale BCP 47, of the text shown; {@code en-GB} on an English page is not foreign */
    public static Foreign of(String locale, Words words) {
        String language = Locales.language(locale);
        if (language.isEmpty() || language.equals(words.language())) {
            return NOT;
        }
        String name = Locale.forLanguageTag(language).getDisplayLanguage(Locale.forLanguageTag(words.language()));
        return new Foreign(locale, Locales.direction(locale), words.say("in.language", name));
    }
}
