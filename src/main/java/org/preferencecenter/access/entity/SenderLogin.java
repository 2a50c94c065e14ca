package org.preferencecenter.access.entity;

import java.time.Instant;
import java.util.Set;

/**
 * A login at the relay; never its password.
 *
 * @param id      the user name
 * @param name    what its owner called it
 * @param brand   id of the brand it sends for
 * @param streams ids of the streams it may send on, one or more
 * @param created when it was made
 * @param revoked since when it is refused, or null
 * @param used    when it last logged in, late by a minute at most, or null
 */
public record SenderLogin(String id, String name, int brand, Set<Integer> streams, Instant created, Instant revoked,
        Instant used) {

    public SenderLogin {
        streams = Set.copyOf(streams);
    }

    public boolean live() {
        return revoked == null;
    }
}
