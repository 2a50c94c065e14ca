package org.preferencecenter.consent.entity;

import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * What was made of a line.
 *
 * @param recipient  0 if it made nobody of somebody
 * @param suppressed their address must not be written to: what the line would have added was left out
 * @param refused    how many of its yes would have lifted a stop
 * @param addresses  what was added to somebody who was there before
 * @param left       how many of its addresses are somebody else's, and were left out
 * @param was        what was known of somebody and was changed, null where nothing was; {@code made} what it is now
 * @param newlySuppressed that it suppressed an address that was not
 */
public record Taken(Result result, long recipient, boolean suppressed, int refused, List<UUID> addresses, int left,
        Map<String, String> was, Map<String, String> made, boolean newlySuppressed) {

    /** What came of it. */
    public enum Result {
        /** Somebody of whom nothing was known. */
        NEW,
        /** Somebody was known, and more or other things are now. */
        CHANGED, UNCHANGED
    }
}
