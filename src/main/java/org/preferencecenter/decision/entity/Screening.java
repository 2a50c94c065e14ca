package org.preferencecenter.decision.entity;

import java.time.Instant;
import java.time.LocalDate;
import java.time.Period;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.preferencecenter.law.entity.Audience;
import org.preferencecenter.law.entity.Channel;
import org.preferencecenter.law.entity.Condition;
import org.preferencecenter.law.entity.Jurisdiction;
import org.preferencecenter.law.entity.MessageNature;
import org.preferencecenter.law.entity.OppositionList;
import org.preferencecenter.law.entity.Possible;
import org.preferencecenter.law.entity.Rule;
import org.preferencecenter.law.entity.RuleBook;

/**
 * What the dated rules make of an opposition list on a day (S-24). Pure.
 *
 * @param matters some rule in force asks for the list
 * @param rules   those that do; where none does, those that say what holds for calls instead
 * @param age     whether the list as imported may be used for that day
 */
public record Screening(boolean matters, List<Rule> rules, Age age) {

    /** Of the imported list, seen from the day. */
    public enum Age {
        CURRENT,
        /** Older than a rule allows. */
        TOO_OLD,
        /** Made after that day: what was on the list then is not known. */
        LATER;

        /** As it stands in a screened file. */
        public String word() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    /** The day it is where the list holds. */
    public static LocalDate day(RuleBook book, OppositionList list, Instant at) {
        ZoneId zone = book.place(list.jurisdiction()).filter(place -> !place.jurisdiction().zones().isEmpty())
                .map(place -> place.jurisdiction().zones().get(0)).orElse(ZoneOffset.UTC);
        return at.atZone(zone).toLocalDate();
    }

    /** @param date the imported list's own date */
    public static Screening of(RuleBook book, OppositionList list, LocalDate day, LocalDate date) {
        Set<String> places = book.jurisdictions().stream()
                .filter(j -> j.code().equals(list.jurisdiction()) || j.members().contains(list.jurisdiction())
                        || j.code().equals(Jurisdiction.WORLD))
                .map(Jurisdiction::code).collect(Collectors.toCollection(TreeSet::new));
        List<Rule> asking = book.rules(day).stream()
                .filter(rule -> places.contains(rule.jurisdiction()) && conditions(rule).anyMatch(c -> names(c, list))).toList();
        return new Screening(!asking.isEmpty(), asking.isEmpty() ? instead(book, list, day) : asking,
                age(asking, list, day, date));
    }

    private static Stream<Condition> conditions(Rule rule) {
        return Stream.concat(rule.when().stream(), rule.unless().stream());
    }

    private static boolean names(Condition condition, OppositionList list) {
        return condition instanceof Condition.Screened screened && screened.list().equals(list.code())
                || condition instanceof Condition.Listed listed && listed.list().equals(list.code());
    }

    private static List<Rule> instead(RuleBook book, OppositionList list, LocalDate day) {
        Possible possible = book.possible(list.jurisdiction(), Channel.PHONE, Audience.CONSUMER, MessageNature.PROSPECTING,
                null, day);
        List<Rule> rules = new ArrayList<>(possible.bans());
        rules.addAll(possible.permits());
        return rules;
    }

    private static Age age(List<Rule> asking, OppositionList list, LocalDate day, LocalDate date) {
        if (date.isAfter(day)) {
            return Age.LATER;
        }
        boolean tooOld = asking.stream().flatMap(Screening::conditions)
                .filter(c -> c instanceof Condition.Screened screened && screened.list().equals(list.code()))
                .map(c -> ((Condition.Screened) c).within()).anyMatch(within -> over(within, date, day));
        return tooOld ? Age.TOO_OLD : Age.CURRENT;
    }

    /** As {@link Condition.Screened} counts. */
    private static boolean over(Period within, LocalDate date, LocalDate day) {
        return within != null && day.isAfter(date.plus(within));
    }
}
