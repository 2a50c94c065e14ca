package org.preferencecenter.law.control;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalTime;
import java.time.Period;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BiFunction;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.preferencecenter.law.entity.Audience;
import org.preferencecenter.law.entity.Channel;
import org.preferencecenter.law.entity.Condition;
import org.preferencecenter.law.entity.Confidence;
import org.preferencecenter.law.entity.Duty;
import org.preferencecenter.law.entity.Effect;
import org.preferencecenter.law.entity.Fact;
import org.preferencecenter.law.entity.Holidays;
import org.preferencecenter.law.entity.LegalBasis;
import org.preferencecenter.law.entity.MessageNature;
import org.preferencecenter.law.entity.Obligation;
import org.preferencecenter.law.entity.Rule;
import org.preferencecenter.law.entity.RuleBook;
import org.preferencecenter.law.entity.Term;
import org.preferencecenter.law.entity.TimedCondition;

class LawWordsTest {

    private static final RuleBook BOOK = new RuleBookReader(Holidays.NONE).shipped();
    private static final Pattern PLACES = Pattern.compile("\\{\\d}");
    private static final Set<DayOfWeek> WEEKDAYS = EnumSet.range(DayOfWeek.MONDAY, DayOfWeek.FRIDAY);

    /** Obligations that a rule may give a length to. */
    private static final Set<Obligation> TIMED = EnumSet.of(Obligation.HONOUR_STOP, Obligation.LINK_LIFE,
            Obligation.KEEP_PROOF, Obligation.KEEP_REFUSAL, Obligation.SCREEN_LIST, Obligation.CALL_BACK,
            Obligation.CONFIRM_STOP_BY_TEXT, Obligation.END_OF_DATA, Obligation.ANSWER_REQUESTS);

    /** Words for flags are their own; other facts are named by their label. */
    private static final Set<Fact> FLAGS = EnumSet.of(Fact.REFUSAL_OFFERED, Fact.INFORMED, Fact.SOLE_TRADER,
            Fact.PUBLISHED_ADDRESS, Fact.PRESUMED_INTEREST, Fact.INFERRED_CONSENT, Fact.EXISTING_RELATION, Fact.SUPPORTER,
            Fact.STARRED_NUMBER, Fact.PARENTAL_CONSENT);

    private static final List<String> GRAMMAR = List.of("law.language", "law.and", "law.days.every", "law.days.range",
            "law.hours", "law.hours.without-holidays", "law.hours.window", "law.hours.time");

