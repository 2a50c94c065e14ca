package org.preferencecenter.platform.boundary;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/**
 * Work that is never finished, done behind everybody's back a portion at a time, with a rest after it: the rest of the time
 * belongs to those who press a button. What goes wrong is tried again.
 */
public final class Portions implements AutoCloseable {

    /** So long at a time at most, in seconds; what is left is done next time. */
    private static final int AT_ONCE = 1;

    private final Logger logger;
    private final ScheduledExecutorService schedule;
    private final List<ScheduledFuture<?>> running = new ArrayList<>();
    private final Map<String, Boolean> failing = new ConcurrentHashMap<>();

    public Portions(Logger logger, ScheduledExecutorService schedule) {
        this.logger = logger;
        this.schedule = schedule;
    }

    /**
     * From now on by itself.
     *
     * @param first seconds until then
     * @param rest  seconds after each portion
     * @param what  how the log calls it
     * @param next  does some of it; true if there is more to do at once
     */
    public void every(int first, int rest, String what, BooleanSupplier next) {
        running.add(schedule.scheduleWithFixedDelay(() -> attempt(what, next), first, rest, TimeUnit.SECONDS));
    }

    /** Logs the first failure and the recovery, not every time in between. */
    private void attempt(String what, BooleanSupplier next) {
        try {
            long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(AT_ONCE);
            boolean more = true;
            while (more && System.nanoTime() < end) {
                more = next.getAsBoolean();
            }
            if (failing.remove(what) != null) {
                logger.log(Level.INFO, "{0}: goes on", what);
            }
        } catch (RuntimeException e) {
            if (failing.put(what, true) == null) {
                logger.log(Level.WARNING, "{0}: waits, tried again: {1}", what, e.getClass().getName());
            }
        }
    }

    /** No portion begins any more; one that has begun goes on to its end. */
    @Override
    public void close() {
        running.forEach(task -> task.cancel(false));
    }
}
