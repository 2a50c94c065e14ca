package org.preferencecenter.decision.entity;

import java.time.Instant;

import org.preferencecenter.catalog.entity.Stream;

/**
 * May this stream write to this address, or this recipient, then?
 *
 * @param address    as the sender has it; null if the recipient is named
 * @param recipient  its id, or 0 if the address is given
 * @param openPixel  the message holds a pixel that tells who opened it
 * @param asksToGoOn the message offers nothing: it asks once whether the person wants to go on (S-47). No sender can say so
 *                   of its own: only our own mail knows that nobody was asked before
 */
public record Question(Stream stream, String address, long recipient, Instant at, boolean openPixel, boolean asksToGoOn) {

    public Question {
        if ((address == null) == (recipient == 0)) {
            throw new IllegalArgumentException("a question names an address or a recipient, one of them");
        }
    }

    public Question(Stream stream, String address, long recipient, Instant at, boolean openPixel) {
        this(stream, address, recipient, at, openPixel, false);
    }

    public Question(Stream stream, String address, Instant at) {
        this(stream, address, 0, at, false);
    }

    /** Whether they want to go on, asked of a recipient by mail. */
    public static Question toGoOn(Stream stream, long recipient, Instant at) {
        return new Question(stream, null, recipient, at, false, true);
    }
}
