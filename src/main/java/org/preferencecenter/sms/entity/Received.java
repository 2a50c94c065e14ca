package org.preferencecenter.sms.entity;

import java.time.Instant;

/**
 * A text that somebody sent us.
 *
 * @param id   the gateway's own name for it, or null: then every call counts as a text of its own
 * @param from whose it is
 * @param text what it says
 * @param at   when it was sent, as far as is known
 */
public record Received(String id, MobileNumber from, String text, Instant at) {

    /** Holds a number and somebody's words: never to be written down. */
    @Override
    public String toString() {
        return "Received at " + at;
    }
}
