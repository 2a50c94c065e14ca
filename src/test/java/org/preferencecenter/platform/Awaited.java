package org.preferencecenter.platform;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/**
 * What happens behind somebody's back: there after a moment, on a slow or busy machine after a long one. It is looked for again
 * and again, by time and not by tries, since a fast machine is through with any number of those too early.
 */
public final class Awaited {

    /** Far longer than anything takes that will still come. */
    private static final Duration PATIENCE = Duration.ofMinutes(3);
    /** Between two looks: whatever is waited for needs the processor too. */
    private static final Duration PACE = Duration.ofMillis(10);

    private Awaited() {
    }

    /** @param what comes, for whoever reads that it did not. @return it */
    public static <T> T until(String what, Supplier<Optional<T>> look) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        Optional<T> found = look.get();
        while (found.isEmpty() && System.nanoTime() < end) {
            LockSupport.parkNanos(PACE.toNanos());
            found = look.get();
        }
        return found.orElseThrow(() -> new AssertionError(what + ": it never came to that"));
    }

    /** @param what holds in the end, for whoever reads that it did not */
    public static void until(String what, BooleanSupplier holds) {
        until(what, () -> holds.getAsBoolean() ? Optional.of(true) : Optional.empty());
    }
}
