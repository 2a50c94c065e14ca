package org.preferencecenter.exchange.boundary;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.UUID;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

import jakarta.annotation.PreDestroy;
import jakarta.annotation.Priority;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedScheduledExecutorService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.Startup;
import jakarta.inject.Inject;

import org.preferencecenter.exchange.control.JobRunner;
import org.preferencecenter.exchange.control.Jobs;

/** Works on jobs, one at a time on each node, and clears old files away. */
@ApplicationScoped
public class JobSchedule {

    private static final Logger LOGGER = System.getLogger(JobSchedule.class.getName());
    private static final int SECONDS = 2;

    @Inject
    private JobRunner runner;
    @Inject
    private Jobs jobs;
    @Resource
    private ManagedScheduledExecutorService schedule;
    /** Names this start of this process: what it held before it died is somebody else's work now. */
    private final String node = UUID.randomUUID().toString();
    private final AtomicBoolean working = new AtomicBoolean();
    private ScheduledFuture<?> rounds;
    private ScheduledFuture<?> forgetting;
    private volatile boolean failing;

    /** After the catalogue was read (30): what imports refer to. */
    void start(@Observes @Priority(130) Startup event) {
        rounds = schedule.scheduleWithFixedDelay(this::round, SECONDS, SECONDS, TimeUnit.SECONDS);
        forgetting = schedule.scheduleWithFixedDelay(() -> attempt(jobs::forget), 60, 3600, TimeUnit.SECONDS);
    }

    private void round() {
        if (working.compareAndSet(false, true)) {
            try {
                attempt(() -> {
                    JobRunner.Found found = JobRunner.Found.WORKED;
                    while (found == JobRunner.Found.WORKED) {
                        found = runner.next(node);
                    }
                });
            } finally {
                working.set(false);
            }
        }
    }

    /** Logs the first failure and the recovery, not every two seconds in between. */
    private void attempt(Runnable work) {
        try {
            work.run();
            if (failing) {
                LOGGER.log(Level.INFO, "jobs are worked on again");
            }
            failing = false;
        } catch (RuntimeException e) {
            if (!failing) {
                LOGGER.log(Level.WARNING, "jobs wait: {0}", e.getClass().getName());
            }
            failing = true;
        }
    }

    @PreDestroy
    void stop() {
        if (rounds != null) {
            rounds.cancel(true);
            forgetting.cancel(true);
        }
    }
}
