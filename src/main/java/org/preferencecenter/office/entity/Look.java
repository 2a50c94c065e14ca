package org.preferencecenter.office.entity;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.preferencecenter.platform.entity.Locales;

/**
 * How a preview is looked at: part of the address and of the form, so that reloading and saving keep it.
 *
 * @param page     the code of a form, or empty for the preference page
 * @param language one of {@link Locales#SPOKEN}, or empty for the brand's own
 * @param wide     as on a desktop, else as on a telephone
 * @param dark     on dark paper
 */
public record Look(String page, String language, boolean wide, boolean dark) {

    /** @param field of the request, by name: what is missing or none of ours is as it is at first */
    public static Look of(UnaryOperator<String> field) {
        String page = String.valueOf(field.apply("look.page"));
        String language = String.valueOf(field.apply("look.language"));
        return new Look(page.matches("[a-z0-9-]{1,60}") && !page.equals("null") ? page : "", Locales.SPOKEN.contains(language) ? language : "",
                "wide".equals(field.apply("look.width")), "dark".equals(field.apply("look.paper")));
    }

    /** For an address, with {@code &} before each field; only what is not as it is at first. */
    public String query() {
        return Stream.of(page.isEmpty() ? "" : "&look.page=" + URLEncoder.encode(page, StandardCharsets.UTF_8),
                language.isEmpty() ? "" : "&look.language=" + language, wide ? "&look.width=wide" : "", dark ? "&look.paper=dark" : "")
                .collect(Collectors.joining());
    }
}
