package org.preferencecenter.exchange.boundary;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
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

import org.preferencecenter.exchange.control.Audits;
import org.preferencecenter.exchange.control.JobRunner;
import org.preferencecenter.exchange.control.LogWatch;
import org.preferencecenter.platform.entity.Settings;

/** Works on audits of the log, asks for the daily one, and watches over the log. On threads that no import waits for. */
@ApplicationScoped
public class AuditSchedule {

    private static final Logger LOGGER = System.getLogger(AuditSchedule.class.getName());
    private static final int SECONDS = 2;
    private static final int MINUTE = 60;

    @FunctionalInterface
    private interface Work {
        void run() throws SQLException;
    }

    @Inject
    private Audits audits;
    @Inject
    private LogWatch watch;
    @Inject
    private Settings settings;
    @Resource
    private ManagedScheduledExecutorService schedule;
    /** Names this start of this process, as with other jobs. */
    private final String node = UUID.randomUUID().toString();
    private final List<ScheduledFuture<?>> running = new ArrayList<>();
    private final Map<String, Boolean> failing = new ConcurrentHashMap<>();

    /** After the first sealing (140). */
    void start(@Observes @Priority(150) Startup event) {
        every(SECONDS, "audits", this::work);
        every(MINUTE, "the watch over the log", watch::look);
        settings.anchors().auditEvery().ifPresent(pace -> every(MINUTE, "the daily audit", () -> audits.due(pace)));
    }

    private void work() {
        while (audits.next(node) == JobRunner.Found.WORKED && !Thread.currentThread().isInterrupted()) {
            continue;
        }
    }

    private void every(int seconds, String what, Work work) {
        running.add(schedule.scheduleWithFixedDelay(() -> attempt(what, work), seconds, seconds, TimeUnit.SECONDS));
    }

    /** Logs the first failure and the recovery, not every time in between. */
    private void attempt(String what, Work work) {
        try {
            work.run();
            if (failing.remove(what) != null) {
                LOGGER.log(Level.INFO, "{0}: goes on again", what);
            }
        } catch (SQLException | RuntimeException e) {
            if (failing.put(what, true) == null) {
                LOGGER.log(Level.WARNING, "{0}: waits: {1}", what, e.getClass().getName());
            }
        }
    }

    @PreDestroy
    void stop() {
        running.forEach(task -> task.cancel(true));
    }
}
