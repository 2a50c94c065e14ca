package org.preferencecenter.decision.control;

import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Ids of decisions: UUID version 7 (RFC 9562 §5.7), so that those made together lie together in the log, however many a
 * batch makes. Each is greater than those made before it in this server.
 */
final class DecisionIds {

    private static final int COUNTER_BITS = 12;   // RFC 9562 §6.2, method 1: rand_a is a counter
    private static final AtomicLong LAST = new AtomicLong();

    private DecisionIds() {
    }

    /** @param now the time it is made; a clock that goes back does not make ids go back */
    static UUID next(Instant now) {
        long stamp = now.toEpochMilli() << COUNTER_BITS;
        long taken = LAST.updateAndGet(last -> Math.max(last + 1, stamp));
        long counter = taken & ((1 << COUNTER_BITS) - 1);
        long random = ThreadLocalRandom.current().nextLong() >>> 2;
        return new UUID(taken >>> COUNTER_BITS << 16 | 0x7000 | counter, 0x8000_0000_0000_0000L | random);
    }

    /** No id made before that time is greater. */
    static UUID first(Instant at) {
        return new UUID(Math.max(0, at.toEpochMilli()) << 16, 0);
    }
}
