package org.preferencecenter.catalog.entity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.preferencecenter.catalog.Samples;
import org.preferencecenter.catalog.entity.CollectionPoint.Kind;
import org.preferencecenter.catalog.entity.Flaw.Rule;
import org.preferencecenter.catalog.entity.SignUpForm.Presentation;
import org.preferencecenter.law.entity.Audience;
import org.preferencecenter.law.entity.Channel;
import org.preferencecenter.law.entity.LegalBasis;

class FormReviewTest {

    private static final Map<String, FormText> TEXTS = Map.of("fr", new FormText("Bonjour", "Cochez", ""));

    private final Purpose letter = Samples.purpose().on(LegalBasis.CONSENT, Audience.CONSUMER, Basis.ANYWHERE);
    private final Purpose offers = Samples.purpose().on(LegalBasis.SOFT_OPT_IN, Audience.CONSUMER, Basis.ANYWHERE)
            .on(LegalBasis.CONSENT, Audience.CONSUMER, "CH");
    private final Purpose calls = new Purpose(Samples.brand(), "calls", org.preferencecenter.law.entity.MessageNature.PROSPECTING, 2)
            .over(Channel.PHONE).on(LegalBasis.CONSENT, Audience.CONSUMER, Basis.ANYWHERE);

    private static CollectionPoint point(CaptureMode mode, Purpose... asked) {
        return new CollectionPoint(Samples.brand(), "form", Kind.FORM, mode).asking(asked);
    }

    private static SignUpForm form(Presentation presentation, boolean mandatory, boolean refusal, String country, Set<Channel> asks,
            String... sites) {
        return new SignUpForm(presentation, mandatory, refusal, Audience.CONSUMER, country, asks, Set.of(sites), TEXTS);
    }

    private static SignUpForm boxes(boolean refusal) {
        return form(Presentation.CHECKBOX, false, refusal, "FR", Set.of());
    }

    private static List<Rule> flaws(CollectionPoint point, SignUpForm form) {
        return FormReview.of(point, form).stream().map(Flaw::rule).toList();
    }

    @Test
    void a_form_that_asks_for_consent_by_empty_boxes_is_fine() {
        assertEquals(List.of(), flaws(point(CaptureMode.ACTIVE_OPT_IN, letter), boxes(false)));
    }

    @Test
    void nothing_in_a_form_could_tick_a_box_beforehand() {
        assertTrue(Arrays.stream(SignUpForm.class.getRecordComponents()).map(RecordComponent::getName)
                .noneMatch(name -> name.matches("(?i).*(tick|check|default|select).*")));
    }

    @ParameterizedTest
    @CsvSource({"CHECKBOX, FORM_ANSWER", "RADIO, ", "DROPDOWN, "})
    void an_empty_box_cannot_be_an_answer_that_must_be_given(Presentation presentation, Rule flaw) {
        assertEquals(flaw == null ? List.of() : List.of(flaw),
                flaws(point(CaptureMode.ACTIVE_OPT_IN, letter), form(presentation, true, false, "FR", Set.of())));
    }

    @ParameterizedTest
    @ValueSource(strings = {"PASSIVE_OPT_IN", "PASSIVE_OPT_OUT", "ACTIVE_OPT_OUT"})
    void what_is_recorded_must_be_what_people_do(CaptureMode said) {
        assertTrue(flaws(point(said, letter), boxes(false)).contains(Rule.FORM_CAPTURE));
    }

    @Test
    void a_form_of_refusals_alone_says_so() {
        assertEquals(List.of(Rule.FORM_CAPTURE), flaws(point(CaptureMode.ACTIVE_OPT_IN, offers), boxes(true)));
        assertEquals(List.of(), flaws(point(CaptureMode.ACTIVE_OPT_OUT, offers), boxes(true)));
        assertEquals(List.of(), flaws(point(CaptureMode.ACTIVE_OPT_IN, letter, offers), boxes(true)));
    }

