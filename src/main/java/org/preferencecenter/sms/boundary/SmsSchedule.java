package org.preferencecenter.sms.boundary;

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

import org.preferencecenter.consent.control.TextWays;
import org.preferencecenter.sms.control.SmsSender;
import org.preferencecenter.sms.control.TextDesk;

/** Tells the other rooms at start whether texts can be sent, and forgets each day what is no longer needed. */
@ApplicationScoped
public class SmsSchedule {

    private static final Logger LOGGER = System.getLogger(SmsSchedule.class.getName());
    /** Not with everything else that a start begins. */
    private static final int FIRST_MINUTES = 12;
    private static final int DAY_MINUTES = 24 * 60;

    @Inject
    private SmsSender sender;
    @Inject
    private TextWays ways;
    @Inject
    private TextDesk desk;
    @Resource
    private ManagedScheduledExecutorService schedule;
    private ScheduledFuture<?> forgetting;

    void start(@Observes @Priority(40) Startup event) {
        ways.through(sender::ready);
        forgetting = schedule.scheduleWithFixedDelay(this::forget, FIRST_MINUTES, DAY_MINUTES, TimeUnit.MINUTES);
    }

    private void forget() {
        try {
            desk.purge();
        } catch (RuntimeException e) {
            LOGGER.log(Level.WARNING, "old texts cannot be forgotten now; tried again tomorrow: {0}", e.getClass().getName());
        }
    }

    @PreDestroy
    void stop() {
        if (forgetting != null) {
            forgetting.cancel(false);
        }
    }
}
