package org.preferencecenter.catalog.entity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.preferencecenter.catalog.Samples.purpose;
import static org.preferencecenter.catalog.Samples.servicePurpose;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.preferencecenter.catalog.Samples;
import org.preferencecenter.catalog.SmallBook;
import org.preferencecenter.catalog.entity.Flaw.Rule;
import org.preferencecenter.law.entity.Audience;
import org.preferencecenter.law.entity.LegalBasis;

/** What must hold of a whole purpose before it is published, and of a wording before it takes the place of another. */
class PublicationTest {

    private static final LocalDate TODAY = LocalDate.of(2026, 11, 22);

    private static List<Rule> rules(List<Flaw> flaws) {
        return flaws.stream().map(Flaw::rule).toList();
    }

    private static List<Rule> complete(Purpose purpose, List<Notice> notices, CollectionPoint... points) {
        return rules(Review.complete(purpose, notices, List.of(points), SmallBook.book(), TODAY));
    }

    private static List<Notice> notices(Purpose purpose, String... locales) {
        return Arrays.stream(locales).map(locale -> new Notice(purpose, 1, locale, "I agree", Instant.EPOCH)).toList();
    }

    private static Purpose consented() {
        return purpose().on(LegalBasis.CONSENT, Audience.CONSUMER, Basis.ANYWHERE);
    }

    private static CollectionPoint point(CaptureMode mode) {
        return Samples.withId(3, new CollectionPoint(Samples.brand(), "form", CollectionPoint.Kind.FORM, mode));
    }

    @Test
    void what_is_complete_may_be_published() {
        Purpose purpose = consented();
        assertEquals(List.of(), complete(purpose, notices(purpose, "fr"), point(CaptureMode.ACTIVE_OPT_IN)));
    }

    @ParameterizedTest
    @CsvSource({ "fr en, ''", "fr, NOTICE_MISSING", "en, NOTICE_MISSING", "fr-FR en, NOTICE_MISSING" })
    void the_notice_is_there_in_the_brands_language_and_in_every_one_the_purpose_speaks(String locales, String flaw) {
        Purpose purpose = consented().called("en", "Letter", "News");
        assertEquals(flaw, String.join(" ", complete(purpose, notices(purpose, locales.split(" "))).stream()
                .map(Enum::name).toList()));
    }

    @ParameterizedTest
    @CsvSource({ "LEGITIMATE_INTEREST, PROFESSIONAL, ''   , ''       , FUNCTION_MISSING",
            "LEGITIMATE_INTEREST, PROFESSIONAL, press, ''       , ''", "LEGITIMATE_INTEREST, ORGANISATION, '', ''    , ''",
            "SOFT_OPT_IN        , CONSUMER    , press, ''       , FAMILY_MISSING",
            "SOFT_OPT_IN        , CONSUMER    , ''   , spectacle, ''", "CONSENT, PROFESSIONAL, '', '', ''" })
    void an_opt_out_regime_says_to_whom_and_to_what_it_relates(LegalBasis basis, Audience audience, String functions,
            String families, String flaw) {
        Purpose purpose = purpose().on(basis, audience, "FR").forFunctions(functions).about(families);
        assertEquals(flaw, String.join(" ", complete(purpose, notices(purpose, "fr")).stream().map(Enum::name).toList()));
    }

    @ParameterizedTest
    @CsvSource({ "'', CLASSIFICATION_THIN", "service, CLASSIFICATION_THIN", "it is so and no more, ''",
            "aaaaaaaaaaaaaaaaaaaaaaaa, CLASSIFICATION_THIN", "Tickets and access to the hall; no offer., ''" })
    void a_service_is_explained_in_a_sentence(String why, String flaw) {
        Purpose purpose = servicePurpose().classifiedBecause(why);
        assertEquals(flaw, String.join(" ", complete(purpose, notices(purpose, "fr")).stream().map(Enum::name).toList()));
    }

    @ParameterizedTest
    @CsvSource({ "CONSENT, CONSUMER, ACTIVE_OPT_IN", "SOFT_OPT_IN, CONSUMER, ACTIVE_OPT_IN ACTIVE_OPT_OUT",
            "LEGITIMATE_INTEREST, PROFESSIONAL, ACTIVE_OPT_IN ACTIVE_OPT_OUT",
            "LEGITIMATE_INTEREST, ORGANISATION, ACTIVE_OPT_IN ACTIVE_OPT_OUT PASSIVE_OPT_OUT",
            "CONSENT, ORGANISATION, ACTIVE_OPT_IN" })
    void the_way_people_are_asked_fits_what_it_stands_on(LegalBasis basis, Audience audience, String fitting) {
        Purpose purpose = purpose().on(basis, audience, "FR").forFunctions("press").about("spectacle");
        for (CaptureMode mode : CaptureMode.values()) {
            List<Rule> expected = Arrays.asList(fitting.split(" ")).contains(mode.name()) ? List.of() : List.of(Rule.CAPTURE);
            assertEquals(expected, complete(purpose, notices(purpose, "fr"), point(mode)), mode.name());
            assertEquals(expected, rules(Review.of(point(mode).asking(purpose))), mode.name());
        }
    }

