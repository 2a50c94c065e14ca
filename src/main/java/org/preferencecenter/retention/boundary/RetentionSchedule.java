package org.preferencecenter.retention.boundary;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

import jakarta.annotation.PreDestroy;
import jakarta.annotation.Priority;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedScheduledExecutorService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.Startup;
import jakarta.inject.Inject;

import org.preferencecenter.retention.control.Rounds;
import org.preferencecenter.retention.control.Walk;

/**
 * Sets clocks and runs what is due behind everybody's back, on one node at a time. Until somebody has confirmed a dry run in the
 * office, nothing is ever asked, ended or destroyed.
 */
@ApplicationScoped
public class RetentionSchedule {

    private static final Logger LOGGER = System.getLogger(RetentionSchedule.class.getName());
    private static final int SECONDS = 5;
    /** So long at a time at most, in seconds: the rest of the time belongs to those who press a button. */
    private static final int AT_ONCE = 1;

    @Inject
    private Walk walk;
    @Inject
    private Rounds rounds;
    @Resource
    private ManagedScheduledExecutorService schedule;
    private final List<ScheduledFuture<?>> running = new ArrayList<>();
    private final Map<String, Boolean> failing = new ConcurrentHashMap<>();

    /** After the catalogue was read and the demo sown. */
    void start(@Observes @Priority(145) Startup event) {
        every("clocks of retention", walk::next);
        every("a run of retention", rounds::next);
    }

    private void every(String what, BooleanSupplier next) {
        running.add(schedule.scheduleWithFixedDelay(() -> attempt(what, next), SECONDS, SECONDS, TimeUnit.SECONDS));
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
                LOGGER.log(Level.INFO, "{0}: goes on", what);
            }
        } catch (RuntimeException e) {
            if (failing.put(what, true) == null) {
                LOGGER.log(Level.WARNING, "{0}: waits, tried again: {1}", what, e.getClass().getName());
            }
        }
    }

    @PreDestroy
    void stop() {
        running.forEach(task -> task.cancel(false));
    }
}
