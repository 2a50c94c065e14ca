package org.preferencecenter.catalog.entity;

/**
 * An admin's text in the language it is there in, which is not always the one asked for: a page says so and marks it for
 * screen readers (RGAA 8.7).
 *
 * @param locale BCP 47, of this text
 */
public record Localized(String locale, Text text) {

    public String title() {
        return text.title();
    }

    public String about() {
        return text.about();
    }
}
