package org.preferencecenter.access.boundary;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

import jakarta.annotation.PreDestroy;
import jakarta.annotation.Priority;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedScheduledExecutorService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.Startup;
import jakarta.inject.Inject;

import org.preferencecenter.access.control.Doorkeeper;

/**
 * Reads the API keys at start, after the migrations (10), and every few seconds, so that one revoked elsewhere stops here
 * within ten; and writes down once a minute which were used. On threads of its own: no request waits for either.
 */
@ApplicationScoped
public class KeySchedule {

    private static final Logger LOGGER = System.getLogger(KeySchedule.class.getName());
    private static final int READ_SECONDS = 3;
    private static final int WRITE_SECONDS = 60;

    @Inject
    private Doorkeeper doorkeeper;
    @Resource
    private ManagedScheduledExecutorService schedule;
    private final List<ScheduledFuture<?>> running = new ArrayList<>();
    private volatile boolean failing;

    /** No database stops the start. */
    void start(@Observes @Priority(25) Startup event) {
        doorkeeper.refresh();
        running.add(schedule.scheduleWithFixedDelay(this::readAgain, READ_SECONDS, READ_SECONDS, TimeUnit.SECONDS));
        running.add(schedule.scheduleWithFixedDelay(this::write, WRITE_SECONDS, WRITE_SECONDS, TimeUnit.SECONDS));
    }

    /** Logs the first failure and the recovery, not every few seconds in between. */
    private void readAgain() {
        try {
            doorkeeper.refresh();
            if (failing) {
                LOGGER.log(Level.INFO, "the API keys can be read again");
            }
            failing = false;
        } catch (RuntimeException e) {
            if (!failing) {
                LOGGER.log(Level.WARNING, "the API keys cannot be read; those read before stay in use", e);
            }
            failing = true;
        }
    }

    private void write() {
        try {
            doorkeeper.writeUses();
        } catch (RuntimeException e) {
            // The last use is a courtesy; that the database is away is told by the reading.
            LOGGER.log(Level.DEBUG, "the last use of API keys could not be written down", e);
        }
    }

    @PreDestroy
    void stop() {
        running.forEach(task -> task.cancel(false));
    }
}
