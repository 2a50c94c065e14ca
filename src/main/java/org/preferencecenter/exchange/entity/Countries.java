package org.preferencecenter.exchange.entity;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Countries and languages as files write them: by their codes, or by name in French or English. */
final class Countries {

    private static final Map<String, String> CODES = codes();
    private static final Pattern TAG = Pattern.compile("[a-zA-Z]{2,3}([-_][a-zA-Z]{4})?([-_]([a-zA-Z]{2}|\\d{3}))?");

    private Countries() {
    }

    private static Map<String, String> codes() {
        Map<String, String> codes = new HashMap<>();
        for (String code : Locale.getISOCountries()) {
            Locale country = new Locale.Builder().setRegion(code).build();
            codes.put(Profile.plain(code), code);
            codes.put(Profile.plain(country.getISO3Country()), code);
            for (Locale language : List.of(Locale.FRENCH, Locale.ENGLISH)) {
                codes.put(Profile.plain(country.getDisplayCountry(language)), code);
            }
        }
        codes.put("uk", "GB");
        codes.put("usa", "US");
        return Map.copyOf(codes);
    }

    /** ISO 3166-1 alpha-2. */
    static Optional<String> code(String text) {
        return Optional.ofNullable(CODES.get(Profile.plain(text)));
    }

    /** BCP 47; null for what is no tag: a language that is not understood is one that is not known. */
    static String locale(String text) {
        if (text == null || !TAG.matcher(text).matches()) {
            return null;
        }
        String tag = Locale.forLanguageTag(text.replace('_', '-')).toLanguageTag();
        return tag.startsWith("und") ? null : tag;
    }
}
