package org.preferencecenter.platform.control;

import java.time.Clock;
import java.time.Duration;
import java.util.Optional;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;

import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import io.github.bucket4j.TimeMeter;

/**
 * Limits how often something is done on behalf of somebody: a lost link asked for, a form sent, a code tried. Never put
 * before a valid link: whoever holds one is let through (STANDARDS D). Counts on this node and only in memory; who is
 * forgotten first was seen longest ago.
 */
@Singleton
public class Throttle {

    /** Whom we remember at most, over all limits: some tens of megabytes. */
    private static final int REMEMBERED = 200_000;

    private final Clock clock;
    private final Cache<String, Bucket> buckets = Caffeine.newBuilder().maximumSize(REMEMBERED).build();

    @Inject
    public Throttle(Clock clock) {
        this.clock = clock;
    }

    /**
     * Counts one more.
     *
     * @param what  names the limit, such as {@code lost-link.network}
     * @param who   whom it counts for: a {@link org.preferencecenter.platform.entity.Network network}, a keyed hash of an
     *              address, a recipient's id; never an address itself
     * @param times how often it is granted, 1 or more
     * @param per   in how long a time; what was used comes back evenly over it
     * @return nothing if it is granted; else how long to wait, 1 second or more
     */
    public Optional<Duration> wait(String what, String who, int times, Duration per) {
        Bucket bucket = buckets.get(what + ' ' + who, key -> Bucket.builder()
                .addLimit(limit -> limit.capacity(times).refillGreedy(times, per)).withCustomTimePrecision(meter()).build());
        ConsumptionProbe probe = bucket.tryConsumeAndReturnRemaining(1);
        return probe.isConsumed() ? Optional.empty()
                : Optional.of(Duration.ofSeconds(Duration.ofNanos(probe.getNanosToWaitForRefill()).toSeconds() + 1));
    }

    /** Takes back one that {@link #wait} counted: what came was no try, but the right thing. */
    public void giveBack(String what, String who) {
        Bucket bucket = buckets.getIfPresent(what + ' ' + who);
        if (bucket != null) {
            bucket.addTokens(1);
        }
    }

    private TimeMeter meter() {
        return new TimeMeter() {
            @Override
            public long currentTimeNanos() {
                return clock.millis() * 1_000_000;
            }

            @Override
            public boolean isWallClockBased() {
                return true;
            }
        };
    }
}
