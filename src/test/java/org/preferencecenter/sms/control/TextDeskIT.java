package org.preferencecenter.sms.control;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.preferencecenter.consent.control.Suppressions.Asked;
import org.preferencecenter.consent.entity.Cause;
import org.preferencecenter.consent.entity.Cell;
import org.preferencecenter.consent.entity.Choice;
import org.preferencecenter.consent.entity.Choices;
import org.preferencecenter.consent.entity.State;
import org.preferencecenter.consent.entity.SuppressionReason;
import org.preferencecenter.consent.entity.Wish;
import org.preferencecenter.law.entity.Channel;
import org.preferencecenter.link.entity.Scope;
import org.preferencecenter.sms.entity.Heard.Done;
import org.preferencecenter.sms.entity.Meaning;

class TextDeskIT {

    private final Phone phone = new Phone();
    private final String number = Phone.number("+33");

    @AfterEach
    void close() {
        phone.close();
    }

    @Test
    void a_stop_ends_the_brands_texts_at_once_and_nothing_else() {
        long id = phone.subscriber(number);
        TextDesk.Answer answer = phone.text(number, "Stop svp");
        assertEquals(Done.STOPPED, answer.heard().done());
        assertEquals(List.of(id), answer.whose());
        assertTrue(answer.heard().reply().contains("START"), answer.heard().reply());
        assertEquals(State.WITHDRAWN, phone.on(id, 1, Channel.SMS));
        assertTrue(phone.may(id, 1, Channel.EMAIL) && phone.may(id, 1, Channel.MESSAGING) && phone.may(id, 2, Channel.SMS));
        assertEquals("sms", phone.consents.changes(id, 1).get(0).via());
    }

    @ParameterizedTest
    @ValueSource(strings = {"+%s", "00%s", "+ %s", "(%s)"})
    void whose_number_it_is_is_known_however_it_is_written(String form) {
        long id = phone.subscriber(form.formatted(number.substring(1)));
        assertEquals(List.of(id), phone.text(number, "STOP").whose());
        assertFalse(phone.may(id, 1, Channel.SMS));
    }

    @Test
    void a_number_as_it_is_dialled_at_home_counts_for_those_who_live_there_alone() {
        String home = "0" + number.substring(3);
        long there = phone.subscriber(home, "FR");
        assertEquals(List.of(there), phone.text(number, "STOP").whose());
        String elsewhere = Phone.number("+33");
        phone.subscriber("0" + elsewhere.substring(3), "BE");
        assertEquals(List.of(), phone.text(elsewhere, "STOP").whose());
    }

    @Test
    void everybody_with_the_number_is_stopped_be_it_for_texts_or_for_calls() {
        long texted = phone.person(number, Channel.SMS);
        long called = phone.person(number, Channel.PHONE);
        assertEquals(Set.of(texted, called), Set.copyOf(phone.text(number, "STOP").whose()));
        for (long id : List.of(texted, called)) {
            assertTrue(phone.on(id, 1, Channel.SMS).stops());
        }
    }

    @Test
    void a_number_nobody_has_is_suppressed_for_the_brand_so_that_no_import_texts_it() {
        TextDesk.Answer answer = phone.text(number, "STOP");
        assertEquals(Done.STOPPED, answer.heard().done());
        assertEquals(Set.of(SuppressionReason.MANUAL), phone.suppressions.reasons(Channel.SMS, number, phone.brand.id()));
        assertEquals(List.of(Map.of(SuppressionReason.MANUAL, Cause.RECIPIENT)), phone.suppressions.causes(List.of(new Asked(Channel.SMS,
                number, phone.brand.id()))), "their own doing, not an agent's (S-37)");
        assertEquals(Set.of(), phone.suppressions.reasons(Channel.SMS, number, phone.other.id()));
        assertEquals(Done.GIVEN_BACK, phone.text(number, "START").heard().done());
        assertEquals(Set.of(), phone.suppressions.reasons(Channel.SMS, number, phone.brand.id()));
    }

    @Test
    void a_start_never_lifts_a_suppression_that_was_there_before() {
        phone.suppressions.suppress(Channel.SMS, number, phone.brand.id(), SuppressionReason.COMPLAINT);
        assertEquals(Done.ALREADY_STOPPED, phone.text(number, "STOP").heard().done());
        assertEquals(Done.TOLD_WHERE, phone.text(number, "START").heard().done());
        assertEquals(Set.of(SuppressionReason.COMPLAINT), phone.suppressions.reasons(Channel.SMS, number, phone.brand.id()));
    }

