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

import org.preferencecenter.mail.control.ImapBox;
import org.preferencecenter.mail.control.KeptMail;
import org.preferencecenter.mail.control.ReturnLog;
import org.preferencecenter.platform.entity.ImapSettings;
import org.preferencecenter.platform.entity.Settings;

/** Looks into the mailbox, if there is one, and forgets each day what has been kept long enough. */
@ApplicationScoped
public class InboundSchedule {

    private static final Logger LOG = System.getLogger(InboundSchedule.class.getName());
    /** Not with everything else that a start begins. */
    private static final int FIRST_MINUTES = 17;
    private static final int DAY_MINUTES = 24 * 60;
    private static final int FIRST_SECONDS = 10;

    @Inject
    private Settings settings;
    @Inject
    private KeptMail kept;
    @Inject
    private ReturnLog log;
    @Inject
    private ImapBox box;
    @Resource
    private ManagedScheduledExecutorService schedule;
    private ScheduledFuture<?> forgetting;
    private ScheduledFuture<?> looking;
    private volatile boolean away;

    void start(@Observes @Priority(135) Startup event) {
        forgetting = schedule.scheduleWithFixedDelay(this::forget, FIRST_MINUTES, DAY_MINUTES, TimeUnit.MINUTES);
        settings.doors().inbound().imap().ifPresent(imap -> looking = schedule.scheduleWithFixedDelay(() -> look(imap),
                FIRST_SECONDS, imap.interval().toSeconds(), TimeUnit.SECONDS));
    }

    private void look(ImapSettings imap) {
        try {
            int recorded = box.read(imap);
            if (recorded > 0) {
                LOG.log(Level.INFO, "{0} messages of the mailbox were recorded", recorded);
            }
            if (away) {
                LOG.log(Level.INFO, "the mailbox is there again");
            }
            away = false;
        } catch (RuntimeException e) {
            // Once, not each minute: the messages stay where they are.
            if (!away) {
                LOG.log(Level.WARNING, "the mailbox cannot be read now, tried again: {0}", e.getClass().getName());
            }
            away = true;
        }
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
        if (looking != null) {
            looking.cancel(true);
        }
    }
}
