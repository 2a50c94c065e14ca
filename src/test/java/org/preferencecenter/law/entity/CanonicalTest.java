package org.preferencecenter.law.entity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.reflect.RecordComponent;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.Period;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.preferencecenter.law.entity.TimedCondition.AttemptsReached;
import org.preferencecenter.law.entity.TimedCondition.OutsideHours;
import org.preferencecenter.law.entity.TimedCondition.RefusedWithin;
import org.preferencecenter.law.entity.TimedCondition.Window;

class CanonicalTest {

    private static final Jurisdiction FRANCE = new Jurisdiction("FR", Map.of("en", "France"), List.of(ZoneId.of("Europe/Paris"),
            ZoneId.of("America/Cayenne")), Set.of());
    private static final Jurisdiction UNION = new Jurisdiction("EU", Map.of("en", "Union"), List.of(), Set.of("FR", "DE"));
    private static final OppositionList BLOCTEL = new OppositionList("BLOCTEL", "FR", Map.of("en", "Bloctel"));
    private static final AddressWords WORDS = new AddressWords(Set.of("info"), Set.of("gmail.com"));
    private static final List<Condition> CONDITIONS = List.of(new Condition.Consent(Period.ofYears(1)),
            new Condition.Sale(Period.ofYears(1)), new Condition.SameSeller(), new Condition.Analogous(),
            new Condition.Inquiry(Period.ofYears(1)), new Condition.CurrentContract(), new Condition.FunctionMatch(),
            new Condition.RoleAddress(), new Condition.PersonalAddress(), new Condition.Recorded(Fact.INFORMED),
            new Condition.Screened("BLOCTEL", Period.ofYears(1)), new Condition.Listed("BLOCTEL"),
            new Condition.Appointment(Duration.ofMinutes(5)), new Condition.Inactive(Period.ofYears(1)),
            new Condition.YoungerThan(15), new Condition.OpenPixel(), new Condition.PixelConsent(), new Condition.AsksToGoOn(),
            new OutsideHours(Set.of(DayOfWeek.MONDAY), List.of(new Window(LocalTime.of(9, 0), LocalTime.of(12, 0))), false),
            new AttemptsReached(4, 30), new RefusedWithin(60));

    private static Rule permit() {
        return new Rule("FR-01", "FR", Map.of("en", "One"), LocalDate.of(2026, 1, 1), LocalDate.of(2027, 1, 1),
                Set.of(Channel.EMAIL), Set.of(Audience.CONSUMER), MessageNature.PROSPECTING, Set.of("press"), Effect.PERMIT,
                LegalBasis.CONSENT, List.of(new Condition.SameSeller()), List.of(new Condition.Analogous()),
                List.of(new Duty(Obligation.NAME_SENDER, new Term(3, Term.Unit.DAYS), "FR-01")), "art. 1", Confidence.SECONDARY,
                "law.FR-01", Map.of("en", "Yes."));
    }

    private static Rule permit(Condition when) {
        Rule of = permit();
        return new Rule(of.id(), of.jurisdiction(), of.title(), of.validFrom(), of.validTo(), of.channels(), of.audiences(),
                of.nature(), of.sectors(), of.effect(), of.basis(), List.of(when), of.unless(), of.duties(), of.citation(),
                of.confidence(), of.message(), of.text());
    }

    private static String digest(Rule rule) {
        return new RuleBook(List.of(FRANCE, UNION), List.of(rule), List.of(BLOCTEL), WORDS, Holidays.NONE).digest();
    }

