package org.preferencecenter.platform.boundary;

import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Something that is done in rounds: at once when told of something, and every so often for what a crash or another node has
 * left. One round at a time, behind the back of whoever tells, and one more that begins after it: whatever is told meanwhile is
 * found by that one.
 */
public final class Rounds implements AutoCloseable {

    private static final int IDLE_SECONDS = 30;

    private final Runnable round;
    private final ThreadPoolExecutor walker;
    private volatile ScheduledFuture<?> regular;

    /**
     * @param name  of the thread
     * @param round what is done; it catches what goes wrong and says so in the log
     */
    public Rounds(String name, Runnable round) {
        this.round = round;
        this.walker = new ThreadPoolExecutor(0, 1, IDLE_SECONDS, TimeUnit.SECONDS, new LinkedBlockingQueue<>(1),
                work -> new Thread(work, name), new ThreadPoolExecutor.DiscardPolicy());
    }

    /** From now on by itself. @param first seconds until then; {@code every} so many after that */
    public void start(ScheduledExecutorService schedule, int first, int every) {
        regular = schedule.scheduleWithFixedDelay(this::go, first, every, TimeUnit.SECONDS);
    }

    /** There may be something to do. Never waits. */
    public void go() {
        walker.execute(round);
    }

    /** No round begins any more; one that has begun goes on to its end. */
    @Override
    public void close() {
        if (regular != null) {
            regular.cancel(false);
        }
        walker.shutdown();
    }
}
