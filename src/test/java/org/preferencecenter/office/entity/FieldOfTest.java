package org.preferencecenter.office.entity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Set;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.preferencecenter.catalog.Samples;
import org.preferencecenter.catalog.entity.Brand;
import org.preferencecenter.catalog.entity.BrandText;
import org.preferencecenter.catalog.entity.CaptureMode;
import org.preferencecenter.catalog.entity.CollectionPoint;
import org.preferencecenter.catalog.entity.CollectionPoint.Kind;
import org.preferencecenter.catalog.entity.Flaw;
import org.preferencecenter.catalog.entity.FormReview;
import org.preferencecenter.catalog.entity.Review;
import org.preferencecenter.catalog.entity.SignUpForm;

/** Each flaw is said beside the field it is about. */
class FieldOfTest {

    private static Brand brand() {
        return new Brand("theatre", "Théâtre", "news.example.org", "a@example.org", "1 quai", "#7a1f3d", "#ffffff", "fr");
    }

    private static List<String> fields(Brand brand, String privacy) {
        return Review.of(brand).stream().map(flaw -> FieldOf.brand(flaw, privacy)).toList();
    }

    @Test
    void every_flaw_a_brand_can_have_finds_its_field() {
        assertEquals(List.of("code"), Review.of(new Brand("No", "T", "news.example.org", "a@b.c", "1", "#7a1f3d", "#ffffff", "fr"))
                .stream().map(flaw -> FieldOf.brand(flaw, "")).toList());
        assertEquals(List.of("name"), fields(brand().named(""), ""));
        assertEquals(List.of("contactEmail", "postalAddress"), fields(brand().reachedAt("", ""), ""));
        assertEquals(List.of("mailDomain"), fields(brand().mailingFrom("x"), ""));
        assertEquals(List.of("defaultLocale"), fields(brand().speaking("?"), ""));
        assertEquals(List.of("accent"), fields(brand().coloured("#dddddd", "#ffffff"), ""));
        assertEquals(List.of("accent"), fields(brand().coloured("red", "#ffffff"), ""));
        assertEquals(List.of("host"), fields(brand().at("no_host"), ""));
        assertEquals(List.of("privacyUrl", "homeUrl"), fields(brand().linking("http://a.example", "http://b.example"), "http://b.example"));
        assertEquals(List.of("dpoName"), fields(brand().answering(null, "dpo@example.org"), ""));
        assertEquals(List.of("dpoContact"), fields(brand().answering("Ada", null), ""));
        assertEquals(List.of("heading-en"), fields(brand().saying("en", new BrandText("x".repeat(81), null, null, null)), ""));
    }

    @ParameterizedTest
    @CsvSource({"CODE, code", "CODE_TAKEN, code", "CHANNEL, channel", "RATE, perMonth", "UNKNOWN, about", "RETIRED, about"})
    void every_flaw_a_stream_can_have_finds_its_field(Flaw.Rule rule, String field) {
        assertEquals(field, FieldOf.stream(rule.in("letter")));
    }

    private static List<String> fields(SignUpForm form) {
        CollectionPoint point = new CollectionPoint(Samples.brand(), "form", Kind.FORM, CaptureMode.ACTIVE_OPT_OUT);
        return FormReview.of(point.asking(Samples.purpose()), form).stream().map(FieldOf::point).toList();
    }

    @Test
    void a_form_that_was_stored_is_read_back_from_its_own_fields() {
        Map<String, String> typed = Map.of("presentation", "DROPDOWN", "mandatory", "yes", "refusalBox", "", "audience",
                "PROFESSIONAL", "country", "fr", "sites", "https://a.example\nhttps://b.example", "asks-SMS", "yes", "title-fr", "T",
                "intro-fr", "I", "thanks-fr", "");
        SignUpForm form = PointForm.read(field -> typed.getOrDefault(field, ""));
        assertEquals("FR", form.country());
        SignUpForm again = PointForm.read(field -> PointForm.field(form, field));
        assertEquals(form.asks(), again.asks());
        assertEquals(form.sites(), again.sites());
        assertEquals("T", again.texts().get("fr").title());
        assertEquals(List.of(form.presentation(), form.audience(), form.mandatory(), form.refusalBox()),
                List.of(again.presentation(), again.audience(), again.mandatory(), again.refusalBox()));
    }

    @Test
    void every_flaw_a_form_can_have_finds_its_field() {
        Map<String, String> typed = Map.of("mandatory", "yes", "country", "france", "sites", "http://a.example *",
                "asks-PHONE", "yes", "title-en", "Hello");
        SignUpForm wrong = PointForm.read(field -> typed.getOrDefault(field, ""));
        assertTrue(fields(wrong).containsAll(Set.of("mandatory", "mode", "country", "sites", "asks-PHONE", "title-fr", "title-en")),
                fields(wrong).toString());
        assertEquals(List.of("script-fr"), List.of(FieldOf.script(Flaw.Rule.SCRIPT.in("desk", "fr", 20, 4000))));
        assertEquals("", FieldOf.point(Flaw.Rule.UNKNOWN.in("form", 3)));
    }
}
