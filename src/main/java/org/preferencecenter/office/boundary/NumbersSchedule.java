package org.preferencecenter.office.boundary;

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

import org.preferencecenter.consent.control.FoundWaves;
import org.preferencecenter.consent.control.WaveRestoring;
import org.preferencecenter.office.control.DayTally;
import org.preferencecenter.office.control.HandedTally;
import org.preferencecenter.office.control.PeopleTally;
import org.preferencecenter.office.control.SmallTallies;

/**
 * Counts behind everybody's back: what happened, every few seconds; who is reachable, with it and once a day for everybody;
 * what was handed over, and waves of stops, every minute. On threads of its own: no request waits for any of it.
 */
@ApplicationScoped
public class NumbersSchedule {

    private static final Logger LOGGER = System.getLogger(NumbersSchedule.class.getName());
    private static final int SECONDS = 3;
    private static final int MINUTE = 60;
    private static final int HOUR = 3600;
    /**
     * So long at a time at most, in seconds: with {@link #SECONDS} of rest after it, counting has a quarter of one connection
     * and the people who stop at the same moment have the rest. What is left is counted next time.
     */
    private static final int AT_ONCE = 1;

    @Inject
    private DayTally days;
    @Inject
    private PeopleTally people;
    @Inject
    private HandedTally handed;
    @Inject
    private SmallTallies small;
    @Inject
    private FoundWaves waves;
    @Inject
    private WaveRestoring restoring;
    @Resource
    private ManagedScheduledExecutorService schedule;
    private final List<ScheduledFuture<?>> running = new ArrayList<>();
    private final Map<String, Boolean> failing = new ConcurrentHashMap<>();

    /** After the catalogue was read and the demo sown. */
    void start(@Observes @Priority(130) Startup event) {
        every(SECONDS, "what happened each day", days::next);
        every(SECONDS, "who can be reached", people::next);
        every(SECONDS, "what robots stopped", restoring::next);
        every(MINUTE, "what was handed over", handed::next);
        every(MINUTE, "waves of stops", waves::look);
        every(MINUTE, "why people stopped", () -> once(small::reasons));
        every(HOUR, "small mail domains", () -> once(small::forgetDomains));
    }

    private static boolean once(Runnable work) {
        work.run();
        return false;
    }

    private void every(int seconds, String what, BooleanSupplier next) {
        running.add(schedule.scheduleWithFixedDelay(() -> attempt(what, next), Math.min(seconds, 5), seconds, TimeUnit.SECONDS));
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
                LOGGER.log(Level.INFO, "{0}: counted again", what);
            }
        } catch (RuntimeException e) {
            if (failing.put(what, true) == null) {
                LOGGER.log(Level.WARNING, "{0}: cannot be counted now, tried again: {1}", what, e.getClass().getName());
            }
        }
    }

    @PreDestroy
    void stop() {
        running.forEach(task -> task.cancel(false));
    }
}