    /** Another value of the same type, for every type rules are made of. */
    private static Object other(Object value) {
        if (value instanceof String text) {
            return text.equals("FR") ? "EU" : text + "x";
        } else if (value instanceof LocalDate day) {
            return day.plusDays(1);
        } else if (value instanceof Integer number) {
            return number + 1;
        } else if (value instanceof Boolean flag) {
            return !flag;
        } else if (value instanceof Period period) {
            return period.plusDays(1);
        } else if (value instanceof Duration length) {
            return length.plusMinutes(1);
        } else if (value instanceof Enum<?> word) {
            Object[] words = word.getDeclaringClass().getEnumConstants();
            return words[(word.ordinal() + 1) % words.length];
        } else if (value instanceof Map<?, ?>) {
            return Map.of("en", "Another");
        } else if (value instanceof Set<?> set) {
            return Set.of(other(set.iterator().next()));
        } else if (value instanceof List<?> list && list.get(0) instanceof Window) {
            return List.of(new Window(LocalTime.of(9, 0), LocalTime.of(12, 1)));
        } else if (value instanceof List<?> list && list.get(0) instanceof Condition) {
            return List.of(new Condition.OpenPixel());
        } else if (value instanceof List<?> list && list.get(0) instanceof Duty) {
            return List.of(new Duty(Obligation.NAME_SENDER, new Term(3, Term.Unit.MONTHS), "FR-01"));
        }
        throw new AssertionError("no other value for " + value);
    }

    /** The record once for each of its components, that one changed. */
    private static List<Record> changed(Record record, String... fixed) {
        List<Record> all = new ArrayList<>();
        RecordComponent[] components = record.getClass().getRecordComponents();
        try {
            for (int i = 0; i < components.length; i++) {
                if (Set.of(fixed).contains(components[i].getName())) {
                    continue;
                }
                Object[] values = new Object[components.length];
                for (int j = 0; j < components.length; j++) {
                    Object value = components[j].getAccessor().invoke(record);
                    values[j] = i == j ? other(value) : value;
                }
                all.add((Record) record.getClass().getDeclaredConstructor(
                        Arrays.stream(components).map(RecordComponent::getType).toArray(Class[]::new)).newInstance(values));
            }
        } catch (ReflectiveOperationException e) {
            throw new AssertionError(e);
        }
        return all;
    }

    /** What permits stands on a basis, so its effect cannot be changed alone; see below. */
    static List<Record> changedRules() {
        return changed(permit(), "effect");
    }

    @ParameterizedTest
    @MethodSource("changedRules")
    void every_field_of_a_rule_changes_the_digest(Rule changed) {
        assertNotEquals(digest(permit()), digest(changed));
    }

    static List<Condition> conditions() {
        return CONDITIONS;
    }

    @ParameterizedTest
    @MethodSource("conditions")
    void every_argument_of_a_condition_changes_the_digest(Condition condition) {
        for (Record changed : changed((Record) condition)) {
            assertNotEquals(digest(permit(condition)), digest(permit((Condition) changed)));
        }
    }

    @Test
    void no_two_conditions_are_written_alike() {
        assertEquals(CONDITIONS.size(), CONDITIONS.stream().map(c -> digest(permit(c))).distinct().count());
        assertTrue(CONDITIONS.size() == Stream.concat(Arrays.stream(Condition.class.getPermittedSubclasses()),
                Arrays.stream(TimedCondition.class.getPermittedSubclasses())).filter(Class::isRecord).count());
    }

    @Test
    void the_effect_and_when_against_unless_change_the_digest() {
        Rule of = permit();
        assertNotEquals(digest(with(of, Effect.FORBID, of.when(), of.unless())), digest(with(of, Effect.OBLIGE, of.when(), of.unless())));
        assertNotEquals(digest(with(of, Effect.FORBID, of.when(), List.of())), digest(with(of, Effect.FORBID, List.of(), of.when())));
    }

    private static Rule with(Rule of, Effect effect, List<Condition> when, List<Condition> unless) {
        return new Rule(of.id(), of.jurisdiction(), of.title(), of.validFrom(), of.validTo(), of.channels(), of.audiences(),
                of.nature(), of.sectors(), effect, null, when, unless, of.duties(), of.citation(), of.confidence(), of.message(),
                of.text());
    }

