package org.preferencecenter.platform.entity;

import java.util.Enumeration;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Which language somebody gets: asked for, else remembered, else the browser's, else the brand's; and how it is written. */
public final class Locales {

    /** Languages the public pages and their messages speak, in the order of the language switch. */
    public static final List<String> SPOKEN = List.of("fr", "en", "de", "es", "it", "nl", "pt", "pl", "ar");
    /** Languages of the back office, the rules page, the API's sentences and the demo's own texts. */
    public static final List<String> OFFICE = List.of("fr", "en");
    /** Languages and scripts written from right to left: admins' texts may be in any. */
    private static final Set<String> RIGHT_TO_LEFT = Set.of("ar", "arc", "ckb", "dv", "fa", "he", "iw", "ks", "ps", "sd",
            "syr", "ug", "ur", "yi", "ji", "Arab", "Hebr", "Syrc", "Thaa");

    private Locales() {
    }

    /**
     * For a public page or a message of ours.
     *
     * @param asked      explicit wish ({@code ?l=}), or null
     * @param remembered the recipient's stored language, or null
     * @param browser    what the browser accepts, best first, or null
     * @param fallback   the brand's language
     * @return a language of {@link #SPOKEN}
     */
    public static String choose(String asked, String remembered, Enumeration<Locale> browser, String fallback) {
        return choose(asked, remembered, browser, fallback, SPOKEN);
    }

    /**
     * As above, for a room that speaks fewer languages. A wish for {@code pt-BR} is met by {@code pt} (RFC 4647 §3.4,
     * look-up); one for a language not spoken gives way to the next wish.
     *
     * @param spoken the languages to choose from, the one for want of any other first
     */
    public static String choose(String asked, String remembered, Enumeration<Locale> browser, String fallback,
            List<String> spoken) {
        for (String tag : new String[] {asked, remembered}) {
            if (spoken.contains(language(tag))) {
                return language(tag);
            }
        }
        while (browser != null && browser.hasMoreElements()) {
            String language = browser.nextElement().getLanguage();
            if (spoken.contains(language)) {
                return language;
            }
        }
        return spoken.contains(language(fallback)) ? language(fallback) : spoken.get(0);
    }

    /** {@code rtl} for a language written from right to left, else {@code ltr}: the values of HTML's {@code dir}. */
    public static String direction(String tag) {
        Locale locale = Locale.forLanguageTag(tag);
        return RIGHT_TO_LEFT.contains(locale.getScript().isEmpty() ? locale.getLanguage() : locale.getScript()) ? "rtl" : "ltr";
    }

    /** The language of a tag, {@code en} of {@code en-GB}; empty for none. */
    public static String language(String tag) {
        return tag == null ? "" : Locale.forLanguageTag(tag).getLanguage();
    }
}