    @ParameterizedTest
    @CsvSource({"FR, true", "CH, false"})
    void soft_opt_in_needs_the_box_to_refuse_where_it_is_soft_opt_in(String country, boolean refused) {
        assertEquals(refused, flaws(point(CaptureMode.ACTIVE_OPT_IN, letter, offers),
                form(Presentation.CHECKBOX, false, false, country, Set.of())).contains(Rule.FORM_REFUSAL));
    }

    @Test
    void nothing_is_asked_that_could_not_be_sent_and_no_address_that_nothing_needs() {
        assertEquals(List.of(Rule.FORM_REACH), flaws(point(CaptureMode.ACTIVE_OPT_IN, calls), boxes(false)));
        assertEquals(List.of(), flaws(point(CaptureMode.ACTIVE_OPT_IN, calls),
                form(Presentation.RADIO, false, false, "FR", EnumSet.of(Channel.PHONE))));
        assertEquals(List.of(Rule.FORM_ASKS), flaws(point(CaptureMode.ACTIVE_OPT_IN, letter),
                form(Presentation.RADIO, false, false, "FR", EnumSet.of(Channel.PHONE))));
        assertEquals(List.of(Rule.FORM_ASKS), flaws(point(CaptureMode.ACTIVE_OPT_IN, letter),
                form(Presentation.RADIO, false, false, "FR", EnumSet.of(Channel.PUSH))));
    }

    @Test
    void a_desk_and_a_form_that_asks_nothing_have_no_page() {
        assertTrue(flaws(new CollectionPoint(Samples.brand(), "desk", Kind.DESK, CaptureMode.ACTIVE_OPT_IN).asking(letter), boxes(false))
                .contains(Rule.FORM_KIND));
        assertEquals(List.of(Rule.FORM_EMPTY), flaws(point(CaptureMode.ACTIVE_OPT_IN), boxes(false)));
        assertEquals(List.of(Rule.FORM_EMPTY), flaws(point(CaptureMode.ACTIVE_OPT_IN, Samples.servicePurpose()), boxes(false)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://example.org", "https://example.org/", "https://*.example.org", "https://example.org/path", "*",
            "https://example.org https://evil.example", "https://user@example.org", "https://example.org;script-src *", "'self'",
            "https://example.org:", "https://EXAMPLE.org", "https://-a.example", "https://", "https://example.org?x", "example.org"})
    void only_an_origin_may_frame_a_form(String site) {
        assertEquals(List.of(Rule.FORM_SITE), flaws(point(CaptureMode.ACTIVE_OPT_IN, letter),
                form(Presentation.CHECKBOX, false, false, "FR", Set.of(), site)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://www.example.org", "https://example.org:8443", "https://localhost", "https://xn--thtre-5qa.example"})
    void a_plain_origin_may(String site) {
        assertEquals(List.of(), flaws(point(CaptureMode.ACTIVE_OPT_IN, letter), form(Presentation.CHECKBOX, false, false, "FR", Set.of(), site)));
    }

    @ParameterizedTest
    @CsvSource({"fr, FRA, JURISDICTION", "fr, fr, JURISDICTION", "en, FR, WORDS", "fr, FR, "})
    void country_and_words_are_those_of_the_brand(String locale, String country, Rule flaw) {
        SignUpForm form = new SignUpForm(Presentation.CHECKBOX, false, false, Audience.CONSUMER, country, Set.of(), Set.of(),
                new TreeMap<>(Map.of(locale, new FormText("a", "b", ""))));
        assertEquals(flaw == null ? List.of() : List.of(flaw), flaws(point(CaptureMode.ACTIVE_OPT_IN, letter), form));
    }

    @Test
    void a_purpose_is_not_added_to_an_open_form_that_could_not_offer_its_refusal() {
        CollectionPoint open = point(CaptureMode.ACTIVE_OPT_IN, letter);
        open.open(boxes(false));
        assertTrue(Asking.review(open, offers).stream().anyMatch(flaw -> flaw.rule() == Rule.FORM_REFUSAL));
    }
}
