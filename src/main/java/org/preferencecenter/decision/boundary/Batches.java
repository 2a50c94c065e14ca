package org.preferencecenter.decision.boundary;

import java.time.Clock;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicInteger;

import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

import org.preferencecenter.catalog.control.Catalog;
import org.preferencecenter.decision.control.DecisionDesk;

/** What batches share: the threads that answer, the threads that read, and how many may run at once. */
@ApplicationScoped
public class Batches {

    /** Each holds some blocks of answers, a few MiB. */
    private static final int AT_ONCE = 8;

    private final Semaphore places = new Semaphore(AT_ONCE);
    private final ExecutorService answering = Executors.newFixedThreadPool(
            Math.max(2, Runtime.getRuntime().availableProcessors()), named("batch-answers"));
    private final ExecutorService reading = Executors.newCachedThreadPool(named("batch-reader"));

    @Inject
    private DecisionDesk desk;
    @Inject
    private Catalog catalog;
    @Inject
    private Clock clock;

    private static ThreadFactory named(String name) {
        AtomicInteger number = new AtomicInteger();
        return work -> {
            Thread thread = new Thread(work, name + "-" + number.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        };
    }

    @PreDestroy
    void stop() {
        answering.shutdownNow();
        reading.shutdownNow();
    }

    /** @return false if too many run already; else {@link #leave} must follow */
    boolean enter() {
        return places.tryAcquire();
    }

    void leave() {
        places.release();
    }

    ExecutorService reading() {
        return reading;
    }

    ExecutorService answering() {
        return answering;
    }

    /** @param askedBy public id of the key; null: a trial that is not kept */
    BatchRun run(Intake intake, Lines lines, BatchForm form, String askedBy) {
        return new BatchRun(intake, lines, form, new BlockDesk(desk, askedBy), catalog, clock, answering);
    }

    DecisionDesk desk() {
        return desk;
    }

    Catalog catalog() {
        return catalog;
    }

    Clock clock() {
        return clock;
    }
}
