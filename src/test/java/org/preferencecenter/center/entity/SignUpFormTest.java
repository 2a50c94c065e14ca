package org.preferencecenter.center.entity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.preferencecenter.catalog.Samples.withId;
import static org.preferencecenter.center.entity.Theatre.EN;
import static org.preferencecenter.center.entity.Theatre.FR;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

import org.preferencecenter.catalog.entity.CaptureMode;
import org.preferencecenter.catalog.entity.Catalogue;
import org.preferencecenter.catalog.entity.CollectionPoint;
import org.preferencecenter.catalog.entity.FormText;
import org.preferencecenter.catalog.entity.Notice;
import org.preferencecenter.catalog.entity.Purpose;
import org.preferencecenter.catalog.entity.SignUpForm;
import org.preferencecenter.catalog.entity.SignUpForm.Presentation;
import org.preferencecenter.center.entity.SignUpReading.Problem;
import org.preferencecenter.consent.entity.Cell;
import org.preferencecenter.consent.entity.Recipient.Address;
import org.preferencecenter.consent.entity.SignUp.Answer;
import org.preferencecenter.consent.entity.SignUp.Said;
import org.preferencecenter.law.TheBook;
import org.preferencecenter.law.entity.Audience;
import org.preferencecenter.law.entity.Channel;
import org.preferencecenter.law.entity.RuleBook;
import org.preferencecenter.link.entity.Scope;

/** What a sign-up form asks, shows and reads, without a server. */
class SignUpFormTest {

    private static final LocalDate DAY = LocalDate.parse("2026-11-22");
    private static final String MAIL = "claire@example.org";

    private final Theatre theatre = new Theatre();
    private final Cell jazz = Theatre.cell(theatre.jazz, Channel.EMAIL);
    private final Cell offers = new Cell(Scope.purpose(theatre.offers.id()), Channel.ANY);
    private final List<Notice> notices = new ArrayList<>();
    private CollectionPoint point;

    @BeforeEach
    void a_form() {
        point = withId(51, new CollectionPoint(theatre.brand, "form", CollectionPoint.Kind.FORM, CaptureMode.ACTIVE_OPT_IN)
                .asking(theatre.letter, theatre.offers, theatre.tickets, theatre.hidden));
        int id = 60;
        for (Purpose purpose : List.of(theatre.letter, theatre.offers, theatre.tickets, theatre.hidden)) {
            purpose.publish(Theatre.MARCH);
            notices.add(withId(id++, new Notice(purpose, 1, "fr", "Mots <exacts> de " + purpose.code(), Theatre.MARCH)));
        }
        open(Presentation.CHECKBOX, false, "FR");
    }

    private void open(Presentation presentation, boolean mandatory, String country) {
        point.open(new SignUpForm(presentation, mandatory, true, Audience.CONSUMER, country, EnumSet.of(Channel.SMS), Set.of(),
                Map.of("fr", new FormText("Des nouvelles", "Cochez.", "Merci."))));
    }

    private Optional<Questionnaire> questionnaire(RuleBook book) {
        return Questionnaire.of(new Catalogue(List.of(theatre.brand), List.of(theatre.letter, theatre.offers, theatre.tickets, theatre.hidden),
                notices, List.of(), List.of(point)), "form", "en", book, DAY);
    }

    private Questionnaire asked() {
        return questionnaire(RuleBook.EMPTY).orElseThrow();
    }

    /** A form with these fields, sent with the words that were shown. */
    private SignUpInput typed(String... fields) {
        StringBuilder body = new StringBuilder();
        for (String field : fields) {
            int equals = field.indexOf('=');
            body.append(java.net.URLEncoder.encode(field.substring(0, equals), java.nio.charset.StandardCharsets.UTF_8)).append('=')
                    .append(java.net.URLEncoder.encode(field.substring(equals + 1), java.nio.charset.StandardCharsets.UTF_8)).append('&');
        }
        try {
            return SignUpInput.read(Fields.parse(body.toString().getBytes(java.nio.charset.StandardCharsets.US_ASCII)));
        } catch (Fields.Unreadable e) {
            throw new AssertionError(e);
        }
    }

