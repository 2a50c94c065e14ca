package org.preferencecenter.catalog.boundary;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.concurrent.TimeUnit;

import jakarta.annotation.PreDestroy;
import jakarta.annotation.Priority;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedScheduledExecutorService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.Startup;
import jakarta.inject.Inject;
import jakarta.transaction.UserTransaction;

import org.preferencecenter.catalog.control.Catalog;

/**
 * Reads the catalogue at start, after the migrations, and every ten seconds, so that a change made on another server
 * arrives. Works on a thread of its own: a dead or slow database never holds up a request.
 */
@ApplicationScoped
public class CatalogueSchedule {

    private static final Logger LOGGER = System.getLogger(CatalogueSchedule.class.getName());
    private static final int SECONDS = 10;

    @Inject
    private Catalog catalog;
    @Inject
    private UserTransaction transaction;
    @Resource
    private ManagedScheduledExecutorService schedule;
    private java.util.concurrent.ScheduledFuture<?> reading;
    private boolean failing;

    /** A schema that does not fit the entities, or no database at all, stops the start. */
    void start(@Observes @Priority(30) Startup event) throws Exception {
        catalog.validate();
        read();
        reading = schedule.scheduleWithFixedDelay(this::readAgain, SECONDS, SECONDS, TimeUnit.SECONDS);
    }

    private void read() throws Exception {
        transaction.begin();
        try {
            catalog.refresh();
        } finally {
            // Nothing was written, so there is nothing to commit.
            transaction.rollback();
        }
    }

    /** Logs the first failure and the recovery, not every ten seconds in between. */
    private void readAgain() {
        try {
            read();
            if (failing) {
                LOGGER.log(Level.INFO, "the catalogue can be read again");
            }
            failing = false;
        } catch (Exception e) {
            if (!failing) {
                LOGGER.log(Level.WARNING, "the catalogue cannot be read; the one read before stays in use", e);
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
