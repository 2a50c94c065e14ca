package org.preferencecenter.retention.entity;

import java.util.Optional;

/**
 * The settings of retention.
 *
 * @param askDays       so many days before the end of their time people are asked whether they want to go on, 1 to 180
 * @param answerDays    so many days they have for an answer at least, 7 to 180
 * @param lateMonths    whoever was never asked is asked so many months after the end at most, 0 to 240; 0: nobody is
 * @param endingDays    so many days after the end, 0 to 365, the rest is destroyed or archived
 * @param archiveMonths so long what was archived can be found by whoever has the address, 1 to 240
 * @param version       counts up; who saves says which one they saw
 */
public record Policy(int askDays, int answerDays, int lateMonths, Ending ending, int endingDays, int archiveMonths, int version) {

    /** What becomes of the data once no purpose may use it any more. */
    public enum Ending {
        /** Nothing: it stays until somebody decides. */
        KEEP,
        /** It is destroyed; a keyed hash keeps files from bringing the person back. */
        ERASE,
        /** It is destroyed, but their proof can be found by whoever has the address, for a while. */
        ARCHIVE
    }

    /** A setting that is out of its range. @param least and {@code most}: what it may be */
    public record Flaw(String field, int least, int most) {
    }

    /** The first setting that is out of its range. */
    public Optional<Flaw> flaw() {
        return within("ask", askDays, 1, 180).or(() -> within("answer", answerDays, 7, 180))
                .or(() -> within("late", lateMonths, 0, 240)).or(() -> within("after", endingDays, 0, 365)).or(() -> within("archive", archiveMonths, 1, 240));
    }

    private static Optional<Flaw> within(String field, int value, int least, int most) {
        return value < least || value > most ? Optional.of(new Flaw(field, least, most)) : Optional.empty();
    }
}
