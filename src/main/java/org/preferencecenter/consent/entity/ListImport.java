package org.preferencecenter.consent.entity;

import java.time.LocalDate;
import java.util.List;

/**
 * How the import of an opposition list ended.
 *
 * @param outcome  what came of it; only {@link Outcome#REPLACED} changed anything
 * @param lines    read, blank ones left out
 * @param kept     entries
 * @param bad      lines that are no entry
 * @param badLines numbers of the first bad lines, from 1, blank lines counted
 * @param before   date of the list that was in force until then, or still is; null if there was none
 */
public record ListImport(Outcome outcome, long lines, long kept, long bad, List<Long> badLines, LocalDate before) {

    /** What came of it. */
    public enum Outcome {
        REPLACED,
        /** A younger list is in force. */
        OLDER,
        /** Nothing was kept, or more was bad than kept: another form, another column, another file. */
        UNREADABLE
    }
}
