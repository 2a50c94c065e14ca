package org.preferencecenter.bench;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/** Requests at a fixed rate whatever the answers do; latency counts from when a request was due, so waiting is seen. */
final class OpenLoop {

    /** @param latencies in nanoseconds, sorted */
    record Result(double rate, long[] latencies) {

        double millis(double quantile) {
            return latencies[(int) Math.min(latencies.length - 1, Math.floor(quantile * latencies.length))] / 1e6;
        }
    }

    /** One request and its answer. */
    interface Exchange {
        void on(Post post) throws IOException;
    }

    private final int port;
    private final Exchange exchange;

    OpenLoop(int port, ClosedLoop tokens) {
        this(port, post -> tokens.count(post.send(tokens.token())));
    }

    OpenLoop(int port, Exchange exchange) {
        this.port = port;
        this.exchange = exchange;
    }

    Result run(int clients, double rate, Duration time) throws InterruptedException {
        int each = (int) (rate * time.toSeconds() / clients);
        long[][] latencies = new long[clients][each];
        double gap = clients / rate * 1e9;
        long start = System.nanoTime() + 100_000_000L;
        List<Thread> threads = new ArrayList<>();
        for (int c = 0; c < clients; c++) {
            int client = c;
            Thread thread = new Thread(() -> {
                try (Post post = new Post(port)) {
                    for (int i = 0; i < each; i++) {
                        long due = start + (long) ((i + (double) client / clients) * gap);
                        for (long wait = due - System.nanoTime(); wait > 0; wait = due - System.nanoTime()) {
                            LockSupport.parkNanos(wait);
                        }
                        exchange.on(post);
                        latencies[client][i] = System.nanoTime() - due;
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
        return new Result(rate, Arrays.stream(latencies).flatMapToLong(Arrays::stream).sorted().toArray());
    }
}