    @Test
    void jurisdictions_lists_and_address_words_change_the_digest() {
        List<RuleBook> books = List.of(book(FRANCE, BLOCTEL, WORDS),
                book(new Jurisdiction("FR", Map.of("en", "Gaul"), FRANCE.zones(), Set.of()), BLOCTEL, WORDS),
                book(new Jurisdiction("FR", FRANCE.name(), List.of(FRANCE.zones().get(1), FRANCE.zones().get(0)), Set.of()),
                        BLOCTEL, WORDS),
                book(new Jurisdiction("FR", FRANCE.name(), FRANCE.zones(), Set.of("BE")), BLOCTEL, WORDS),
                book(FRANCE, new OppositionList("BLOCTEL", "FR", Map.of("en", "Other")), WORDS),
                book(FRANCE, new OppositionList("BLOCTEL", "EU", Map.of("en", "Bloctel")), WORDS),
                book(FRANCE, new OppositionList("OTHER", "FR", Map.of("en", "Bloctel")), WORDS),
                book(FRANCE, BLOCTEL, new AddressWords(Set.of("contact"), Set.of("gmail.com"))),
                book(FRANCE, BLOCTEL, new AddressWords(Set.of("info"), Set.of("gmx.de"))));
        assertEquals(books.size(), books.stream().map(RuleBook::digest).distinct().count());
    }

    private static RuleBook book(Jurisdiction jurisdiction, OppositionList list, AddressWords words) {
        return new RuleBook(List.of(jurisdiction, UNION), List.of(permit()), List.of(list), words, Holidays.NONE);
    }

    @Test
    void the_order_of_what_has_no_order_changes_nothing() {
        Rule other = with(new Rule("FR-02", "FR", Map.of(), null, null, Set.of(Channel.SMS, Channel.PHONE), Set.of(), null, Set.of(),
                Effect.FORBID, null, List.of(), List.of(), List.of(), "x", Confidence.DESIGN, null, Map.of()),
                Effect.FORBID, List.of(), List.of());
        assertEquals(new RuleBook(List.of(FRANCE, UNION), List.of(permit(), other), List.of(), WORDS, Holidays.NONE).digest(),
                new RuleBook(List.of(UNION, FRANCE), List.of(other, permit()), List.of(), WORDS, Holidays.NONE).digest());
    }

    /** A book keeps its digest from release to release: whoever changes the form changes "format", and this. */
    @Test
    void the_form_is_fixed() {
        String json = "{\"format\":1,\"jurisdictions\":[{\"code\":\"FR\",\"members\":[],\"name\":{\"en\":\"France\"},"
                + "\"zones\":[\"Europe/Paris\",\"America/Cayenne\"]}],\"opposition_lists\":[],\"personal_domains\":[\"gmail.com\"],"
                + "\"role_addresses\":[\"info\"],\"rules\":[{\"audiences\":[\"CONSUMER\"],\"basis\":\"CONSENT\",\"channels\":[\"EMAIL\"],"
                + "\"citation\":\"art. 1\",\"confidence\":\"SECONDARY\",\"duties\":[{\"obligation\":\"NAME_SENDER\",\"term\":\"3 DAYS\"}],"
                + "\"effect\":\"PERMIT\",\"id\":\"FR-01\",\"jurisdiction\":\"FR\",\"message\":\"law.FR-01\",\"nature\":\"PROSPECTING\","
                + "\"sectors\":[\"press\"],\"text\":{\"en\":\"Yes.\"},\"title\":{\"en\":\"One\"},\"unless\":[{\"analogous\":{}}],"
                + "\"valid_from\":\"2026-01-01\",\"valid_to\":\"2027-01-01\",\"when\":[{\"consent\":{\"within\":\"P1Y\"}}]}]}";
        RuleBook book = new RuleBook(List.of(FRANCE), List.of(permit(new Condition.Consent(Period.ofYears(1)))), List.of(), WORDS,
                Holidays.NONE);
        assertEquals(json, book.canonical());
        assertEquals(64, book.digest().length());
    }

    @Test
    void texts_are_quoted_as_json_asks() {
        assertEquals("\"a\\\"b\\\\c\\u000ad\"", Canonical.json("a\"b\\c\nd"));
    }
}
