package org.preferencecenter.mail.boundary;

import java.io.IOException;
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

import org.preferencecenter.catalog.control.Catalog;
import org.preferencecenter.mail.control.Clearance;
import org.preferencecenter.mail.control.DoorBook;
import org.preferencecenter.platform.entity.Settings;

/**
 * The milter's door, open where PC_MILTER says. While it cannot be opened it is tried again: meanwhile the mail servers
 * defer (milter_default_action = tempfail), and nothing goes out undecided.
 */
@ApplicationScoped
public class Milter {

    private static final Logger LOG = System.getLogger(Milter.class.getName());
    private static final int SECONDS = 10;

    @Inject
    private Settings settings;
    @Inject
    private Catalog catalog;
    @Inject
    private Clearance clearance;
    @Inject
    private DoorBook book;
    @Resource
    private ManagedScheduledExecutorService schedule;
    private ScheduledFuture<?> rounds;
    private MilterDoor door;
    private boolean told;

    void start(@Observes @Priority(130) Startup event) {
        settings.doors().milter().socket().ifPresent(socket -> {
            round(socket);
            rounds = schedule.scheduleWithFixedDelay(() -> round(socket), SECONDS, SECONDS, TimeUnit.SECONDS);
        });
    }

    private synchronized void round(String socket) {
        if (door != null) {
            door.sweep(MilterDoor.LONGEST_SILENCE);
            if (door.newcomers() + door.lines() > 0) {
                book.came(DoorBook.Which.MILTER);
            }
            return;
        }
        try {
            door = new MilterDoor(socket, MilterRules.of(settings.doors(), clearance, catalog::now,
                    settings.baseUrl()));
            book.opened(DoorBook.Which.MILTER, socket);
            LOG.log(Level.INFO, "the milter listens on {0}", socket);
        } catch (IOException | RuntimeException e) {
            book.failed(DoorBook.Which.MILTER, socket, e);
            if (!told) {
                LOG.log(Level.ERROR, "the milter cannot listen on {0} and tries again every {1} seconds: {2}", socket,
                        SECONDS,
                        e.getMessage());
                told = true;
            }
        }
    }

    @PreDestroy
    synchronized void stop() {
        if (rounds != null) {
            rounds.cancel(false);
        }
        try {
            if (door != null) {
                door.close();
            }
        } catch (IOException e) {
            LOG.log(Level.WARNING, "the milter's socket is not closed well: {0}", e.getMessage());
        }
    }
}
