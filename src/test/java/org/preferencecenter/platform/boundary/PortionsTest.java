package org.preferencecenter.platform.boundary;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.ResourceBundle;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PortionsTest {

    private final List<Runnable> tasks = new ArrayList<>();
    private final List<String> logged = new ArrayList<>();
    private ScheduledFuture<?> future;
    /** Keeps what it was given: portions are run by hand. */
    private final ScheduledThreadPoolExecutor schedule = new ScheduledThreadPoolExecutor(0) {
        @Override
        public ScheduledFuture<?> scheduleWithFixedDelay(Runnable task, long first, long rest, TimeUnit unit) {
            tasks.add(task);
            future = super.scheduleWithFixedDelay(task, 1, 1, TimeUnit.DAYS);
            return future;
        }
    };
    private final System.Logger logger = new System.Logger() {
        @Override
        public String getName() {
            return "portions";
        }

        @Override
        public boolean isLoggable(Level level) {
            return true;
        }

        @Override
        public void log(Level level, ResourceBundle bundle, String text, Throwable thrown) {
            logged.add(level + " " + text);
        }

        @Override
        public void log(Level level, ResourceBundle bundle, String format, Object... with) {
            logged.add(level + " " + java.text.MessageFormat.format(format, with));
        }
    };

    @AfterEach
    void end() {
        schedule.shutdownNow();
    }

    @Test
    void a_portion_goes_on_while_there_is_more_and_a_failure_is_told_once_and_so_is_its_end() {
        List<Boolean> script = new ArrayList<>(List.of(true, true, false));
        int[] done = {0};
        boolean[] broken = {false};
        try (Portions portions = new Portions(logger, schedule)) {
            portions.every(1, 2, "counting", () -> {
                if (broken[0]) {
                    throw new IllegalStateException("with an address in it");
                }
                done[0]++;
                return script.remove(0);
            });
            tasks.get(0).run();
            assertEquals(3, done[0]);
            assertEquals(List.of(), logged);
            broken[0] = true;
            tasks.get(0).run();
            tasks.get(0).run();
            assertEquals(List.of("WARNING counting: waits, tried again: java.lang.IllegalStateException"), logged);
            broken[0] = false;
            script.add(false);
            script.add(false);
            tasks.get(0).run();
            tasks.get(0).run();
            assertEquals("INFO counting: goes on", logged.get(1));
            assertEquals(2, logged.size());
        }
        assertTrue(future.isCancelled(), "no portion begins any more");
    }
}
