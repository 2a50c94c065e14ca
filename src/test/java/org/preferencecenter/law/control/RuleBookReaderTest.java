package org.preferencecenter.law.control;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.Period;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
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
import org.preferencecenter.law.entity.Mistake;
import org.preferencecenter.law.entity.Obligation;
import org.preferencecenter.law.entity.Rule;
import org.preferencecenter.law.entity.RuleBook;
import org.preferencecenter.law.entity.Term;
import org.preferencecenter.law.entity.TimedCondition;

class RuleBookReaderTest {

    private static final String FRANCE = """
            jurisdiction: FR
            name: {en: France, fr: France}
            zones: [Europe/Paris]
            opposition_lists:
              - {code: BLOCTEL, name: {en: Bloctel, fr: Bloctel}}
            rules:
            """;
    private static final String RULE = """
              - id: FR-99
                title: {en: A rule, fr: Une règle}
                effect: permit
                basis: CONSENT
                citation: art. 1
                confidence: S
                text: {en: It may go., fr: Cela peut partir.}
            """;

    @Test
    void a_rule_is_read_with_all_its_fields() {
        Rule rule = read(ship("fr.yaml", FRANCE + """
                  - id: FR-07.hours
                    title: {en: Calls, fr: Appels}
                    valid_from: 2026-08-11
                    valid_to: 2027-12-31
                    channels: [PHONE, AUTOMATED_CALL]
                    audiences: [CONSUMER]
                    nature: PROSPECTING
                    sectors: [home-energy]
                    effect: permit
                    basis: SOFT_OPT_IN
                    when:
                      - consent: {within: P1Y}
                    unless:
                      - listed: BLOCTEL
                    duties:
                      - NAME_SENDER
                      - {obligation: KEEP_PROOF, term: 3 YEARS}
                    citation: C. conso. L223-1
                    confidence: V
                    text: {en: Yes., fr: Oui.}
                """)).rule("FR-07.hours").orElseThrow();

        assertEquals(new Rule("FR-07.hours", "FR", Map.of("en", "Calls", "fr", "Appels"), LocalDate.of(2026, 8, 11),
                LocalDate.of(2027, 12, 31), Set.of(Channel.PHONE, Channel.AUTOMATED_CALL), Set.of(Audience.CONSUMER),
                MessageNature.PROSPECTING, Set.of("home-energy"), Effect.PERMIT, LegalBasis.SOFT_OPT_IN,
                List.of(new Condition.Consent(Period.ofYears(1))), List.of(new Condition.Listed("BLOCTEL")),
                List.of(new Duty(Obligation.NAME_SENDER, null, "FR-07.hours"),
                        new Duty(Obligation.KEEP_PROOF, new Term(3, Term.Unit.YEARS), "FR-07.hours")),
                "C. conso. L223-1", Confidence.VERIFIED, null, Map.of("en", "Yes.", "fr", "Oui.")), rule);
    }

    static Stream<Arguments> conditions() {
        return Stream.of(
                Arguments.of("consent", new Condition.Consent(null)),
                Arguments.of("consent: {within: P1Y}", new Condition.Consent(Period.ofYears(1))),
                Arguments.of("sale: {within: P24M}", new Condition.Sale(Period.ofMonths(24))),
                Arguments.of("same-seller", new Condition.SameSeller()),
                Arguments.of("analogous", new Condition.Analogous()),
                Arguments.of("inquiry: {within: P6M}", new Condition.Inquiry(Period.ofMonths(6))),
                Arguments.of("current-contract", new Condition.CurrentContract()),
                Arguments.of("function-match", new Condition.FunctionMatch()),
                Arguments.of("role-address", new Condition.RoleAddress()),
                Arguments.of("personal-address", new Condition.PersonalAddress()),
                Arguments.of("recorded: soleTrader", new Condition.Recorded(Fact.SOLE_TRADER)),
                Arguments.of("screened: {list: BLOCTEL, within: P30D}", new Condition.Screened("BLOCTEL", Period.ofDays(30))),
                Arguments.of("listed: BLOCTEL", new Condition.Listed("BLOCTEL")),
                Arguments.of("appointment: {within: PT30M}", new Condition.Appointment(Duration.ofMinutes(30))),
                Arguments.of("inactive: {since: P36M}", new Condition.Inactive(Period.ofMonths(36))),
                Arguments.of("younger-than: 15", new Condition.YoungerThan(15)),
                Arguments.of("open-pixel", new Condition.OpenPixel()),
                Arguments.of("pixel-consent", new Condition.PixelConsent()),
                Arguments.of("asks-to-go-on", new Condition.AsksToGoOn()),
                Arguments.of("outside-hours: {days: [MONDAY], hours: [\"10:00-13:00\", 14:00-20:00], holidays: true}",
                        new TimedCondition.OutsideHours(Set.of(DayOfWeek.MONDAY), List.of(
                                new TimedCondition.Window(LocalTime.of(10, 0), LocalTime.of(13, 0)),
                                new TimedCondition.Window(LocalTime.of(14, 0), LocalTime.of(20, 0))), true)),
                Arguments.of("attempts-reached: {most: 4, days: 30}", new TimedCondition.AttemptsReached(4, 30)),
                Arguments.of("refused-within: 60", new TimedCondition.RefusedWithin(60)));
    }

