package org.preferencecenter.platform.entity;

import java.util.Enumeration;
import java.util.List;
import java.util.Locale;

/** Which language somebody gets: asked for, else remembered, else the browser's, else the brand's. */
public final class Locales {

    /** Languages the public pages speak. */
    public static final List<String> SPOKEN = List.of("fr", "en");

    private Locales() {
    }

    /**
     * @param asked      explicit wish ({@code ?l=}), or null
     * @param remembered the recipient's stored language, or null
     * @param browser    what the browser accepts, best first, or null
     * @param fallback   the brand's language
     * @return a language of {@link #SPOKEN}
     */
    public static String choose(String asked, String remembered, Enumeration<Locale> browser, String fallback) {
        if (spoken(asked) != null) {
            return spoken(asked);
        }
        if (spoken(remembered) != null) {
            return spoken(remembered);
        }
        while (browser != null && browser.hasMoreElements()) {
            String language = spoken(browser.nextElement().getLanguage());
            if (language != null) {
                return language;
            }
        }
        return spoken(fallback) != null ? spoken(fallback) : SPOKEN.get(0);
    }

    private static String spoken(String tag) {
        if (tag == null) {
            return null;
        }
        String language = Locale.forLanguageTag(tag).getLanguage();
        return SPOKEN.contains(language) ? language : null;
    }
}