    @Test
    void both_languages_say_the_same_things_with_the_same_places_to_fill() {
        assertEquals(places("fr"), places("en"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"fr", "en"})
    void everything_that_can_be_said_has_words_and_no_words_are_left_over(String language) {
        Set<String> said = new TreeSet<>(GRAMMAR);
        BOOK.rules().forEach(rule -> said.add(rule.message()));
        ConditionReader.WORDS.forEach(word -> both(said, "law.condition." + word));
        Stream.of("consent", "sale", "inquiry").forEach(word -> both(said, "law.condition." + word + ".within"));
        FLAGS.forEach(flag -> both(said, "law.condition.recorded." + flag.key()));
        Stream.of(Obligation.values()).forEach(one -> said.add("law.obligation." + one));
        TIMED.forEach(one -> said.add("law.obligation." + one + ".term"));
        named(said, "effect", Effect.values());
        named(said, "confidence", Confidence.values());
        named(said, "basis", LegalBasis.values());
        named(said, "channel", Channel.values());
        named(said, "audience", Audience.values());
        named(said, "nature", MessageNature.values());
        BOOK.rules().forEach(rule -> rule.sectors().forEach(sector -> said.add("law.sector." + sector)));
        Stream.of(Fact.values()).forEach(fact -> said.add("law.fact." + fact.key()));
        Stream.of(Term.Unit.values()).forEach(unit -> said.addAll(Set.of("law.unit." + unit + ".one",
                "law.unit." + unit + ".many")));
        Set<String> written = new TreeSet<>(places(language).keySet());
        // Those of the page /law are its own.
        written.removeIf(key -> key.startsWith("law.page."));
        assertEquals(said, written);
    }

    @Test
    void only_obligations_that_may_have_a_term_are_given_one() {
        BOOK.rules().stream().flatMap(rule -> rule.duties().stream()).filter(duty -> duty.term() != null)
                .forEach(duty -> assertTrue(TIMED.contains(duty.obligation()), duty::toString));
    }

    @ParameterizedTest
    @ValueSource(strings = {"fr", "en"})
    void every_rule_speaks_in_whole_sentences(String language) {
        for (Rule rule : BOOK.rules()) {
            assertSentence(LawWords.sentence(rule, language), rule);
            assertFalse(LawWords.title(rule, language).isBlank(), rule.id());
            Stream.concat(rule.when().stream(), rule.unless().stream()).forEach(condition -> {
                assertSentence(LawWords.lacking(condition, language), condition);
                assertSentence(LawWords.holding(condition, language), condition);
            });
            rule.duties().forEach(duty -> assertSentence(LawWords.duty(duty, language), duty));
            rule.sectors().forEach(sector -> assertFalse(LawWords.sector(sector, language).equals(sector), sector));
        }
    }

    private static void assertSentence(String text, Object what) {
        assertTrue(text.matches("\\p{Lu}.*\\.") && !text.contains("{") && !text.contains("law."), () -> what + ": " + text);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
            "en | No consent given less than 1 year ago is on record.",
            "fr | Aucun consentement donné depuis moins de 1\u00a0an n’est enregistré.",
            "fr-CA | Aucun consentement donné depuis moins de 1\u00a0an n’est enregistré.",
            "de | No consent given less than 1 year ago is on record."})
    void what_lacks_is_said_in_the_readers_language_and_in_english_to_others(String locale, String sentence) {
        assertEquals(sentence, LawWords.lacking(new Condition.Consent(Period.ofYears(1)), locale));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
            "10 | BUSINESS_DAYS | 10 business days | 10\u00a0jours ouvrés",
            "1 | BUSINESS_DAYS | 1 business day | 1\u00a0jour ouvré",
            "1 | YEARS | 1 year | 1\u00a0an",
            "5 | YEARS | 5 years | 5\u00a0ans",
            "48 | HOURS | 48 hours | 48\u00a0heures",
            "5 | MINUTES | 5 minutes | 5\u00a0minutes",
            "1 | MONTHS | 1 month | 1\u00a0mois",
            "30 | DAYS | 30 days | 30\u00a0jours"})
    void terms_are_said_in_words(int amount, Term.Unit unit, String english, String french) {
        assertEquals(english, LawWords.term(new Term(amount, unit), "en"));
        assertEquals(french, LawWords.term(new Term(amount, unit), "fr"));
    }

    @ParameterizedTest
    @CsvSource({"P24M,24 months", "P1Y6M,1 year and 6 months", "P1Y2M3D,'1 year, 2 months and 3 days'", "P28D,28 days"})
    void periods_are_said_in_words(String period, String words) {
        assertEquals("The person gave no sign for " + words + ".",
                LawWords.holding(new Condition.Inactive(Period.parse(period)), "en"));
    }

    @ParameterizedTest
    @CsvSource({"PT30M,30 minutes", "PT1H,1 hour", "PT1H30M,1 hour and 30 minutes"})
    void lengths_are_said_in_words(String length, String words) {
        assertEquals("The person asked to be called at this time, at most " + words + " ago.",
                LawWords.holding(new Condition.Appointment(Duration.parse(length)), "en"));
    }

    @Test
    void hours_are_said_in_words() {
        var windows = List.of(window(10, 13), window(14, 20));
        assertEquals("It is outside the hours allowed: Monday to Friday, 10:00 to 13:00 and 14:00 to 20:00, except public"
                + " holidays.", LawWords.holding(new TimedCondition.OutsideHours(WEEKDAYS, windows, false), "en"));
        assertEquals("C’est en dehors des heures permises\u00a0: du lundi au vendredi, de 10\u00a0h\u00a000 à 13\u00a0h\u00a000"
                + " et de 14\u00a0h\u00a000 à 20\u00a0h\u00a000, sauf les jours fériés.",
                LawWords.holding(new TimedCondition.OutsideHours(WEEKDAYS, windows, false), "fr"));
        assertEquals("It is outside the hours allowed: every day, 9:00 to 21:00.", LawWords.holding(
                new TimedCondition.OutsideHours(EnumSet.allOf(DayOfWeek.class), List.of(window(9, 21)), true), "en"));
        assertEquals("It is outside the hours allowed: Monday, Wednesday and Saturday, 9:00 to 21:00.",
                LawWords.holding(new TimedCondition.OutsideHours(EnumSet.of(DayOfWeek.MONDAY, DayOfWeek.WEDNESDAY,
                        DayOfWeek.SATURDAY), List.of(window(9, 21)), true), "en"));
    }

    private static TimedCondition.Window window(int from, int to) {
        return new TimedCondition.Window(LocalTime.of(from, 0), LocalTime.of(to, 0));
    }

    @Test
    void a_duty_without_a_term_has_no_delay_and_no_end() {
        assertEquals("Honour a stop at once.", LawWords.duty(new Duty(Obligation.HONOUR_STOP, null, "X"), "en"));
        assertEquals("Keep the link in the message working for ever.",
                LawWords.duty(new Duty(Obligation.LINK_LIFE, null, "X"), "en"));
        assertEquals("Honour a stop within 10 business days.",
                LawWords.duty(new Duty(Obligation.HONOUR_STOP, new Term(10, Term.Unit.BUSINESS_DAYS), "X"), "en"));
    }

    @Test
    void a_rule_of_an_operators_own_speaks_its_own_text_and_in_english_to_whom_it_has_none_for() {
        Rule rule = rule(null, Map.of("en", "It may go.", "fr", "Cela peut partir."));
        assertEquals("Cela peut partir.", LawWords.sentence(rule, "fr-BE"));
        assertEquals("It may go.", LawWords.sentence(rule, "pl"));
    }

    @Test
    void what_has_no_words_answers_its_id() {
        assertEquals("XX-01", LawWords.sentence(rule("law.no-such-sentence", Map.of()), "fr"));
        assertEquals("toys", LawWords.sector("toys", "en"));
        assertEquals("On record: Date of birth.", LawWords.holding(new Condition.Recorded(Fact.BIRTH_DATE), "en"));
        assertEquals("CALL_BACK", LawWords.say("en", "law.obligation.NO_SUCH", "CALL_BACK"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"fr", "en"})
    void a_page_has_a_name_for_everything(String language) {
        names(Effect.values(), LawWords::effect, language);
        names(Confidence.values(), LawWords::confidence, language);
        names(LegalBasis.values(), LawWords::basis, language);
        names(Channel.values(), LawWords::channel, language);
        names(Audience.values(), LawWords::audience, language);
        names(MessageNature.values(), LawWords::nature, language);
        names(Fact.values(), LawWords::fact, language);
    }

    private static <T extends Enum<T>> void names(T[] all, BiFunction<T, String, String> name, String language) {
        assertEquals(all.length, Arrays.stream(all).map(one -> name.apply(one, language)).distinct().count());
        // SMS is called SMS in French.
        assertTrue(Arrays.stream(all).allMatch(one -> one == Channel.SMS || !name.apply(one, language).equals(one.name())));
    }

    private static Rule rule(String message, Map<String, String> text) {
        return new Rule("XX-01", "XX", Map.of(), null, null, Set.of(), Set.of(), null, Set.of(), Effect.FORBID, null,
                List.of(), List.of(), List.of(), "art. 1", Confidence.DESIGN, message, text);
    }

    private static void both(Set<String> said, String key) {
        said.add(key + ".lacking");
        said.add(key + ".holding");
    }

    private static void named(Set<String> said, String kind, Enum<?>... all) {
        Stream.of(all).forEach(one -> said.add("law." + kind + "." + one.name()));
    }

    /** Keys with the places their sentences have to fill. */
    private static Map<String, Set<String>> places(String language) {
        Properties words = new Properties();
        try (var in = LawWordsTest.class.getResourceAsStream("/messages/law_" + language + ".properties")) {
            words.load(new InputStreamReader(in, StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
        Map<String, Set<String>> places = new TreeMap<>();
        words.forEach((key, text) -> places.put(key.toString(), PLACES.matcher(text.toString()).results()
                .map(place -> place.group()).collect(java.util.stream.Collectors.toCollection(TreeSet::new))));
        return places;
    }
}
