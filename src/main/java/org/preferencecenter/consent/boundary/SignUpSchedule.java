package org.preferencecenter.consent.boundary;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
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

import org.preferencecenter.consent.control.SignUps;
import org.preferencecenter.consent.entity.SignUpWaits;

/**
 * Carries out sign-ups behind the visitor's back: at once, and every ten seconds what another server, or this one before it
 * was killed, left undone.
 */
@ApplicationScoped
public class SignUpSchedule {

    private static final Logger LOGGER = System.getLogger(SignUpSchedule.class.getName());
    private static final int SECONDS = 10;
    private static final int HOUR_SECONDS = 3600;

    @Inject
    private SignUps signUps;
    @Resource
    private ManagedScheduledExecutorService schedule;
    private final AtomicBoolean called = new AtomicBoolean();
    private ScheduledFuture<?> rounds;
    private ScheduledFuture<?> forgetting;
    private volatile boolean failing;

    /** After the catalogue was read (30): what was left undone refers to it. */
    void start(@Observes @Priority(120) Startup event) {
        rounds = schedule.scheduleWithFixedDelay(this::round, 1, SECONDS, TimeUnit.SECONDS);
        forgetting = schedule.scheduleWithFixedDelay(() -> attempt(signUps::forget), SECONDS, HOUR_SECONDS, TimeUnit.SECONDS);
    }

    /** However many come in at once, one more round is enough. */
    void waits(@Observes SignUpWaits event) {
        if (event.again() != null) {
            schedule.execute(() -> attempt(() -> signUps.sendAgain(event.again())));
        } else if (called.compareAndSet(false, true)) {
            schedule.execute(this::round);
        }
    }

    private void round() {
        called.set(false);
        attempt(() -> {
            boolean more = true;
            while (more) {
                more = signUps.next();
            }
        });
    }

    /** Logs the first failure and the recovery, not every ten seconds in between. */
    private void attempt(Runnable work) {
        try {
            work.run();
            if (failing) {
                LOGGER.log(Level.INFO, "sign-ups are carried out again");
            }
            failing = false;
        } catch (RuntimeException e) {
            if (!failing) {
                LOGGER.log(Level.WARNING, "sign-ups wait and are carried out later: {0}", e.getClass().getName());
            }
            failing = true;
        }
    }

    @PreDestroy
    void stop() {
        if (rounds != null) {
            rounds.cancel(false);
            forgetting.cancel(false);
        }
    }
}
