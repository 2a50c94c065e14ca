package org.preferencecenter.consent.entity;

import java.time.Instant;

/**
 * Many stops of one mail domain at once: perhaps a security gateway that presses buttons, perhaps a mailing nobody wanted.
 * It is shown, never acted on: every stop in it is honoured (W-09).
 *
 * @param domain of the recipients' mail addresses
 * @param from   when its first minute begins
 * @param to     when its last minute ends
 * @param stops  how many
 * @param quick  how many of them came within a minute of the last message about it
 * @param usual  how many stops five minutes of an ordinary day bring from that domain
 */
public record Wave(String domain, Instant from, Instant to, int stops, int quick, double usual) {

    /** The part that came within a minute of the message, 0 to 1. */
    public double quickShare() {
        return stops == 0 ? 0 : (double) quick / stops;
    }

    Wave and(StopMinute more, Instant end) {
        return new Wave(domain, from, end, stops + more.stops(), quick + more.quick(), usual);
    }
}
