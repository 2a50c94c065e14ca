package org.preferencecenter.mail.boundary;

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

import org.preferencecenter.mail.control.KeptMail;
import org.preferencecenter.mail.control.ReturnLog;

/** Forgets each day what came back and has been kept long enough. */
@ApplicationScoped
public class InboundSchedule {

    private static final Logger LOG = System.getLogger(InboundSchedule.class.getName());
    /** Not with everything else that a start begins. */
    private static final int FIRST_MINUTES = 17;
    private static final int DAY_MINUTES = 24 * 60;

    @Inject
    private KeptMail kept;
    @Inject
    private ReturnLog log;
    @Resource
    private ManagedScheduledExecutorService schedule;
    private ScheduledFuture<?> forgetting;

    void start(@Observes @Priority(135) Startup event) {
        forgetting = schedule.scheduleWithFixedDelay(this::forget, FIRST_MINUTES, DAY_MINUTES, TimeUnit.MINUTES);
    }

    private void forget() {
        try {
            kept.purge();
            log.purge();
        } catch (RuntimeException e) {
            LOG.log(Level.WARNING, "old mail cannot be forgotten now; tried again tomorrow: {0}", e.getClass().getName());
        }
    }

    @PreDestroy
    void stop() {
        if (forgetting != null) {
            forgetting.cancel(false);
        }
    }
}