    @Test
    void a_text_told_again_is_answered_again_and_acted_for_once() {
        long id = phone.subscriber(number);
        String name = UUID.randomUUID().toString();
        TextDesk.Answer first = phone.text(name, number, "STOP");
        phone.consents.grant(id, List.of(new Wish(new Cell(Phone.topic(1), Channel.SMS), true, null, null)), Phone.FORM);
        TextDesk.Answer again = phone.text(name, number, "STOP");
        assertTrue(first.first() && !again.first());
        assertEquals(first.heard().reply(), again.heard().reply());
        assertEquals(first.heard().done(), again.heard().done());
        assertTrue(phone.may(id, 1, Channel.SMS), "what was signed up for since stands");
    }

    @Test
    void another_text_under_the_same_name_is_a_text_of_its_own() {
        long id = phone.subscriber(number);
        phone.text("1", number, "What time?");
        assertEquals(Done.STOPPED, phone.text("1", number, "STOP").heard().done());
        assertFalse(phone.may(id, 1, Channel.SMS));
    }

    @Test
    void a_stop_is_confirmed_once_a_day_and_a_new_one_anew() {
        phone.subscriber(number);
        assertNotNull(phone.text(number, "STOP").heard().reply());
        assertNull(phone.text(number, "STOP!").heard().reply());
        assertEquals(Done.ALREADY_STOPPED, phone.text(number, "STOP").heard().done());
        phone.wait(Duration.ofHours(25));
        assertNotNull(phone.text(number, "STOP").heard().reply());
        phone.text(number, "START");
        assertNotNull(phone.text(number, "STOP").heard().reply());
    }

    @Test
    void of_texts_that_come_all_at_once_one_is_acted_for_and_one_confirmed() {
        long id = phone.subscriber(number);
        List<TextDesk.Answer> same = atOnce(i -> phone.text("same", number, "STOP"));
        assertEquals(1, same.stream().filter(TextDesk.Answer::first).count());
        assertEquals(1, phone.consents.changes(id, 20).stream().filter(c -> c.via().equals("sms")).count());
        String another = Phone.number("+33");
        phone.subscriber(another);
        List<TextDesk.Answer> several = atOnce(i -> phone.text("several-" + i, another, "STOP"));
        assertEquals(1, several.stream().filter(a -> a.heard().reply() != null).count());
        assertEquals(1, several.stream().filter(a -> a.heard().done() == Done.STOPPED).count());
        List<TextDesk.Answer> back = atOnce(i -> phone.text("start-" + i, another, "START"));
        assertEquals(1, back.stream().filter(a -> a.heard().done() == Done.GIVEN_BACK).count());
    }

    @Test
    void a_text_told_several_times_at_once_is_kept_once_and_answered_alike() {
        List<TextDesk.Answer> kept = atOnce(i -> phone.text("words", number, "leave me alone"));
        assertEquals(1, kept.stream().filter(TextDesk.Answer::first).count());
        assertEquals(1, phone.unclear.toRead(phone.brand.id(), 0, 20).size());
        phone.text(number, "STOP");
        assertTrue(atOnce(i -> phone.text("back", number, "START")).stream().allMatch(a -> a.heard().done() == Done.GIVEN_BACK));
    }

    private static List<TextDesk.Answer> atOnce(java.util.function.IntFunction<TextDesk.Answer> text) {
        List<CompletableFuture<TextDesk.Answer>> all = IntStream.range(0, 12)
                .mapToObj(i -> CompletableFuture.supplyAsync(() -> text.apply(i))).toList();
        return all.stream().map(CompletableFuture::join).toList();
    }

    @Test
    void a_start_gives_back_exactly_what_the_stop_took() {
        long id = phone.subscriber(number);
        phone.consents.choose(id, List.of(new Wish(new Cell(Phone.topic(3), Channel.SMS), false, null, null)), Phone.PAGE);
        phone.text(number, "STOP");
        phone.wait(Duration.ofDays(20));
        assertEquals(Done.GIVEN_BACK, phone.text(number, "START").heard().done());
        assertTrue(phone.may(id, 1, Channel.SMS));
        assertTrue(phone.on(id, 3, Channel.SMS).stops(), "a stop from before stands");
        assertEquals(Done.TOLD_WHERE, phone.text(number, "START").heard().done());
    }

