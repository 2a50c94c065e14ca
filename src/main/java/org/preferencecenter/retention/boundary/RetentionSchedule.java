package org.preferencecenter.retention.boundary;

import jakarta.annotation.PreDestroy;
import jakarta.annotation.Priority;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedScheduledExecutorService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.Startup;
import jakarta.inject.Inject;

import org.preferencecenter.platform.boundary.Portions;
import org.preferencecenter.retention.control.Rounds;
import org.preferencecenter.retention.control.Walk;

/**
 * Sets clocks and runs what is due behind everybody's back, on one node at a time. Until somebody has confirmed a dry run in the
 * office, nothing is ever asked, ended or destroyed.
 */
@ApplicationScoped
public class RetentionSchedule {

    private static final int SECONDS = 5;

    @Inject
    private Walk walk;
    @Inject
    private Rounds rounds;
    @Resource
    private ManagedScheduledExecutorService schedule;
    private Portions portions;

    /** After the catalogue was read and the demo sown. */
    void start(@Observes @Priority(145) Startup event) {
        portions = new Portions(System.getLogger(RetentionSchedule.class.getName()), schedule);
        portions.every(SECONDS, SECONDS, "clocks of retention", walk::next);
        portions.every(SECONDS, SECONDS, "a run of retention", rounds::next);
    }

    @PreDestroy
    void stop() {
        if (portions != null) {
            portions.close();
        }
    }
}
