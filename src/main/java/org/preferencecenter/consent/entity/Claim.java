package org.preferencecenter.consent.entity;

import java.time.Duration;
import java.time.Instant;
import java.util.Set;

import org.preferencecenter.law.entity.Channel;

/**
 * An address somebody says is theirs.
 *
 * @param recipient who says so
 * @param brand     id of the brand on whose page it was said
 * @param channels  what the address is to be used for
 * @param value     as they wrote it; a telephone number as {@link TelephoneNumber#international} writes it
 * @param code      proven by a code typed on the page; else by a link mailed there
 * @param triesLeft how many more codes may be tried; 0 for a link. Nothing proves a number that is only noted: no code was sent
 * @param until     until when it can be proven
 * @param proven    it was
 */
public record Claim(int id, long recipient, int brand, Set<Channel> channels, String value, boolean code, int triesLeft,
        Instant until, boolean proven) {

    /** Links mailed to prove an address last so long. */
    public static final Duration LINK = Duration.ofHours(24);
    /** Codes last so long. */
    public static final Duration CODE = Duration.ofMinutes(10);
    /**
     * A number typed on a sign-up form is noted so long, for its holder to have a code sent there: longer than a confirmation
     * waits for its link, so that whoever confirms on the last day still finds it.
     */
    public static final Duration NOTED = Duration.ofDays(3);
    /** So many numbers are noted of one person; the oldest make room, as anybody can type anybody's e-mail address. */
    public static final int NOTES = 3;
    /** So many codes may be tried against one that was sent. */
    public static final int TRIES = 5;

    public Claim {
        channels = Set.copyOf(channels);
    }

    /** Whether it can still be proven. */
    public boolean open(Instant now) {
        return !proven && now.isBefore(until) && (!code || triesLeft > 0);
    }

    /** Holds an address: never to be written down. */
    @Override
    public String toString() {
        return "Claim " + id;
    }
}