    @ParameterizedTest
    @CsvSource({"topic, 1, PAGE", "brand, 0, PAGE", "everything, 0, AGENT", "topic, 1, AGENT"})
    void nothing_is_given_back_once_something_else_has_stopped_it(String what, int scope, String who) {
        long id = phone.subscriber(number);
        phone.text(number, "STOP");
        phone.wait(Duration.ofMinutes(1));
        var origin = who.equals("PAGE") ? Phone.PAGE : Phone.AGENT;
        if (what.equals("topic")) {
            phone.consents.choose(id, List.of(new Wish(new Cell(Phone.topic(scope), Channel.SMS), false, null, null)), origin);
        } else {
            phone.consents.stopEverything(id, what.equals("brand") ? Scope.brand(phone.brand.id()) : Scope.EVERYTHING, origin);
        }
        Choices before = phone.consents.choices(id);
        TextDesk.Answer answer = phone.text(number, "START");
        assertEquals(Done.TOLD_WHERE, answer.heard().done());
        assertTrue(answer.heard().reply().contains("http"), answer.heard().reply());
        assertEquals(before, phone.consents.choices(id));
    }

    @Test
    void a_start_sent_before_the_stop_gives_nothing_back_however_late_it_arrives() {
        long id = phone.subscriber(number);
        Instant early = phone.instant();
        phone.wait(Duration.ofMinutes(5));
        phone.text(number, "STOP");
        assertEquals(Done.TOLD_WHERE, phone.text("late", number, "START", early).heard().done());
        assertFalse(phone.may(id, 1, Channel.SMS));
    }

    @Test
    void a_stop_older_than_thirty_days_is_not_given_back_nor_one_of_somebody_who_had_the_number_before() {
        long id = phone.subscriber(number);
        phone.text(number, "STOP");
        phone.wait(Duration.ofDays(31));
        assertEquals(Done.TOLD_WHERE, phone.text(number, "START").heard().done());
        assertFalse(phone.may(id, 1, Channel.SMS));
    }

    @Test
    void a_start_of_somebody_who_stopped_nothing_tells_where_to_sign_up() {
        long id = phone.person(number);
        TextDesk.Answer answer = phone.text(number, "START");
        assertEquals(Done.TOLD_WHERE, answer.heard().done());
        assertEquals(Choices.NONE, phone.consents.choices(id));
    }

    /** 47 CFR 64.1200(a)(10), the part waived until 2027-01-31 (DA 26-12). */
    @ParameterizedTest
    @CsvSource({"2027-01-30T18:00:00Z, false", "2027-02-01T18:00:00Z, true"})
    void an_american_number_stops_every_brand_from_the_day_the_law_says(Instant at, boolean everyBrand) {
        String american = Phone.american();
        phone.set(at);
        long id = phone.subscriber(american, "US");
        TextDesk.Answer answer = phone.text(american, "STOP");
        assertEquals(everyBrand, answer.heard().everyBrand());
        assertFalse(phone.may(id, 1, Channel.SMS));
        assertEquals(!everyBrand, phone.may(id, 2, Channel.SMS));
        assertEquals(!everyBrand, phone.may(id, 2, Channel.AUTOMATED_CALL));
        assertTrue(phone.may(id, 2, Channel.EMAIL) && phone.may(id, 1, Channel.MESSAGING));
        assertEquals(Done.GIVEN_BACK, phone.text(american, "START").heard().done());
        assertTrue(phone.may(id, 1, Channel.SMS) && phone.may(id, 2, Channel.SMS) && phone.may(id, 2, Channel.AUTOMATED_CALL));
        String nobody = Phone.american();
        phone.text(nobody, "STOP");
        assertEquals(everyBrand, !phone.suppressions.reasons(Channel.AUTOMATED_CALL, nobody, phone.other.id()).isEmpty());
        phone.text(nobody, "START");
        assertEquals(Set.of(), phone.suppressions.reasons(Channel.SMS, nobody, phone.brand.id()));
    }

