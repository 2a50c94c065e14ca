package org.preferencecenter.bench;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/** So many clients, each posting its next token as soon as the last was answered. */
final class ClosedLoop {

    /** @param perSecond answers 200 a second */
    record Result(double perSecond) {
    }

    private final int port;
    private final String[] tokens;
    private final AtomicInteger next = new AtomicInteger();
    private final AtomicLong acknowledged = new AtomicLong();
    private final AtomicLong refused = new AtomicLong();

    ClosedLoop(int port, String[] tokens) {
        this.port = port;
        this.tokens = tokens;
    }

    /** A token nobody used yet. */
    String token() {
        int index = next.getAndIncrement();
        if (index >= tokens.length) {
            throw new IllegalStateException("all tokens are used: raise -Dbench.recipients");
        }
        return tokens[index];
    }

    void count(int status) {
        (status == 200 ? acknowledged : refused).incrementAndGet();
    }

    long acknowledged() {
        return acknowledged.get();
    }

    long refused() {
        return refused.get();
    }

    Result run(int clients, Duration time) throws InterruptedException {
        long before = acknowledged.get();
        long start = System.nanoTime();
        long end = start + time.toNanos();
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < clients; i++) {
            Thread thread = new Thread(() -> {
                try (Post post = new Post(port)) {
                    while (System.nanoTime() < end) {
                        count(post.send(token()));
                    }
                } catch (IOException e) {
                    throw new java.io.UncheckedIOException(e);
                }
            });
            thread.start();
            threads.add(thread);
        }
        for (Thread thread : threads) {
            thread.join();
        }
        return new Result((acknowledged.get() - before) / ((System.nanoTime() - start) / 1e9));
    }
}
