package org.preferencecenter.catalog.entity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.preferencecenter.catalog.Samples;

class BrandReviewTest {

    private static List<Flaw.Rule> flaws(Brand brand) {
        return Review.of(brand).stream().map(Flaw::rule).toList();
    }

    @ParameterizedTest
    @CsvSource({"preferences.example.com, true", "librairie.localhost, true", "Preferences.Example.com, true", "localhost, false",
        "192.0.2.7, false", "example.com:8443, false", "https://example.com, false", "exa mple.com, false", "-a.example, false",
        "a..example, false", "'', false"})
    void a_host_is_a_name_people_can_open(String host, boolean good) {
        assertEquals(good ? List.of() : List.of(Flaw.Rule.HOST), flaws(Samples.brand().at(host)));
    }

    @ParameterizedTest
    @CsvSource({"https://www.example.com/privacy, true", "http://www.example.com, false", "javascript:alert(1), false",
        "//example.com, false", "https://, false", "https://bank.example@evil.example, false", "https://exa mple.com, false"})
    void links_are_https(String url, boolean good) {
        assertEquals(good ? List.of() : List.of(Flaw.Rule.ADDRESS), flaws(Samples.brand().linking(url, null)));
        assertEquals(good ? List.of() : List.of(Flaw.Rule.ADDRESS), flaws(Samples.brand().linking(null, url)));
    }

    @ParameterizedTest
    @CsvSource({"Ada, dpo@example.com, true", "Ada, https://example.com/dpo, true", "Ada, , false", ", dpo@example.com, false",
        "' ', dpo@example.com, false", "Ada, http://example.com, false", "Ada, dpo, false", "Ada, a@b.example?subject=x, false"})
    void who_answers_has_a_name_and_a_way(String name, String contact, boolean good) {
        assertEquals(good ? List.of() : List.of(Flaw.Rule.CONTACT), flaws(Samples.brand().answering(name, contact)));
    }

    @Test
    void its_words_are_short_plain_and_in_a_language() {
        assertEquals(List.of(), flaws(Samples.brand().saying("fr", new BrandText("Bonjour", null, " ", null))));
        assertEquals(List.of(Flaw.Rule.BRAND_TEXT), flaws(Samples.brand().saying("fr", new BrandText(null, "", " ", null))));
        assertEquals(List.of(Flaw.Rule.BRAND_TEXT), flaws(Samples.brand().saying("fr", new BrandText("<b>x</b>", null, null, null))));
        assertEquals(List.of(Flaw.Rule.BRAND_TEXT),
                flaws(Samples.brand().saying("fr", new BrandText("x".repeat(81), null, null, null))));
        assertEquals(List.of(Flaw.Rule.LOCALE), flaws(Samples.brand().saying("en_GB!", new BrandText("Hi", null, null, null))));
    }

    @Test
    void a_host_is_one_brands_and_never_the_common_one() {
        Brand other = Samples.withId(8, new Brand("cinema", "Cinéma", "c.example.org", "c@example.org", "2 quai",
                "#123456", "#ffffff", "fr")).at("cinema.example");
        Brand brand = Samples.brand().at("Cinema.example");
        assertEquals(List.of(Flaw.Rule.HOST_TAKEN), BrandReview.host(brand, List.of(other), "").stream().map(Flaw::rule).toList());
        assertEquals(List.of(), BrandReview.host(brand, List.of(brand), "other.example"));
        assertEquals(List.of(Flaw.Rule.HOST_TAKEN),
                BrandReview.host(brand, List.of(), "cinema.example").stream().map(Flaw::rule).toList());
    }

    @ParameterizedTest
    @CsvSource({"https://p.example, https://own.example", "https://p.example:8443, https://own.example:8443",
        "http://localhost:8080, http://own.example:8080"})
    void its_pages_lie_under_its_own_host(String common, String own) {
        assertEquals(own, Samples.brand().at("own.example").url(URI.create(common)).toString());
        assertEquals(common, Samples.brand().url(URI.create(common)).toString());
    }

    @Test
    void a_reader_gets_its_words_in_the_language_they_are_in() {
        Brand brand = Samples.brand().saying("fr", new BrandText("Bonjour", null, null, null));
        assertEquals("fr", brand.in("de-AT").orElseThrow().locale());
        brand.saying("de", new BrandText("Guten Tag", null, null, null));
        assertEquals("de", brand.in("de-AT").orElseThrow().locale());
        assertTrue(brand.welcomes());
        assertTrue(Samples.brand().in("fr").isEmpty());
    }
}