    @Test
    void a_confirmation_that_would_come_too_late_is_not_sent() {
        String american = Phone.american();
        Instant sent = phone.instant();
        phone.wait(Duration.ofMinutes(6));
        TextDesk.Answer answer = phone.text("late", american, "STOP", sent);
        assertEquals(sent.plus(Duration.ofMinutes(5)).truncatedTo(java.time.temporal.ChronoUnit.MICROS), answer.heard().confirmationBy());
        assertNull(answer.heard().reply());
        assertEquals(Done.STOPPED, answer.heard().done());
    }

    @Test
    void what_may_ask_to_stop_is_kept_sealed_for_a_person_to_read_and_forgotten() {
        long id = phone.subscriber(number);
        String words = "please leave me alone " + UUID.randomUUID();
        assertEquals(Done.KEPT_TO_READ, phone.text(number, words).heard().done());
        assertTrue(phone.may(id, 1, Channel.SMS), "a person decides");
        UnclearTexts.Unclear kept = phone.unclear.toRead(phone.brand.id(), 0, 10).get(0);
        assertEquals(List.of(number, words, id), List.of(kept.number(), kept.text(), kept.recipient()));
        assertEquals(List.of(), phone.unclear.toRead(phone.other.id(), 0, 10));
        assertEquals("0", Phone.one("select count(*)::text from sms_unclear where encode(sealed, 'escape') like '%leave%' and ? is not null", "")
                .orElseThrow());
        phone.unclear.done(phone.brand.id(), kept.id());
        assertEquals(List.of(), phone.unclear.toRead(phone.brand.id(), 0, 10));
        phone.text(Phone.number("+33"), "Don't stop");
        assertEquals(1, phone.unclear.toRead(phone.brand.id(), 0, 10).size());
        phone.wait(UnclearTexts.KEPT.plusDays(1));
        phone.desk.purge();
        assertEquals(List.of(), phone.unclear.toRead(phone.brand.id(), 0, 10));
    }

    @Test
    void after_thirty_days_nothing_is_left_but_the_stop_itself() {
        long id = phone.subscriber(number);
        phone.text(number, "STOP");
        phone.wait(Duration.ofDays(31));
        phone.desk.purge();
        assertEquals("0", Phone.one("select count(*)::text from sms_stop where brand_id = ?::integer", "" + phone.brand.id()).orElseThrow());
        assertFalse(phone.may(id, 1, Channel.SMS));
    }

    @Test
    void two_machines_do_not_talk_to_each_other_for_ever() {
        long answers = IntStream.range(0, 20).filter(i -> phone.text(number, "HELP").heard().reply() != null).count();
        assertEquals(5, answers);
    }

    @Test
    void what_is_no_matter_of_ours_leaves_no_trace() {
        assertEquals(Done.NOTHING, phone.text(number, "What time does it begin?").heard().done());
        assertEquals(List.of(), phone.unclear.toRead(phone.brand.id(), 0, 10));
        assertEquals(Meaning.OTHER, phone.text(number, "").heard().meaning());
    }

    /** Whatever is texted, and whatever else happens in between: nobody receives more than they signed up for. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12})
    void no_text_ever_grants_more(long seed) {
        Random random = new Random(seed);
        long id = phone.subscriber(number);
        Set<Cell> granted = granted(id);
        List<String> texts = List.of("STOP", "START", "stop 36111", "UNSTOP", "HELP", "yes", "Don't stop", "START STOP", "ja", "ابدأ");
        boolean paged = false;
        for (int i = 0; i < 25; i++) {
            phone.wait(Duration.ofMinutes(1 + random.nextInt(500)));
            if (random.nextInt(8) == 0) {
                phone.consents.choose(id, List.of(new Wish(new Cell(Phone.topic(1), Channel.SMS), false, null, null)), Phone.PAGE);
                paged = true;
            } else {
                phone.text(random.nextBoolean() ? "" + random.nextInt(9) : null, number, texts.get(random.nextInt(texts.size())));
            }
            assertTrue(granted.containsAll(granted(id)), "step " + i);
            assertFalse(paged && phone.may(id, 1, Channel.SMS), "what the page stopped stays so, step " + i);
        }
    }

    private Set<Cell> granted(long id) {
        return phone.consents.choices(id).byCell().values().stream().filter(c -> c.state() == State.GRANTED).map(Choice::cell)
                .collect(Collectors.toSet());
    }
}