    @Test
    void a_box_that_is_ticked_before_is_refused_with_what_would_do() {
        Flaw flaw = Review.of(point(CaptureMode.PASSIVE_OPT_IN).asking(consented())).get(0);
        assertEquals(List.of("PASSIVE_OPT_IN", "letter", "CONSUMER", "CONSENT", "ACTIVE_OPT_IN"), flaw.details());
    }

    @Test
    void a_point_asks_for_its_own_brand_and_for_nothing_retired() {
        Brand other = Samples.withId(8, new Brand("other", "Other", "o.example.org", "a@example.org", "1 street", "#000000",
                "#ffffff", "fr"));
        CollectionPoint elsewhere = Samples.withId(4, new CollectionPoint(other, "desk", CollectionPoint.Kind.DESK,
                CaptureMode.ACTIVE_OPT_IN));
        assertEquals(List.of(Rule.UNKNOWN), rules(Asking.review(elsewhere, consented())));
        Purpose retired = consented();
        retired.retire(Instant.EPOCH);
        assertEquals(List.of(Rule.RETIRED), rules(Asking.review(point(CaptureMode.ACTIVE_OPT_IN), retired)));
        assertEquals(List.of(Rule.RETIRED), complete(retired, notices(retired, "fr")));
    }

    @Test
    void everything_wrong_is_told_at_once() {
        Purpose purpose = purpose().on(LegalBasis.LEGITIMATE_INTEREST, Audience.PROFESSIONAL, "DE")
                .on(LegalBasis.SOFT_OPT_IN, Audience.CONSUMER, "FR");
        assertEquals(List.of(Rule.NOTICE_MISSING, Rule.FUNCTION_MISSING, Rule.FAMILY_MISSING, Rule.UNLAWFUL, Rule.CAPTURE,
                Rule.CAPTURE), complete(purpose, List.of(), point(CaptureMode.PASSIVE_OPT_IN)));
    }

    @ParameterizedTest
    @CsvSource({ "France", "fr", "''", "F1" })
    void a_country_is_two_capital_letters(String code) {
        assertEquals(List.of(Rule.JURISDICTION), rules(Review.of(consented().serving(code), Set.of(Audience.CONSUMER))));
        assertEquals(List.of(Rule.JURISDICTION), rules(Review.of(purpose().on(LegalBasis.CONSENT, Audience.CONSUMER, code),
                Set.of(Audience.CONSUMER))));
    }

    @ParameterizedTest
    @CsvSource({
            // current, new, covers, flaws
            "''          , fr=a     ,       , ''", "fr=a        , fr=a     ,       , ''",
            "fr=a        , fr=b     ,       , COVERAGE_UNANSWERED", "fr=a        , fr=b     , true  , ''",
            "fr=a        , fr=b     , false , ''", "fr=a        , fr=a en=b,       , ''",
            "fr=a en=c   , fr=b en=d,       , COVERAGE_UNANSWERED COVERAGE_UNANSWERED",
            "fr=a en=c   , fr=b     , true  , ''", "fr=a en=c   , fr=b     , false , NOTICE_MISSING",
            "fr=a en=c   , fr=b en=c, false , ''", "fr=a en=c   , fr=a     , false , ''" })
    void a_wording_that_changes_asks_whether_it_says_something_new(String current, String next, Boolean covers, String flaws) {
        assertEquals(flaws, String.join(" ", Review.ofChange(purpose(), wordings(current), wordings(next), covers).stream()
                .map(flaw -> flaw.rule().name()).toList()));
    }

    @Test
    void the_question_shows_both_wordings() {
        assertEquals(List.of("fr", "a", "b"), Review.ofChange(purpose(), Map.of("fr", "a"), Map.of("fr", "b"), null)
                .get(0).details());
    }

    private static Map<String, String> wordings(String text) {
        Map<String, String> wordings = new TreeMap<>();
        Arrays.stream(text.split(" ")).filter(t -> !t.isEmpty()).forEach(t -> wordings.put(t.substring(0, 2), t.substring(3)));
        return wordings;
    }
}
