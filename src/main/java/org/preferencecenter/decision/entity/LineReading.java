package org.preferencecenter.decision.entity;

import java.time.Instant;

import org.preferencecenter.catalog.entity.Catalogue;

/** Makes questions of the lines of a batch, one after another; what a line's bytes mean depends on its form. */
public interface LineReading {

    /** Longest line, in bytes without its end: longer ones are no question. */
    int LONGEST = 64 * 1024;

    /** What holds for the lines that follow: the catalogue, and the time asked about where a line names none. */
    void asOf(Catalogue catalogue, Instant now);

    /**
     * Never fails: a line that cannot be read is answered as such.
     *
     * @param number its place, from 1
     * @param line   holds the line from {@code from} to before {@code to}, without its end
     */
    Asked read(long number, byte[] line, int from, int to);

    /** A line that was too long to be held. */
    static Asked tooLong(long number) {
        return Asked.wrong(number, null, "The line is longer than 64 KiB, so it was passed over.");
    }
}
