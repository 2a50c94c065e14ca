package org.preferencecenter.retention.entity;

import java.time.LocalDate;

import org.preferencecenter.retention.entity.Policy.Ending;

/**
 * The clock of one person and one purpose: from which action it counts, by which term, and when the time is over.
 *
 * @param purpose its id; {@link #ALL} for the data as a whole, once no purpose uses it
 * @param due     the first day on which the time is over
 */
public record Lapse(int purpose, LastAction last, Keeping keeping, LocalDate due) {

    /** Instead of a purpose: everything that is held. */
    public static final int ALL = 0;

    /** What is to be done on a day. */
    public enum Step {
        /** Nothing yet. */
        WAIT,
        /** To be asked whether they want to go on. */
        ASK,
        /** The time is over, and nobody asked them: to be asked first, if they may be; else it ends. */
        LATE,
        /** Asked; the answer has time. */
        AWAIT,
        /** Nothing is sent for the purpose any more. */
        EXPIRE,
        /** The data is destroyed or archived. */
        END
    }

    /**
     * Pure: the same day, the same step, however often and in whatever order days are asked.
     *
     * @param asked when they were asked in this lapse, or null
     * @param today where they live
     */
    public Step step(LocalDate asked, Policy policy, LocalDate today) {
        boolean over = !today.isBefore(due);
        if (purpose == ALL) {
            return over && policy.ending() != Ending.KEEP ? Step.END : Step.WAIT;
        }
        if (asked != null) {
            return over && !today.isBefore(asked.plusDays(policy.answerDays())) ? Step.EXPIRE : Step.AWAIT;
        }
        if (over) {
            return today.isBefore(due.plusMonths(policy.lateMonths())) ? Step.LATE : Step.EXPIRE;
        }
        return today.isBefore(due.minusDays(policy.askDays())) ? Step.WAIT : Step.ASK;
    }

    /** Until when somebody who is asked on a day may answer: the last moment is the end of the day before. */
    public LocalDate answerBefore(LocalDate asked, Policy policy) {
        LocalDate least = asked.plusDays(policy.answerDays());
        return least.isAfter(due) ? least : due;
    }
}
