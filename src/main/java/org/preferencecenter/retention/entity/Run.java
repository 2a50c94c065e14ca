package org.preferencecenter.retention.entity;

import java.time.Instant;
import java.time.LocalDate;

/**
 * A run over everybody whose day has come: dry, which only counts, or real.
 *
 * @param about     of the first real run: the dry run that was agreed to, else 0
 * @param account   who asked for it, 0: the schedule
 * @param version   of the settings it goes by
 * @param purpose   where it stands: this purpose, -1: before the first, and in it after this day and person
 * @param ended     null while it runs
 */
public record Run(long id, boolean dry, State state, long about, int account, int version, int purpose, LocalDate due, long recipient,
        Instant started, Instant ended) {

    /** What became of it. */
    public enum State {
        RUNNING, DONE,
        /** The counts had changed since they were agreed to: nothing was done. */
        REFUSED,
        /** The settings were changed, or somebody stopped it. */
        STOPPED
    }
}
