package org.preferencecenter.decision.boundary;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;

/**
 * What a sender sends, read by a thread of its own while answers are written. Holds little: a sender that is faster than
 * the answers waits at its socket. But many senders read no answer before they have sent everything; while one does not
 * take its answers, what it sends is put aside in a file, or both sides would wait for each other for ever.
 */
final class Intake extends InputStream {

    private static final int CHUNK = 64 * 1024;
    private static final int HELD = 1024 * 1024;
    private static final long FILE_MOST = 8L << 30;
    private static final long STUCK_NANOS = TimeUnit.MILLISECONDS.toNanos(200);

    private final InputStream body;
    private final Executor threads;
    private final CompletableFuture<Void> read = new CompletableFuture<>();
    private final Deque<ByteBuffer> held = new ArrayDeque<>();
    private boolean started;
    private int heldBytes;
    private FileChannel file;
    private long filled;
    private long taken;
    private boolean ended;
    private boolean closed;
    private IOException broken;
    private long answeringSince;

    Intake(InputStream body, Executor threads) {
        this.body = body;
        this.threads = threads;
    }

    /** From here on it is read ahead. Before, it is read as it is asked for. */
    void start() {
        started = true;
        threads.execute(this::readAll);
    }

    /** An answer is being written, or is no more: one that takes long is not taken by the sender. */
    synchronized void answering(boolean now) {
        answeringSince = now ? System.nanoTime() | 1 : 0;
    }

    private void readAll() {
        IOException failure = null;
        try {
            byte[] chunk = new byte[CHUNK];
            for (int n = body.read(chunk); n >= 0 && put(chunk, n); n = body.read(chunk)) {
                // put did it
            }
        } catch (IOException e) {
            failure = e;
        } catch (RuntimeException e) {
            failure = new IOException("the body cannot be read", e);   // the web server gave the request up
        }
        synchronized (this) {
            ended = true;
            broken = failure;
            notifyAll();
        }
        read.complete(null);
    }

    private synchronized boolean put(byte[] chunk, int length) throws IOException {
        try {
            while (!closed && filled == taken && heldBytes >= HELD && !stuck()) {
                wait(100);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException();
        }
        if (closed) {
            return false;
        }
        if (filled > taken || heldBytes >= HELD) {
            putAside(chunk, length);
        } else {
            held.add(ByteBuffer.wrap(Arrays.copyOf(chunk, length)));
            heldBytes += length;
        }
        notifyAll();
        return true;
    }

    private boolean stuck() {
        return answeringSince != 0 && System.nanoTime() - answeringSince > STUCK_NANOS;
    }

    /** In a file that has no name any more once it is open: nothing is left of it, however we end. */
    private void putAside(byte[] chunk, int length) throws IOException {
        if (file == null) {
            Path path = Files.createTempFile("batch", null);
            file = FileChannel.open(path, StandardOpenOption.READ, StandardOpenOption.WRITE, StandardOpenOption.DELETE_ON_CLOSE);
            Files.deleteIfExists(path);
        }
        if (filled + length > FILE_MOST) {
            throw new IOException("the sender takes no answers and has sent more than can be put aside");
        }
        ByteBuffer bytes = ByteBuffer.wrap(chunk, 0, length);
        while (bytes.hasRemaining()) {
            filled += file.write(bytes, filled);
        }
    }

    @Override
    public int read(byte[] to, int at, int length) throws IOException {
        if (!started) {
            return body.read(to, at, length);
        }
        synchronized (this) {
            try {
                while (held.isEmpty() && filled == taken && !ended) {
                    wait();
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new InterruptedIOException();
            }
            return take(to, at, length);
        }
    }

    /** What is held came before what was put aside. */
    private int take(byte[] to, int at, int length) throws IOException {
        ByteBuffer first = held.peek();
        if (first != null) {
            int n = Math.min(length, first.remaining());
            first.get(to, at, n);
            if (!first.hasRemaining()) {
                held.remove();
                heldBytes -= first.capacity();
                notifyAll();
            }
            return n;
        }
        if (filled > taken) {
            int n = file.read(ByteBuffer.wrap(to, at, (int) Math.min(length, filled - taken)), taken);
            taken += n;
            if (taken == filled) {
                file.truncate(0);
                filled = 0;
                taken = 0;
                notifyAll();
            }
            return n;
        }
        if (broken != null) {
            throw broken;
        }
        return -1;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    /** True if asking for more would mean waiting for the sender. */
    synchronized boolean idle() {
        return started && held.isEmpty() && filled == taken && !ended;
    }

    /** Waits until its thread has let go of the request's body, which must not outlive the request. */
    @Override
    public void close() throws IOException {
        synchronized (this) {
            closed = true;
            notifyAll();
        }
        if (started) {
            try {
                read.get(30, TimeUnit.SECONDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            } catch (java.util.concurrent.ExecutionException | java.util.concurrent.TimeoutException late) {
                throw new IOException("the body was not let go of", late);
            }
        }
        synchronized (this) {
            held.clear();
            if (file != null) {
                file.close();
            }
        }
    }
}
