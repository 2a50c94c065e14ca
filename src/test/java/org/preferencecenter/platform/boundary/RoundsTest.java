package org.preferencecenter.platform.boundary;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(180)
class RoundsTest {

    @Test
    void whatever_is_told_during_a_round_is_found_by_one_more_and_no_two_run_at_once() throws InterruptedException {
        AtomicInteger begun = new AtomicInteger();
        AtomicInteger at = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        Semaphore begins = new Semaphore(0);
        Semaphore mayEnd = new Semaphore(0);
        Semaphore ended = new Semaphore(0);
        try (Rounds rounds = new Rounds("rounds", () -> {
            most.accumulateAndGet(at.incrementAndGet(), Math::max);
            begun.incrementAndGet();
            begins.release();
            mayEnd.acquireUninterruptibly();
            at.decrementAndGet();
            ended.release();
        })) {
            rounds.go();
            begins.acquire();
            for (int i = 0; i < 20; i++) {
                rounds.go();
            }
            mayEnd.release(10);
            assertTrue(ended.tryAcquire(2, 60, TimeUnit.SECONDS), "the one that ran, and one more");
        }
        assertEquals(2, begun.get());
        assertEquals(1, most.get());
    }

    @Test
    void it_begins_by_itself_and_after_its_end_no_round_begins() throws InterruptedException {
        CountDownLatch byItself = new CountDownLatch(2);
        AtomicInteger begun = new AtomicInteger();
        var schedule = Executors.newSingleThreadScheduledExecutor();
        try {
            Rounds rounds = new Rounds("rounds", () -> {
                begun.incrementAndGet();
                byItself.countDown();
            });
            rounds.start(schedule, 0, 1);
            assertTrue(byItself.await(60, TimeUnit.SECONDS));
            rounds.close();
        } finally {
            schedule.shutdown();
            assertTrue(schedule.awaitTermination(60, TimeUnit.SECONDS), "its own schedule holds nothing up");
        }
        Rounds closed = new Rounds("rounds", begun::incrementAndGet);
        int before = begun.get();
        closed.close();
        closed.go();
        assertEquals(before, begun.get());
    }
}
