package org.preferencecenter.catalog.entity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.preferencecenter.catalog.Samples.purpose;
import static org.preferencecenter.catalog.Samples.servicePurpose;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.preferencecenter.catalog.Samples;
import org.preferencecenter.catalog.entity.Flaw.Rule;
import org.preferencecenter.law.entity.Audience;
import org.preferencecenter.law.entity.Channel;
import org.preferencecenter.law.entity.LegalBasis;
import org.preferencecenter.law.entity.MessageNature;

class ReviewTest {

    private static List<Rule> rules(List<Flaw> flaws) {
        return flaws.stream().map(Flaw::rule).toList();
    }

    private static Brand brand(String code, String domain, String accent, String ink, String locale) {
        return new Brand(code, "Brand", domain, "hello@example.org", "1 street", accent, ink, locale);
    }

    @Test
    void what_is_complete_has_no_flaw() {
        assertEquals(List.of(), Review.of(Samples.brand()));
        Purpose consented = purpose().on(LegalBasis.CONSENT, Audience.CONSUMER, Basis.ANYWHERE);
        assertEquals(List.of(), Review.of(consented, Set.of(Audience.CONSUMER)));
        assertEquals(List.of(), Review.of(servicePurpose().classifiedBecause("access to the hall"), Set.of()));
        assertEquals(List.of(), Review.of(new Stream("letter", consented, null, Channel.EMAIL, false)));
    }

    @ParameterizedTest
    @CsvSource({ "Theatre, news.example.org, #7a1f3d, #ffffff, fr, CODE",
            "theatre, news_example, #7a1f3d, #ffffff, fr, MAIL_DOMAIN",
            "theatre, News.Example.org, #7a1f3d, #ffffff, fr, MAIL_DOMAIN",
            "theatre, localhost, #7a1f3d, #ffffff, fr, MAIL_DOMAIN",
            "theatre, news.example.org, purple, #ffffff, fr, COLOUR",
            "theatre, news.example.org, #777777, #ffffff, fr, CONTRAST",
            "theatre, news.example.org, #7a1f3d, #ffffff, no such tongue, LOCALE" })
    void a_brand_is_refused_for_its_flaw(String code, String domain, String accent, String ink, String locale, Rule flaw) {
        assertEquals(List.of(flaw), rules(Review.of(brand(code, domain, accent, ink, locale))));
    }

    @Test
    void every_flaw_is_told_not_only_the_first() {
        Brand broken = new Brand("", " ", "x", null, "", "#777777", "#ffffff", "fr");
        assertEquals(List.of(Rule.CODE, Rule.BLANK, Rule.BLANK, Rule.BLANK, Rule.MAIL_DOMAIN, Rule.CONTRAST),
                rules(Review.of(broken)));
    }

    @ParameterizedTest
    @ValueSource(strings = { "", "  " })
    void a_service_purpose_needs_the_reason_why_it_is_one(String why) {
        assertEquals(List.of(Rule.CLASSIFICATION), rules(Review.of(servicePurpose(), Set.of())));
        assertEquals(List.of(Rule.CLASSIFICATION), rules(Review.of(servicePurpose().classifiedBecause(why), Set.of())));
    }

    @Test
    void prospecting_needs_a_basis_for_each_audience_it_serves() {
        Purpose half = purpose().on(LegalBasis.CONSENT, Audience.CONSUMER, Basis.ANYWHERE);
        assertEquals(List.of("PROFESSIONAL"), Review.of(half, Set.of(Audience.CONSUMER, Audience.PROFESSIONAL)).stream()
                .filter(f -> f.rule() == Rule.BASIS_MISSING).flatMap(f -> f.details().stream()).toList());
        assertEquals(List.of(Rule.BASIS_MISSING), rules(Review.of(purpose(), Set.of())));
    }

    @Test
    void prospecting_never_rests_on_a_duty() {
        Purpose purpose = purpose().on(LegalBasis.LEGAL_OBLIGATION, Audience.CONSUMER, Basis.ANYWHERE);
        assertEquals(List.of(Rule.BASIS_UNFIT), rules(Review.of(purpose, Set.of(Audience.CONSUMER))));
    }

    @Test
    void words_are_needed_in_the_brands_own_language() {
        Purpose english = Samples.withId(13, new Purpose(Samples.brand(), "letter", MessageNature.PROSPECTING, 1))
                .over(Channel.EMAIL).called("en", "Letter", "News").on(LegalBasis.CONSENT, Audience.CONSUMER, "*");
        assertEquals(List.of(Rule.WORDS), rules(Review.of(english, Set.of(Audience.CONSUMER))));
        assertEquals(List.of(Rule.WORDS), rules(Review.of(purpose().topic("jazz", 3))));
        assertEquals(List.of(Rule.WORDS), rules(Review.ofNotice(purpose(), Map.of("en", "I agree"))));
        assertEquals(List.of(Rule.BLANK), rules(Review.ofNotice(purpose(), Map.of("fr", " "))));
    }

    @Test
    void a_stream_uses_a_channel_of_its_purpose_and_nothing_retired() {
        Purpose purpose = purpose();
        assertEquals(List.of(Rule.CHANNEL), rules(Review.of(new Stream("s", purpose, null, Channel.SMS, false))));
        assertEquals(List.of(Rule.CHANNEL), rules(Review.of(new Stream("s", purpose, null, Channel.ANY, false))));
        Topic jazz = Samples.withId(21, purpose.topic("jazz", 3));
        jazz.retire(Instant.EPOCH);
        assertEquals(List.of(Rule.RETIRED), rules(Review.of(new Stream("s", purpose, jazz, Channel.EMAIL, false))));
        assertEquals(List.of(Rule.UNKNOWN, Rule.CHANNEL), rules(Review.of(
                new Stream("s", servicePurpose(), Samples.withId(22, purpose.topic("folk", 1)), Channel.SMS, false))));
    }

    @ParameterizedTest
    @ValueSource(strings = { "fr", "en" })
    void every_flaw_has_its_sentence(String locale) throws IOException {
        Properties messages = new Properties();
        try (Reader reader = new InputStreamReader(
                getClass().getResourceAsStream("/messages/catalog_" + locale + ".properties"), StandardCharsets.UTF_8)) {
            messages.load(reader);
        }
        Set<String> expected = Arrays.stream(Rule.values()).map(Rule::messageKey).collect(Collectors.toSet());
        assertEquals(new TreeSet<>(expected), new TreeSet<>(messages.stringPropertyNames()));
        // A straight apostrophe would silence the placeholders after it (java.text.MessageFormat).
        messages.forEach((key, sentence) -> assertTrue(!sentence.toString().contains("'"), key + ": " + sentence));
    }
}
