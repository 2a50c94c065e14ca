package org.preferencecenter.mail.boundary;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.SocketOption;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.util.Optional;

import org.preferencecenter.mail.entity.BadFrame;
import org.preferencecenter.mail.entity.MilterFrame;
import org.preferencecenter.mail.entity.MilterFrames;

/**
 * One line from a mail server: bytes in, bytes out, one write per reply. Postfix tells a message's fields without
 * waiting for an answer and leaves Nagle's algorithm on, so each read is acknowledged at once: else its next packet waits
 * for the delayed ACK, and a message takes 50 ms over TCP (measured; a Unix socket knows neither).
 */
final class MilterLine implements Runnable {

    private static final Logger LOG = System.getLogger(MilterLine.class.getName());

    /** Linux: lasts until the kernel thinks otherwise, so it is said again after each read (tcp(7)). Absent elsewhere. */
    private static final String AT_ONCE = "TCP_QUICKACK";

    private final SocketChannel channel;
    private final Optional<SocketOption<?>> acknowledging;
    private final MilterSession session;
    private volatile long heardAt = System.nanoTime();
    private volatile boolean closing;

    MilterLine(SocketChannel channel, MilterRules rules) {
        this.channel = channel;
        this.acknowledging = channel.supportedOptions().stream().filter(option -> option.name().equals(AT_ONCE)).findFirst();
        this.session = new MilterSession(rules);
    }

    @Override
    public void run() {
        try (channel) {
            MilterFrames frames = new MilterFrames();
            ByteBuffer buffer = ByteBuffer.allocate(16_384);
            while (!session.over() && !(closing && session.idle()) && channel.read(buffer) >= 0) {
                heardAt = System.nanoTime();
                acknowledge();
                frames.add(buffer.array(), buffer.position());
                buffer.clear();
                for (Optional<MilterFrame> frame = frames.next(); frame.isPresent(); frame = frames.next()) {
                    write(session.hear(frame.get()));
                }
            }
        } catch (BadFrame wrong) {
            LOG.log(Level.WARNING, "a mail server''s line is closed: {0}", wrong.getMessage());
        } catch (IOException gone) {
            LOG.log(Level.DEBUG, "a mail server has hung up: {0}", gone.getClass().getName());
        } catch (RuntimeException e) {
            // The class alone: a message may quote.
            LOG.log(Level.ERROR, "a mail server''s line is closed, since it could not be answered: {0}",
                    e.getClass().getName());
        } finally {
            session.gone();
        }
    }

    @SuppressWarnings("unchecked")
    private void acknowledge() throws IOException {
        if (acknowledging.isPresent()) {
            channel.setOption((SocketOption<Boolean>) acknowledging.get(), true);
        }
    }

    private void write(byte[] reply) throws IOException {
        ByteBuffer bytes = ByteBuffer.wrap(reply);
        while (bytes.hasRemaining()) {
            channel.write(bytes);
        }
        session.written();
    }

    /** How long nothing has been heard, in nanoseconds. */
    long silence() {
        return System.nanoTime() - heardAt;
    }

    /** Closes once no message is at hand. */
    void drain() {
        closing = true;
        if (session.idle()) {
            close();
        }
    }

    /** The mail server finds the line closed and defers its message, if there is one. */
    void close() {
        try {
            channel.close();
        } catch (IOException e) {
            LOG.log(Level.DEBUG, "a mail server''s line did not close: {0}", e.getClass().getName());
        }
    }
}
