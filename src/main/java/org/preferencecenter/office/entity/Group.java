package org.preferencecenter.office.entity;

import org.preferencecenter.law.entity.Channel;

/**
 * A group of people that is counted at all times.
 *
 * @param brand   id; 0 for everybody
 * @param purpose id; 0 where the group is about the brand as a whole
 * @param channel {@link Channel#ANY} where it is about none
 * @param value   what the kind says of it, or empty
 */
public record Group(int brand, Kind kind, int purpose, Channel channel, String value) {

    /** The name is what is stored, so it never changes. */
    public enum Kind {
        /** Have an address on the channel. */
        ADDRESS,
        /** May be written to for the purpose on the channel, as far as they themselves are concerned. */
        REACHABLE,
        /** May be written to on the channel for at least one prospecting purpose of the brand. */
        REACHABLE_AT_ALL,
        /** A stop of theirs stands for the purpose on the channel. */
        STOPPED,
        /** Have ever answered the brand; the value tells a trait of theirs, empty for all. */
        ANSWERED,
        /** Of these, those of whom any stop stands; the same traits. */
        OPTED_OUT,
        /** Gave a consent for the purpose that stands; the value is the latest day, ISO 8601, UTC. */
        CONSENTED
    }

    /** A trait by which those who opted out are compared with all (S-50). */
    public enum Trait {
        AUDIENCE, COUNTRY,
        /** The year since when they are customers. */
        CUSTOMER_SINCE,
        /** The month of their last purchase. */
        LAST_PURCHASE;

        /** What stands for "not on record". */
        public static final String UNKNOWN = "?";

        /** As a group's value; {@link #of} and {@link #told} read it back. */
        public String is(String told) {
            return name() + ":" + (told == null || told.isBlank() ? UNKNOWN : told);
        }

        /** The trait a value of a group is about. @throws IllegalArgumentException if it is about none */
        public static Trait of(String value) {
            return valueOf(value.substring(0, Math.max(0, value.indexOf(':'))));
        }

        /** What is said of it. */
        public static String told(String value) {
            return value.substring(value.indexOf(':') + 1);
        }
    }
}