    private SignUpReading read(String... fields) {
        return SignUpReading.of(asked(), typed(fields), EN);
    }

    private static List<String> keys(SignUpReading reading) {
        return reading.problems().stream().map(Problem::key).toList();
    }

    private SignUpView view(SignUpInput typed, Words words) {
        return new SignUpDrawing(asked(), typed, SignUpReading.of(asked(), typed, words).problems(), words).view("", "signup.send");
    }

    @Test
    void it_asks_each_topic_on_each_channel_and_lets_refuse_what_needs_no_consent() {
        List<Questionnaire.Part> parts = asked().parts();
        assertEquals(List.of(theatre.letter, theatre.offers), parts.stream().map(Questionnaire.Part::purpose).toList(),
                "no service, nothing private");
        assertEquals(List.of(jazz, Theatre.cell(theatre.jazz, Channel.SMS), Theatre.cell(theatre.kids, Channel.EMAIL),
                Theatre.cell(theatre.kids, Channel.SMS)), parts.get(0).cells(), "nothing retired");
        assertEquals(List.of(offers), parts.get(1).cells());
    }

    @Test
    void a_draft_a_retired_form_and_one_with_nothing_left_to_ask_are_none() {
        assertTrue(questionnaire(RuleBook.EMPTY).isPresent());
        theatre.letter.retire(Theatre.NOW);
        assertEquals(1, asked().parts().size());
        theatre.offers.retire(Theatre.NOW);
        assertTrue(questionnaire(RuleBook.EMPTY).isEmpty());
    }

    @Test
    void a_retired_form_is_none() {
        point.retire(Theatre.NOW);
        assertTrue(questionnaire(RuleBook.EMPTY).isEmpty());
    }

    @ParameterizedTest
    @CsvSource({"FR, 15", "DE, 16", "ES, 14", "US, 0", ", 16"})
    void the_age_asked_for_is_that_of_the_country_and_the_highest_where_none_is_known(String country, int age) {
        open(Presentation.CHECKBOX, false, country);
        assertEquals(age, questionnaire(TheBook.shipped()).orElseThrow().age());
    }

    @Test
    void nobody_at_work_is_asked_how_old_they_are() {
        point.open(new SignUpForm(Presentation.CHECKBOX, false, true, Audience.PROFESSIONAL, "FR", Set.of(), Set.of(),
                Map.of("fr", new FormText("a", "b", ""))));
        assertEquals(0, questionnaire(TheBook.shipped()).map(Questionnaire::age).orElse(0));
    }

    @ParameterizedTest
    @EnumSource(Presentation.class)
    void nothing_is_ticked_or_chosen_on_an_empty_form(Presentation presentation) {
        open(presentation, false, "FR");
        SignUpView view = new SignUpDrawing(asked(), SignUpInput.NONE, List.of(), FR).view("", "signup.send");
        view.parts().stream().flatMap(p -> Stream.concat(p.refusal().stream(), p.rows().stream().flatMap(r -> r.questions().stream())))
                .forEach(question -> assertEquals("", question.yes() + question.no()));
        String html = EmbedText.form(view, "https://x.example/s/form", FR);
        assertFalse(html.contains("checked") || html.contains("selected"));
    }

    @Test
    void the_words_shown_are_told_by_their_number_and_in_their_language() {
        SignUpView.Part part = view(SignUpInput.NONE, EN).parts().get(0);
        assertEquals(60, part.notice());
        assertEquals("Mots <exacts> de letter", part.wording().text());
        assertEquals("fr", part.wording().foreign().lang());
        assertEquals("Our newsletter", part.title().text());
        assertEquals("", part.title().foreign().lang());
        assertEquals("fr", view(SignUpInput.NONE, EN).heading().foreign().lang());
    }

