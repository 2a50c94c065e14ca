package org.preferencecenter.sms.control;

import java.net.URI;
import java.util.Locale;
import java.util.ResourceBundle;

import org.preferencecenter.catalog.entity.Brand;
import org.preferencecenter.platform.entity.Locales;
import org.preferencecenter.sms.entity.Gsm;

/** The few sentences we text, each as short as it can be sent. */
public final class Replies {

    /** Longer names are cut: a code must arrive in one piece. */
    private static final int LONGEST_NAME = 40;

    private Replies() {
    }

    /** A code to type in. @param locale of the page, or null */
    public static String code(Brand brand, String code, String locale) {
        return say("code", brand, locale, code);
    }

    static String stopped(Brand brand, String locale, boolean everyBrand) {
        return say(everyBrand ? "stopped.every" : "stopped", brand, locale);
    }

    static String started(Brand brand, String locale) {
        return say("started", brand, locale);
    }

    static String signUp(Brand brand, String locale, URI common) {
        return say("signup", brand, locale, brand.url(common));
    }

    static String help(Brand brand, String locale) {
        return say("help", brand, locale, brand.contactEmail());
    }

    static String unclear(Brand brand, String locale) {
        return say("unclear", brand, locale);
    }

    private static String say(String key, Brand brand, String locale, Object... more) {
        String language = Locales.choose(locale, null, null, brand.defaultLocale());
        Object[] parts = new Object[more.length + 1];
        parts[0] = brand.name().length() <= LONGEST_NAME ? brand.name() : brand.name().substring(0, LONGEST_NAME).strip();
        System.arraycopy(more, 0, parts, 1, more.length);
        ResourceBundle words = ResourceBundle.getBundle("messages.sms", Locale.forLanguageTag(language));
        return Gsm.fit(words.getString(key).formatted(parts));
    }
}
