package org.preferencecenter.link.boundary;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
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

import org.preferencecenter.link.control.LinkKeys;

/**
 * Opens the key ring at start, after the migrations (10) and before anything signs, and reads it again each minute, so
 * that a rotation by another server or by the command arrives. Works on a thread of its own: a dead or slow database
 * never holds up a link.
 */
@ApplicationScoped
public class KeyRingSchedule {

    private static final Logger LOGGER = System.getLogger(KeyRingSchedule.class.getName());
    private static final int SECONDS = 60;

    @Inject
    private LinkKeys keys;
    @Resource
    private ManagedScheduledExecutorService schedule;
    private ScheduledFuture<?> reading;
    private boolean failing;

    /** Keys sealed under another secret, or no database at all, stop the start. */
    void start(@Observes @Priority(20) Startup event) {
        keys.open();
        reading = schedule.scheduleWithFixedDelay(this::readAgain, SECONDS, SECONDS, TimeUnit.SECONDS);
    }

    /** Logs the first failure and the recovery, not every minute in between. */
    private void readAgain() {
        try {
            keys.refresh();
            if (failing) {
                LOGGER.log(Level.INFO, "the link keys can be read again");
            }
            failing = false;
        } catch (RuntimeException e) {
            if (!failing) {
                LOGGER.log(Level.WARNING, "the link keys cannot be read; those read before stay in use", e);
            }
            failing = true;
        }
    }

    @PreDestroy
    void stop() {
        if (reading != null) {
            reading.cancel(false);
        }
    }
}
