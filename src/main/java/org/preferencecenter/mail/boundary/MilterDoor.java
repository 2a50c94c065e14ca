package org.preferencecenter.mail.boundary;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.StandardProtocolFamily;
import java.net.StandardSocketOptions;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/**
 * Where mail servers reach the milter. A thread a line: a Postfix has as many lines as SMTP clients at once, 100 unless told
 * otherwise (default_process_limit).
 */
final class MilterDoor implements AutoCloseable {

    /** Lines at once; the next is closed, and its mail server defers. */
    static final int LINES = 512;
    /** A mail server says something more often, by its own time-outs (smtpd_timeout: 5 minutes). */
    static final Duration LONGEST_SILENCE = Duration.ofMinutes(15);
    private static final int DRAIN_SECONDS = 5;

    private final ServerSocketChannel door;
    private final Path file;
    private final MilterRules rules;
    private final Set<MilterLine> lines = ConcurrentHashMap.newKeySet();
    private final ExecutorService threads;
    private final AtomicInteger accepted = new AtomicInteger();

    /**
     * Opens at once.
     *
     * @param socket {@code inet:host:port} or {@code unix:/path}
     * @throws IOException if it cannot be opened; a path where another process listens is left to it
     */
    MilterDoor(String socket, MilterRules rules) throws IOException {
        this.rules = rules;
        AtomicInteger number = new AtomicInteger();
        threads = Executors.newCachedThreadPool(work -> {
            Thread thread = new Thread(work, "milter-" + number.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        });
        file = socket.startsWith("unix:") ? Path.of(socket.substring("unix:".length())) : null;
        door = file == null ? inet(socket) : unix(file);
        threads.execute(this::serve);
    }

    private static ServerSocketChannel inet(String socket) throws IOException {
        String[] parts = socket.split(":");
        ServerSocketChannel door = ServerSocketChannel.open();
        return bound(door, new InetSocketAddress(parts[1], Integer.parseInt(parts[2])));
    }

    /** Who may speak is said by the file's group, which a folder with the set-group-id bit gives it. */
    private static ServerSocketChannel unix(Path file) throws IOException {
        UnixDomainSocketAddress address = UnixDomainSocketAddress.of(file);
        if (Files.exists(file)) {
            if (answers(address)) {
                throw new IOException("another process listens on " + file);
            }
            Files.delete(file);
        }
        ServerSocketChannel door = bound(ServerSocketChannel.open(StandardProtocolFamily.UNIX), address);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-rw----"));
        return door;
    }

    private static ServerSocketChannel bound(ServerSocketChannel door, SocketAddress address) throws IOException {
        try {
            return door.bind(address);
        } catch (IOException | RuntimeException e) {
            door.close();
            throw e;
        }
    }

    /** A socket file that a killed process has left behind answers nobody. */
    private static boolean answers(UnixDomainSocketAddress address) {
        try (SocketChannel channel = SocketChannel.open(address)) {
            return channel.isConnected();
        } catch (IOException nobody) {
            return false;
        }
    }

    /** The port; -1 for a file. */
    int port() throws IOException {
        return door.getLocalAddress() instanceof InetSocketAddress inet ? inet.getPort() : -1;
    }

    private void serve() {
        while (door.isOpen()) {
            try {
                SocketChannel channel = door.accept();
                if (lines.size() >= LINES) {
                    channel.close();
                    continue;
                }
                if (file == null) {
                    channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
                }
                MilterLine line = new MilterLine(channel, rules);
                lines.add(line);
                accepted.incrementAndGet();
                threads.execute(() -> {
                    try {
                        line.run();
                    } finally {
                        lines.remove(line);
                    }
                });
            } catch (IOException closed) {
                // By us, at the end; or a client gone before it was let in; or no more files may be open, which lasts.
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(50));
            }
        }
    }

    /** Closes lines on which nothing was heard for so long. */
    void sweep(Duration silence) {
        lines.stream().filter(line -> line.silence() > silence.toNanos()).forEach(MilterLine::close);
    }

    /** How many lines were opened since the last time this was asked. */
    int newcomers() {
        return accepted.getAndSet(0);
    }

    int lines() {
        return lines.size();
    }

    /** No new lines; those that are open may finish their message for some seconds. */
    @Override
    public void close() throws IOException {
        door.close();
        if (file != null) {
            Files.deleteIfExists(file);
        }
        threads.shutdown();
        lines.forEach(MilterLine::drain);
        try {
            threads.awaitTermination(DRAIN_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        lines.forEach(MilterLine::close);
        threads.shutdownNow();
    }
}