    @Test
    void answers_are_read_with_the_words_beside_them_and_silence_is_told_apart() {
        SignUpReading reading = read("email= " + MAIL + " ", "to.TOPIC:21/EMAIL=yes", "to.TOPIC:99/EMAIL=yes", "to.PURPOSE:15/EMAIL=yes");
        assertEquals(List.of(), reading.problems());
        assertEquals(List.of(new Answer(jazz, Said.YES, 60), new Answer(offers, Said.SILENT, 61)), reading.answers());
        assertEquals(List.of(new Address(Channel.EMAIL, MAIL)), reading.addresses());
        assertTrue(reading.mailed());
    }

    @ParameterizedTest
    @CsvSource({"no, NO", "yes, SILENT", "'', SILENT"})
    void a_box_to_refuse_can_only_refuse(String value, Said said) {
        assertEquals(said, read("email=" + MAIL, "to.PURPOSE:12/ANY=" + value).answers().get(0).said());
        assertFalse(read("email=" + MAIL, "to.PURPOSE:12/ANY=" + value).mailed());
    }

    @Test
    void a_number_is_asked_for_only_by_whoever_chose_it() {
        assertEquals(List.of(), keys(read("email=" + MAIL, "to.TOPIC:21/EMAIL=yes")));
        assertEquals(List.of("signup.sms.missing"), keys(read("email=" + MAIL, "to.TOPIC:21/SMS=yes")));
        assertEquals(List.of("signup.sms.wrong"), keys(read("email=" + MAIL, "sms=12", "to.TOPIC:21/SMS=yes")));
        assertEquals(List.of("details.number.LANDLINE"), keys(read("email=" + MAIL, "sms=02 99 12 34 56", "to.TOPIC:21/SMS=yes")),
                "no code reaches it: it could never be proven");
        assertEquals("+33639980000", read("email=" + MAIL, "sms=06 39 98 00 00", "to.TOPIC:21/SMS=yes").addresses().get(1).value());
    }

    @Test
    void every_question_wants_its_answer_where_the_form_says_so() {
        open(Presentation.RADIO, true, "FR");
        SignUpReading reading = read("email=" + MAIL, "to.TOPIC:21/EMAIL=yes", "to.TOPIC:21/SMS=no", "to.TOPIC:22/EMAIL=no");
        assertEquals(List.of(new Problem("to.TOPIC:22/SMS", "signup.answer.missing", "Jeune public: SMS")), reading.problems());
        assertEquals(List.of(), keys(read("email=" + MAIL, "to.TOPIC:21/EMAIL=yes", "to.TOPIC:21/SMS=no", "to.TOPIC:22/EMAIL=no",
                "to.TOPIC:22/SMS=no")));
    }

    @Test
    void a_form_without_any_answer_says_so() {
        point = withId(51, new CollectionPoint(theatre.brand, "form", CollectionPoint.Kind.FORM, CaptureMode.ACTIVE_OPT_IN).asking(theatre.letter));
        open(Presentation.CHECKBOX, false, "FR");
        assertEquals(List.of("signup.nothing"), keys(read("email=" + MAIL)));
    }

    @Test
    void everything_typed_is_kept_and_each_mistake_stands_beside_its_field() {
        SignUpView view = view(typed("email=nobody", "sms=\"><b>", "to.TOPIC:21/SMS=yes"), FR);
        assertEquals(List.of("#email", "#sms"), view.problems().stream().map(SignUpView.Mistake::anchor).toList());
        assertEquals(List.of("nobody", "\"><b>"), view.fields().stream().map(SignUpView.Field::value).toList());
        assertEquals("email-e email-h", view.fields().get(0).described());
        assertEquals("checked", view.parts().get(0).rows().get(0).questions().get(1).yes());
    }

