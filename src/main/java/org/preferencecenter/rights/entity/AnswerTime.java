package org.preferencecenter.rights.entity;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

import org.preferencecenter.law.entity.Duty;
import org.preferencecenter.law.entity.Obligation;
import org.preferencecenter.law.entity.RuleBook;
import org.preferencecenter.law.entity.Term;

/**
 * Until when a request has to be answered (GDPR art. 12(3): one month from receipt, two more where that is needed and told
 * within the first). Counted as Regulation (EEC, Euratom) 1182/71 art. 3 counts: the day of receipt is not in it; a month ends
 * on the day of the same number, or with the month where there is none; what would end on a Saturday, a Sunday or a public
 * holiday ends with the next working day. Pure.
 *
 * @param term as the rule book has it for the person's country
 * @param off  the public holidays there
 */
public record AnswerTime(Term term, Predicate<LocalDate> off) {

    /** GDPR art. 12(3). */
    public static final Term MONTH = new Term(1, Term.Unit.MONTHS);
    private static final int MORE_MONTHS = 2;
    private static final int MOST_DAYS_OFF = 60;

    /** How a request stands against its term. */
    public enum Standing {
        LATE, TODAY,
        /** Within a week. */
        SOON,
        IN_TIME
    }

    /** @param jurisdiction of the person, ISO 3166-1 alpha-2, or null: not known */
    public static AnswerTime of(RuleBook book, String jurisdiction, LocalDate day) {
        List<Duty> owed = book.rules(day).stream().filter(rule -> rule.jurisdiction().equals(jurisdiction))
                .flatMap(rule -> rule.duties().stream())
                .filter(duty -> duty.obligation() == Obligation.ANSWER_REQUESTS && duty.term() != null).toList();
        Term term = Duty.strictest(owed).stream().findFirst().map(Duty::term).orElse(MONTH);
        return new AnswerTime(term, date -> jurisdiction != null
                && Optional.of(jurisdiction).flatMap(book::place).map(place -> place.holiday(date)).orElse(false));
    }

    /** The last day to answer. */
    public LocalDate due(LocalDate received) {
        return working(switch (term.unit()) {
            case MONTHS -> received.plusMonths(term.amount());
            case YEARS -> received.plusYears(term.amount());
            case DAYS, BUSINESS_DAYS -> received.plusDays(term.amount());
            case HOURS, MINUTES -> received.plusDays(1);
        });
    }

    /** The last day to answer once it was told that it takes longer. */
    public LocalDate extended(LocalDate received) {
        return working(term.unit() == Term.Unit.MONTHS ? received.plusMonths(term.amount() + MORE_MONTHS)
                : due(received).plusMonths(MORE_MONTHS));
    }

    /** Whether it may still be told that it takes longer: not after the first term is over. */
    public boolean mayExtend(LocalDate received, LocalDate today) {
        return !today.isAfter(due(received));
    }

    public static Standing standing(LocalDate due, LocalDate today) {
        long days = ChronoUnit.DAYS.between(today, due);
        return days < 0 ? Standing.LATE : days == 0 ? Standing.TODAY : days <= 7 ? Standing.SOON : Standing.IN_TIME;
    }

    private LocalDate working(LocalDate day) {
        LocalDate next = day;
        for (int i = 0; i < MOST_DAYS_OFF && (next.getDayOfWeek() == DayOfWeek.SATURDAY
                || next.getDayOfWeek() == DayOfWeek.SUNDAY || off.test(next)); i++) {
            next = next.plusDays(1);
        }
        return next;
    }
}
