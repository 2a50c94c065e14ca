package org.preferencecenter.catalog.entity;

/**
 * A brand's words in the language they are there in, which is not always the one asked for (RGAA 8.7).
 *
 * @param locale BCP 47, of this text
 */
public record Spoken(String locale, BrandText text) {
}