    @Test
    void answers_beside_words_that_changed_are_asked_anew_and_the_rest_is_kept() {
        SignUpInput typed = typed("email=" + MAIL, "notice=61", "notice=7", "to.TOPIC:21/EMAIL=yes", "to.PURPOSE:12/ANY=no");
        assertTrue(typed.outdated(asked().parts().get(0)));
        assertFalse(typed.outdated(asked().parts().get(1)));
        SignUpInput current = typed.current(asked());
        assertEquals(Optional.empty(), current.answer(jazz));
        assertEquals(Optional.of(false), current.answer(offers));
        assertEquals(MAIL, current.address(Channel.EMAIL));
    }

    @Test
    void only_robots_fill_in_what_nobody_sees() {
        assertTrue(typed("homepage=x").trapped());
        assertFalse(typed("homepage=", "email=x").trapped());
    }

    @ParameterizedTest
    @ValueSource(strings = {"claire@example.org", "o'brien+tag@example.co.uk", "été@exämple.fr", "用户@例子.广告", "a_b-c.d@sub.example.museum",
            "x@xn--thtre-5qa.example", "UPPER@EXAMPLE.ORG", "1@2.example"})
    void addresses_people_have_are_taken(String address) {
        assertTrue(MailAddress.plausible(address));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "@", "a@", "@b.example", "a@b", "a b@c.example", "a@b@c.example", "a\r\n@c.example", "a@c.example\r\nBcc: d@e.example",
            "<a@c.example>", "a@c.example,d@e.example", "a;b@c.example", "a@.example", "a@c..example", "a@-c.example", "a@c-.example", ".a@c.example",
            "a.@c.example", "a..b@c.example", "\u202Ea@c.example", "a\u200B@c.example", "a@c.example\u0000", "\uD83D@c.example", "a@[127.0.0.1]", "a@c\u00A0d.example"})
    void what_no_message_could_be_handed_to_is_not(String address) {
        assertFalse(MailAddress.plausible(address));
    }

    @Test
    void an_endless_address_is_none() {
        assertFalse(MailAddress.plausible("x".repeat(10_000) + "@example.org"));
        assertFalse(MailAddress.plausible("x@" + "a.".repeat(5_000) + "org"));
        assertTrue(MailAddress.plausible("x".repeat(64) + "@example.org"));
        assertFalse(MailAddress.plausible("x".repeat(65) + "@example.org"));
    }

    @Test
    void the_plain_form_escapes_what_admins_wrote_and_carries_the_words_shown() {
        theatre.letter.called("fr", "L'été \"<script>alert(1)</script>", "x");
        String html = EmbedText.form(view(SignUpInput.NONE, FR), "https://x.example/s/form?a=\"&b", FR);
        assertFalse(html.contains("<script>") || html.contains("<exacts>"));
        assertTrue(html.contains("L&#39;été &quot;&lt;script&gt;") && html.contains("Mots &lt;exacts&gt; de letter"));
        assertTrue(html.contains("action=\"https://x.example/s/form?a=&quot;&amp;b\""));
        assertTrue(html.contains("<input type=\"hidden\" name=\"notice\" value=\"60\">") && html.contains("name=\"shown\" value=\"fr\""));
        assertTrue(html.contains("name=\"to.TOPIC:21/EMAIL\" value=\"yes\"> Jazz"));
        assertFalse(html.contains("name=\"time\""), "the time is ours to give");
    }

    @Property(tries = 500)
    void whatever_is_typed_is_read_or_told_and_never_an_answer_to_what_was_not_asked(@ForAll String mail, @ForAll String name, @ForAll String value) {
        SignUpFormTest test = new SignUpFormTest();
        test.a_form();
        SignUpInput typed = new SignUpInput(Map.of(Channel.EMAIL, mail, Channel.SMS, value, Channel.POST, value), Map.of(name, value), Set.of(),
                value, value, false);
        SignUpReading reading = SignUpReading.of(test.asked(), typed, EN);
        assertTrue(reading.answers().stream().allMatch(a -> a.cell().equals(test.offers)));
        reading.addresses().forEach(a -> assertTrue(a.value().chars().noneMatch(c -> c == '\r' || c == '\n' || c == 0)));
        test.view(typed, FR);
    }
}
