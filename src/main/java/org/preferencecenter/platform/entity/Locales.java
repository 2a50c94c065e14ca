package org.preferencecenter.platform.entity;

import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.Enumeration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Which language somebody gets: asked for, else remembered, else the browser's, else the brand's; and how it is written. */
public final class Locales {

    /** Languages the public pages and their messages speak, in the order of the language switch. */
    public static final List<String> SPOKEN = List.of("fr", "en", "de", "es", "it", "nl", "pt", "pl", "ar");
    /** Languages of the back office, the rules page, the API's sentences and the demo's own texts. */
    public static final List<String> OFFICE = List.of("fr", "en");
    /** Languages and scripts written from right to left: admins' texts may be in any. */
    private static final Set<String> RIGHT_TO_LEFT = Set.of("ar", "arc", "ckb", "dv", "fa", "he", "iw", "ks", "ps", "sd",
            "syr", "ug", "ur", "yi", "ji", "Arab", "Hebr", "Syrc", "Thaa");

    /** Asked for many times a page. */
    private static final Map<String, Locale> FORMATS = SPOKEN.stream().collect(Collectors.toUnmodifiableMap(
            language -> language, language -> Locale.forLanguageTag(language.equals("ar") ? "ar-u-nu-latn" : language)));
    private static final Map<String, String> DIRECTIONS = SPOKEN.stream().collect(Collectors.toUnmodifiableMap(
            language -> language, Locales::written));
    private static final Map<String, DateTimeFormatter> DAYS = SPOKEN.stream().collect(Collectors.toUnmodifiableMap(
            language -> language, Locales::days));
    /** The first of a month, where a language writes it otherwise than the other days; its locale data does not know. */
    private static final Map<String, String> FIRST_DAY = Map.of("fr", "1er ", "it", "1º ");

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
        String known = DIRECTIONS.get(tag);
        return known != null ? known : written(tag);
    }

    private static String written(String tag) {
        Locale locale = Locale.forLanguageTag(tag);
        return RIGHT_TO_LEFT.contains(locale.getScript().isEmpty() ? locale.getLanguage() : locale.getScript()) ? "rtl" : "ltr";
    }

    /** For numbers and dates. Arabic is set with the digits 0 to 9 in both: they are read from Rabat to Baghdad. */
    public static Locale of(String language) {
        Locale format = FORMATS.get(language);
        return format != null ? format : Locale.forLanguageTag(language);
    }

    /** A day as people write it: {@code 14 mars 2026}, and {@code 1er mars} as French wants it. */
    public static String day(LocalDate day, String language) {
        DateTimeFormatter days = DAYS.get(language);
        String text = (days != null ? days : days(language)).format(day);
        return day.getDayOfMonth() == 1 && FIRST_DAY.containsKey(language)
                ? text.replaceFirst("^1 ", FIRST_DAY.get(language)) : text;
    }

    private static DateTimeFormatter days(String language) {
        return DateTimeFormatter.ofLocalizedDate(FormatStyle.LONG).withLocale(of(language));
    }

    /** The language of a tag, {@code en} of {@code en-GB}; empty for none. */
    public static String language(String tag) {
        return tag == null ? "" : DIRECTIONS.containsKey(tag) ? tag : Locale.forLanguageTag(tag).getLanguage();
    }
}
