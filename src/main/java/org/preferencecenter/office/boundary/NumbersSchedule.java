package org.preferencecenter.office.boundary;

import java.util.function.BooleanSupplier;

import jakarta.annotation.PreDestroy;
import jakarta.annotation.Priority;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedScheduledExecutorService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.Startup;
import jakarta.inject.Inject;

import org.preferencecenter.consent.control.FoundWaves;
import org.preferencecenter.consent.control.WaveRestoring;
import org.preferencecenter.office.control.DayTally;
import org.preferencecenter.office.control.HandedTally;
import org.preferencecenter.office.control.PeopleTally;
import org.preferencecenter.office.control.SmallTallies;
import org.preferencecenter.platform.boundary.Portions;

/**
 * Counts behind everybody's back: what happened, every few seconds; who is reachable, with it and once a day for everybody;
 * what was handed over, and waves of stops, every minute. On threads of its own: no request waits for any of it.
 */
@ApplicationScoped
public class NumbersSchedule {

    /**
     * With so much rest after each portion, counting has a quarter of one connection and the people who stop at the same moment
     * have the rest.
     */
    private static final int SECONDS = 3;
    private static final int MINUTE = 60;
    private static final int HOUR = 3600;

    @Inject
    private DayTally days;
    @Inject
    private PeopleTally people;
    @Inject
    private HandedTally handed;
    @Inject
    private SmallTallies small;
    @Inject
    private FoundWaves waves;
    @Inject
    private WaveRestoring restoring;
    @Resource
    private ManagedScheduledExecutorService schedule;
    private Portions portions;

    /** After the catalogue was read and the demo sown. */
    void start(@Observes @Priority(130) Startup event) {
        portions = new Portions(System.getLogger(NumbersSchedule.class.getName()), schedule);
        every(SECONDS, "what happened each day", days::next);
        every(SECONDS, "who can be reached", people::next);
        every(SECONDS, "what robots stopped", restoring::next);
        every(MINUTE, "what was handed over", handed::next);
        every(MINUTE, "waves of stops", waves::look);
        every(MINUTE, "why people stopped", () -> once(small::reasons));
        every(HOUR, "small mail domains", () -> once(small::forgetDomains));
    }

    private static boolean once(Runnable work) {
        work.run();
        return false;
    }

    /** The first time after five seconds at the latest, however seldom it is. */
    private void every(int seconds, String what, BooleanSupplier next) {
        portions.every(Math.min(seconds, 5), seconds, what, next);
    }

    @PreDestroy
    void stop() {
        if (portions != null) {
            portions.close();
        }
    }
}
