package org.preferencecenter.decision.entity;

import java.time.Instant;

import org.preferencecenter.catalog.entity.Stream;

/**
 * May this stream write to this address, or this recipient, then?
 *
 * @param address   as the sender has it; null if the recipient is named
 * @param recipient its id, or 0 if the address is given
 * @param openPixel the message holds a pixel that tells who opened it
 */
public record Question(Stream stream, String address, long recipient, Instant at, boolean openPixel) {

    public Question {
        if ((address == null) == (recipient == 0)) {
            throw new IllegalArgumentException("a question names an address or a recipient, one of them");
        }
    }

    public Question(Stream stream, String address, Instant at) {
        this(stream, address, 0, at, false);
    }
}
