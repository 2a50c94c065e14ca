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
        double seconds = run(port, clients, time, post -> count(post.send(token())));
        return new Result((acknowledged.get() - before) / seconds);
    }

    /** Each client begins its next exchange as soon as the last was answered. @return how long it took, in seconds */
    static double run(int port, int clients, Duration time, OpenLoop.Exchange exchange) throws InterruptedException {
        long start = System.nanoTime();
        long end = start + time.toNanos();
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < clients; i++) {
            Thread thread = new Thread(() -> {
                try (Post post = new Post(port)) {
                    while (System.nanoTime() < end) {
                        exchange.on(post);
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
        return (System.nanoTime() - start) / 1e9;
    }
}
