package org.preferencecenter.access.entity;

import java.time.Instant;
import java.util.OptionalInt;
import java.util.Set;

/**
 * What is known of a key; never its secret.
 *
 * @param id          public id, 16 hexadecimal digits
 * @param name        what its owner called it
 * @param permissions what it lets do, one or more
 * @param brand       id of the one brand it may act for, or nothing: every brand
 * @param brandCode   that brand's code, or null
 * @param perMinute   how many requests it may make in a minute on each node, {@value #LEAST} to {@value #MOST}
 * @param created     when it was made
 * @param expires     from when on it is refused, or null: never
 * @param revoked     since when it is refused, or null
 * @param used        when it was last used, late by a minute at most, or null
 * @param replaces    id of the key it came after, or null
 */
public record ApiKey(String id, String name, Set<Permission> permissions, OptionalInt brand, String brandCode,
        int perMinute, Instant created, Instant expires, Instant revoked, Instant used, String replaces) {

    /** Fewest requests a minute. */
    public static final int LEAST = 1;
    /** Most requests a minute. */
    public static final int MOST = 10_000_000;

    /** How a key stands. */
    public enum State { LIVE, EXPIRED, REVOKED }

    /** How it stands at a time. */
    public State state(Instant now) {
        if (revoked != null) {
            return State.REVOKED;
        }
        return expires == null || now.isBefore(expires) ? State.LIVE : State.EXPIRED;
    }

    /** Who calls with it. */
    public Caller caller() {
        return new Caller(id, name, permissions, brand);
    }
}