    @ParameterizedTest
    @MethodSource("conditions")
    void every_condition_is_read(String written, Condition condition) {
        RuleBook book = read(ship("fr.yaml", FRANCE + RULE + "    when:\n      - " + written + "\n"));
        assertEquals(List.of(condition), book.rule("FR-99").orElseThrow().when());
    }

    @Test
    void the_vocabulary_is_the_sealed_one_and_every_word_of_it_is_read_above() {
        Set<String> sealed = Stream.concat(Arrays.stream(Condition.class.getPermittedSubclasses()),
                Arrays.stream(TimedCondition.class.getPermittedSubclasses())).filter(Class::isRecord)
                .map(type -> type.getSimpleName().replaceAll("([a-z])([A-Z])", "$1-$2").toLowerCase(java.util.Locale.ROOT))
                .collect(Collectors.toCollection(TreeSet::new));
        assertEquals(sealed, new TreeSet<>(ConditionReader.WORDS));
        assertEquals(sealed, conditions().map(row -> ((Condition) row.get()[1]).word())
                .collect(Collectors.toCollection(TreeSet::new)));
    }

    /** What is appended to a right rule, the line it stands on, and what is said about it. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            chanels: [EMAIL]                          | 14 | 'chanels' is no key of a rule; the nearest is 'channels'
            effect: permit                            | 14 | 'effect' is given twice; keep one of them
            channels: [EMIAL]                         | 14 | 'EMIAL' is no channel; the nearest is 'EMAIL'
            channels: [ANY]                           | 14 | 'ANY' is no channel; known are EMAIL, SMS, MESSAGING, PHONE, AUTOMATED_CALL, POST, PUSH
            channels: [EMAIL, EMAIL]                  | 14 | 'EMAIL' is named twice; name it once
            channels: EMAIL                           | 14 | 'channels' must be a list; write channels: [EMAIL]
            channels: []                              | 14 | 'channels' is an empty list; leave the key out, or name something
            channels: [{a: b}]                        | 14 | an entry of 'channels' must be one value; give it without brackets, dashes or keys
            audiences: [CONSUMERS]                    | 14 | 'CONSUMERS' is no audience; the nearest is 'CONSUMER'
            nature: MARKETING                         | 14 | 'MARKETING' is no message nature; known are PROSPECTING, SERVICE
            nature: [SERVICE]                         | 14 | 'nature' must be one value; give it without brackets, dashes or keys
            nature:                                   | 14 | 'nature' is empty; give it a value, or leave the key out
            sectors: [Home Energy]                    | 14 | 'Home Energy' is no sector; use small letters and dashes, such as home-energy
            valid_from: 11.08.2026                    | 14 | 'valid_from' is '11.08.2026'; it must be a day from 1900 to 2200, written as 2026-08-11
            valid_from: 2026-02-30                    | 14 | 'valid_from' is '2026-02-30'; it must be a day from 1900 to 2200, written as 2026-08-11
            valid_to: 20260-01-01                     | 14 | 'valid_to' is '20260-01-01'; it must be a day from 1900 to 2200, written as 2026-08-11
            when: []                                  | 14 | 'when' is an empty list; leave the key out, or name something
            when: consent                             | 14 | 'when' must be a list; write when: one line with a dash for each condition
            when: [consnet]                           | 14 | 'consnet' is no condition; the nearest is 'consent'
            when: [consent, consent]                  | 14 | this condition is named twice; name it once
            when: [consent: {within: P1Y, sale: x}]   | 14 | 'sale' is no key of a condition 'consent'; known are within
            when: [{consent: {within: P1Y}, sale: }]  | 14 | an entry must be one condition; give each its own line with a dash, and its arguments in braces: - consent: {within: P1Y}
            when: [consent: P1Y]                      | 14 | 'consent' needs its arguments in braces; write - consent: {within: …}
            when: [consent: {within: one year}]       | 14 | 'within' is 'one year'; it must be a period of up to 100 years, such as P1Y, P24M or P30D
            when: [consent: {within: P0D}]            | 14 | 'within' is 'P0D'; it must be a period of up to 100 years, such as P1Y, P24M or P30D
            when: [consent: {within: P-1Y}]           | 14 | 'within' is 'P-1Y'; it must be a period of up to 100 years, such as P1Y, P24M or P30D
            when: [consent: {within: P5000Y}]         | 14 | 'within' is 'P5000Y'; it must be a period of up to 100 years, such as P1Y, P24M or P30D
            when: [consent: {within: P999999999999Y}] | 14 | 'within' is 'P999999999999Y'; it must be a period of up to 100 years, such as P1Y, P24M or P30D
            when: [analogous: yes]                    | 14 | 'analogous' takes nothing; write - analogous
            when: [recorded: soleTradr]               | 14 | 'soleTradr' is no fact; the nearest is 'soleTrader'
            when: [recorded]                          | 14 | 'recorded' needs one value; write - recorded: soleTrader
            when: [listed: BLOCTELL]                  | 14 | 'BLOCTELL' is no opposition list; the nearest is 'BLOCTEL'
            when: [screened: BLOCTEL]                 | 14 | 'screened' needs its arguments in braces; write - screened: {list: …, within: …}
            when: [screened: {list: BLOCTEL}]         | 14 | 'within' is missing; add within: P30D
            when: [screened: {list: QX, within: P1M}] | 14 | 'QX' is no opposition list; name it under 'opposition_lists' first
            when: [appointment]                       | 14 | 'appointment' needs its arguments in braces; write - appointment: {within: …}
            when: [appointment: {within: PT9999H}]    | 14 | 'within' is 'PT9999H'; it must be a length of up to 31 days, such as PT30M or PT2H
            when: [younger-than: 1500]                | 14 | '1500' is not an age; write a whole number from 1 to 120
            when: [refused-within: -3]                | 14 | '-3' is not a number of days; write a whole number from 1 to 3660
            when: [attempts-reached: {most: 0, days: 30}]                   | 14 | 'most' is '0'; it must be a whole number from 1 to 1000
            when: [outside-hours: {days: [MONTAG], hours: ["9:00-18:00"]}]  | 14 | 'MONTAG' is no day; the nearest is 'MONDAY'
            when: [outside-hours: {days: [MONDAY], hours: ["18:00-09:00"]}] | 14 | '18:00-09:00' are no hours; write from and to within a day, such as "09:00-18:00"
            when: [outside-hours: {days: [MONDAY], hours: ["09:00-12:00", "11:00-13:00"]}] | 14 | two of the hours overlap; write them as one: "10:00-14:00"
            when: [outside-hours: {days: [MONDAY]}]   | 14 | 'hours' is missing; add hours: ["09:00-18:00"]
            duties: [NAME_SENDR]                      | 14 | 'NAME_SENDR' is no obligation; the nearest is 'NAME_SENDER'
            duties: [NAME_SENDER, NAME_SENDER]        | 14 | NAME_SENDER is named twice; name it once
            duties: [{obligation: KEEP_PROOF, term: 3 years}]    | 14 | 'term' is '3 years'; it must be a number and a unit, up to 100 years, such as 10 BUSINESS_DAYS or 3 YEARS
            duties: [{obligation: KEEP_PROOF, term: 300 YEARS}]  | 14 | 'term' is '300 YEARS'; it must be a number and a unit, up to 100 years, such as 10 BUSINESS_DAYS or 3 YEARS
            duties: [{term: 3 YEARS}]                 | 14 | 'obligation' is missing; add obligation: KEEP_PROOF
            message: law.FR-98                        | 14 | no sentence ships under 'law.FR-98'; write text: {en: …, fr: …} instead
            """)
    void a_mistake_in_a_rule_is_told_with_its_place_and_its_fix(String line, int at, String said) {
        String file = FRANCE + RULE + "    " + line + "\n";
        Mistake mistake = new Mistake("fr.yaml", at, "FR-99", said.split("; ")[0], said.substring(said.indexOf("; ") + 2));
        List<Mistake> told = mistakes(ship("fr.yaml", file));
        assertTrue(told.contains(mistake), () -> mistake + " is not among " + told);
    }

    private static RuleBook read(RuleFile... files) {
        return new RuleBookReader(Holidays.NONE).read(List.of(files));
    }

    private static List<Mistake> mistakes(RuleFile... files) {
        return assertThrows(RuleBookReader.Unreadable.class, () -> read(files)).mistakes();
    }

    private static RuleFile ship(String name, String text) {
        return new RuleFile(name, text.getBytes(StandardCharsets.UTF_8), false);
    }
}
