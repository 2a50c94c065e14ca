package org.preferencecenter.law.control;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalTime;
import java.time.Period;
import java.time.format.TextStyle;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

import org.preferencecenter.law.entity.Term;
import org.preferencecenter.law.entity.Term.Unit;
import org.preferencecenter.law.entity.TimedCondition.OutsideHours;

/** Lengths of time, days and hours in words. */
final class Lengths {

    private final String locale;

    private Lengths(String locale) {
        this.locale = locale;
    }

    static Lengths of(String locale) {
        return new Lengths(locale);
    }

    String term(Term term) {
        return count(term.amount(), term.unit());
    }

    /** {@code 1 year}, {@code 1 year and 6 months}. */
    String period(Period period) {
        List<String> parts = new ArrayList<>(3);
        part(parts, period.getYears(), Unit.YEARS);
        part(parts, period.getMonths(), Unit.MONTHS);
        part(parts, period.getDays(), Unit.DAYS);
        return list(parts);
    }

    /** {@code 30 minutes}; whole minutes, for nobody agrees on less. */
    String duration(Duration duration) {
        List<String> parts = new ArrayList<>(2);
        part(parts, (int) duration.toHours(), Unit.HOURS);
        part(parts, duration.toMinutesPart(), Unit.MINUTES);
        return list(parts);
    }

    String days(int days) {
        return count(days, Unit.DAYS);
    }

    /** {@code Monday to Friday, 10:00 to 13:00 and 14:00 to 20:00, except public holidays}. */
    String hours(OutsideHours hours) {
        String windows = list(hours.windows().stream()
                .map(window -> say("law.hours.window", time(window.from()), time(window.to()))).toList());
        return say(hours.holidays() ? "law.hours" : "law.hours.without-holidays", week(List.copyOf(hours.days())), windows);
    }

    private String week(List<DayOfWeek> days) {
        if (days.size() == DayOfWeek.values().length) {
            return say("law.days.every");
        }
        DayOfWeek first = days.get(0);
        DayOfWeek last = days.get(days.size() - 1);
        boolean inARow = days.size() > 2 && last.getValue() - first.getValue() == days.size() - 1;
        return inARow ? say("law.days.range", day(first), day(last)) : list(days.stream().map(this::day).toList());
    }

    private String day(DayOfWeek day) {
        return day.getDisplayName(TextStyle.FULL, Locale.forLanguageTag(say("law.language")));
    }

    private String time(LocalTime time) {
        return say("law.hours.time", String.valueOf(time.getHour()), "%02d".formatted(time.getMinute()));
    }

    private void part(List<String> parts, int amount, Unit unit) {
        if (amount > 0) {
            parts.add(count(amount, unit));
        }
    }

    private String count(int amount, Unit unit) {
        return say("law.unit." + unit + (amount == 1 ? ".one" : ".many"), String.valueOf(amount));
    }

    /** {@code a, b and c}. */
    private String list(List<String> parts) {
        String list = parts.isEmpty() ? "" : parts.get(0);
        for (int i = 1; i < parts.size(); i++) {
            list = i == parts.size() - 1 ? say("law.and", list, parts.get(i)) : list + ", " + parts.get(i);
        }
        return list;
    }

    private String say(String key, String... values) {
        return LawWords.say(locale, key, key, values);
    }
}
