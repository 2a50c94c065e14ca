package org.preferencecenter.decision.boundary;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Clock;
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

import org.preferencecenter.decision.control.DecisionLog;
import org.preferencecenter.platform.entity.Settings;

/** Each day, forgets decisions that are older than PC_DECISION_DAYS: the log holds no more about people than it must. */
@ApplicationScoped
public class DecisionSchedule {

    private static final Logger LOGGER = System.getLogger(DecisionSchedule.class.getName());
    /** Not with everything else that a start begins. */
    private static final int FIRST_MINUTES = 10;
    private static final int DAY_MINUTES = 24 * 60;

    @Inject
    private DecisionLog log;
    @Inject
    private Settings settings;
    @Inject
    private Clock clock;
    @Resource
    private ManagedScheduledExecutorService schedule;
    private ScheduledFuture<?> thinning;

    void start(@Observes @Priority(110) Startup event) {
        thinning = schedule.scheduleWithFixedDelay(this::thin, FIRST_MINUTES, DAY_MINUTES, TimeUnit.MINUTES);
    }

    private void thin() {
        try {
            long thinned = log.thin(clock.instant().minus(settings.decisionsKept()));
            if (thinned > 0) {
                LOGGER.log(Level.INFO, "{0} decisions were older than {1} days and are forgotten", thinned,
                        settings.decisionsKept().toDays());
            }
        } catch (RuntimeException e) {
            LOGGER.log(Level.WARNING, "old decisions cannot be forgotten now; tried again tomorrow", e);
        }
    }

    @PreDestroy
    void stop() {
        if (thinning != null) {
            thinning.cancel(false);
        }
    }
}
