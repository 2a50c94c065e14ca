package org.preferencecenter.consent.entity;

import java.time.Instant;

/**
 * The stops of one minute whose recipients' mail lies at one domain.
 *
 * @param domain in its compared form, lower case
 * @param minute when it begins
 * @param stops  how many, 1 or more
 * @param quick  how many of them came within a minute of the last message about it
 */
public record StopMinute(String domain, Instant minute, int stops, int quick) {

    public StopMinute {
        if (stops < 1 || quick < 0 || quick > stops) {
            throw new IllegalArgumentException("of " + stops + " stops " + quick + " cannot be quick");
        }
    }
}
