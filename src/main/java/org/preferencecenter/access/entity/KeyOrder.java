package org.preferencecenter.access.entity;

import java.time.Instant;
import java.util.OptionalInt;
import java.util.Set;

/**
 * What somebody who makes a key asks for.
 *
 * @param name        what it is for, 1 to 100 characters on one line
 * @param permissions one or more
 * @param brand       the one brand it may act for, or nothing: every brand
 * @param perMinute   {@value ApiKey#LEAST} to {@value ApiKey#MOST}
 * @param expires     or null: never
 */
public record KeyOrder(String name, Set<Permission> permissions, OptionalInt brand, int perMinute, Instant expires) {

    /** Requests a minute when nothing is said: a hundred a second. */
    public static final int USUAL_PER_MINUTE = 6_000;

    private static final int LONGEST_NAME = 100;

    /** @throws IllegalArgumentException with a sentence that says what is wrong and what would do */
    public KeyOrder {
        if (name == null || name.isBlank() || name.length() > LONGEST_NAME
                || name.codePoints().anyMatch(KeyOrder::cannotStandInALine)) {
            throw new IllegalArgumentException("A key needs a name of 1 to 100 characters on one line, such as"
                    + " \"shop, production\": it tells later whose key it is.");
        }
        if (permissions.isEmpty()) {
            throw new IllegalArgumentException("A key needs one permission or more: ASK, REPORT, SEND, IMPORT, PROVE or ADMIN.");
        }
        if (perMinute < ApiKey.LEAST || perMinute > ApiKey.MOST) {
            throw new IllegalArgumentException("A key's limit must be from 1 to 10000000 requests a minute.");
        }
        name = name.strip();
        permissions = Set.copyOf(permissions);
    }

    /** Half a character included: the database keeps no such text. */
    private static boolean cannotStandInALine(int c) {
        return Character.isISOControl(c) || Character.getType(c) == Character.SURROGATE;
    }
}
