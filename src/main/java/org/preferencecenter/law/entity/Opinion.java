package org.preferencecenter.law.entity;

import java.time.Instant;
import java.util.List;

/**
 * What one jurisdiction's rules say to a situation, all of it.
 *
 * @param jurisdiction whose opinion it is
 * @param forbids      rules that forbid
 * @param defers       rules that defer
 * @param permits      rules that permit
 * @param lacking      rules that would permit, each with what it lacks
 * @param duties       what is owed: of the rules that oblige, and of those that permit
 */
public record Opinion(String jurisdiction, List<Finding> forbids, List<Finding> defers, List<Finding> permits,
        List<Finding> lacking, List<Duty> duties) {

    /** How strict: 3 forbidden, 2 nothing permits, 1 not now, 0 allowed. */
    public int strictness() {
        if (!forbids.isEmpty()) {
            return 3;
        }
        if (permits.isEmpty()) {
            return 2;
        }
        return defers.isEmpty() ? 0 : 1;
    }

    /** The latest instant that a rule defers to; null if none does. */
    public Instant until() {
        Instant latest = null;
        for (Finding finding : defers) {
            latest = latest == null || finding.until().isAfter(latest) ? finding.until() : latest;
        }
        return latest;
    }
}
