package org.preferencecenter.ledger.boundary;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.sql.SQLException;
import java.util.Optional;
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

import org.preferencecenter.ledger.control.Anchors;
import org.preferencecenter.ledger.control.LedgerBroken;
import org.preferencecenter.ledger.control.Sealer;

/** Seals the ledger every few seconds, and hands checkpoints on. */
@ApplicationScoped
public class SealSchedule {

    private static final Logger LOGGER = System.getLogger(SealSchedule.class.getName());
    private static final int SECONDS = 2;
    private static final int ANCHOR_SECONDS = 10;

    @FunctionalInterface
    private interface Work {
        void run() throws SQLException;
    }

    @Inject
    private Sealer sealer;
    @Inject
    private Anchors anchors;
    @Resource
    private ManagedScheduledExecutorService schedule;
    private ScheduledFuture<?> sealing;
    private ScheduledFuture<?> anchoring;
    private final String[] failing = {"", ""};

    /** After the migrations (10); nothing else waits for it. */
    void start(@Observes @Priority(140) Startup event) {
        sealing = schedule.scheduleWithFixedDelay(() -> attempt(0, this::seal), SECONDS, SECONDS, TimeUnit.SECONDS);
        anchoring = schedule.scheduleWithFixedDelay(() -> attempt(1, anchors::hand), ANCHOR_SECONDS, ANCHOR_SECONDS, TimeUnit.SECONDS);
    }

    private void seal() throws SQLException {
        Optional<Sealer.Round> round = sealer.seal();
        while (round.isPresent() && round.get().more() && !Thread.currentThread().isInterrupted()) {
            round = sealer.seal();
        }
    }

    /** Logs what is new, not every two seconds the same. */
    private void attempt(int which, Work work) {
        try {
            work.run();
            if (!failing[which].isEmpty()) {
                LOGGER.log(Level.INFO, "the ledger is sealed and handed on again");
            }
            failing[which] = "";
        } catch (LedgerBroken broken) {
            tell(which, Level.ERROR, "the ledger is not as it was signed; nothing more is sealed until that is found out: " + broken.getMessage());
        } catch (SQLException | RuntimeException e) {
            tell(which, Level.WARNING, (which == 0 ? "sealing waits: " : "checkpoints wait to be handed on: ") + e.getClass().getName());
        }
    }

    private void tell(int which, Level level, String what) {
        if (!what.equals(failing[which])) {
            LOGGER.log(level, what);
        }
        failing[which] = what;
    }

    @PreDestroy
    void stop() {
        if (sealing != null) {
            sealing.cancel(false);
            anchoring.cancel(false);
        }
    }
}
