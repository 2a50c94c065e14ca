package org.preferencecenter.mail.control;

import java.io.IOException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocketFactory;

import jakarta.annotation.PreDestroy;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;

import org.preferencecenter.mail.entity.BadMessage;
import org.preferencecenter.mail.entity.Envelope;
import org.preferencecenter.mail.entity.Extensions;
import org.preferencecenter.mail.entity.RawMessage;
import org.preferencecenter.mail.entity.Reply;
import org.preferencecenter.platform.entity.Settings;

/**
 * The mail server that messages are handed to, one recipient at a time, over connections that are kept. A kept connection
 * that turns out dead costs nothing: the message goes once more over a fresh one, unless its final dot was sent.
 */
@Singleton
public class NextHop {

    /** Servers cut the idle after one to five minutes; the first of them should not be the one who ends it. */
    private static final Duration KEPT = Duration.ofSeconds(30);
    /** Slower than this, a server takes a large message too slowly to go on. */
    private static final int OCTETS_PER_SECOND = 50_000;

    /** A connection nobody uses. @param since {@link System#nanoTime} */
    private record Idle(HopConnection connection, long since) {
    }

    private final Settings settings;
    private final SSLSocketFactory trust;
    private final Semaphore places;
    private final ConcurrentLinkedDeque<Idle> idle = new ConcurrentLinkedDeque<>();
    private final ScheduledThreadPoolExecutor watch;
    private volatile Optional<Extensions> lastKnown = Optional.empty();

    @Inject
    public NextHop(Settings settings) {
        this.settings = settings;
        this.places = new Semaphore(settings.doors().hop().connections(), true);
        this.trust = Trust.of(settings.doors().hop().authorities());
        this.watch = new ScheduledThreadPoolExecutor(1, work -> {
            Thread thread = new Thread(work, "next-hop-watch");
            thread.setDaemon(true);
            return thread;
        });
        watch.setRemoveOnCancelPolicy(true);
        watch.scheduleWithFixedDelay(this::sweep, KEPT.toSeconds(), KEPT.toSeconds() / 2, TimeUnit.SECONDS);
    }

    /**
     * Sends the message as it is.
     *
     * @param sender envelope sender, or empty for the null reverse-path {@code <>}
     * @return what the next hop answered, or that it did not
     * @throws BadMessage if an address is no address
     */
    public Reply send(RawMessage message, String recipient, String sender) {
        for (String text : new String[] {recipient, sender}) {
            if (!text.chars().allMatch(c -> c < 127)) {
                throw new BadMessage("An envelope address may hold only visible ASCII: write an international domain in its "
                        + "xn-- form; our own letters do not go to international mailbox names yet.");
            }
        }
        return send(message, Envelope.of(sender, recipient));
    }

    /** As {@link #send(RawMessage, String, String)}, with all that the envelope says. */
    public Reply send(RawMessage message, Envelope envelope) {
        RawMessage exact = message.withCrlf();
        try {
            if (!places.tryAcquire(settings.doors().hop().patience().toMillis(), TimeUnit.MILLISECONDS)) {
                return unreachable("all connections to the next hop are busy");
            }
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            return unreachable("the server stops");
        }
        try {
            return handOver(exact, envelope);
        } finally {
            places.release();
        }
    }

    private Reply handOver(RawMessage message, Envelope envelope) {
        HopConnection kept = kept();
        if (kept != null) {
            Optional<Reply> reply = over(kept, message, envelope, false);
            if (reply.isPresent()) {
                return reply.get();
            }
        }
        try {
            HopConnection fresh = open();
            return over(fresh, message, envelope, true).orElseThrow();
        } catch (HopFailure e) {
            return unreachable(e.getMessage());
        } catch (SSLException e) {
            return unreachable("the next hop's certificate is not trusted, or is not for its name, or TLS failed otherwise");
        } catch (IOException e) {
            return unreachable("the next hop could not be reached or did not finish its answer");
        }
    }

    private HopConnection open() throws IOException {
        HopConnection fresh = HopConnection.open(settings, trust);
        lastKnown = Optional.of(fresh.extensions());
        return fresh;
    }

    /** @return nothing: the connection was dead, and the message may go over another */
    private Optional<Reply> over(HopConnection connection, RawMessage message, Envelope envelope, boolean fresh) {
        Duration limit = settings.doors().hop().patience().multipliedBy(4).plusSeconds(message.length() / OCTETS_PER_SECOND);
        // A read has its time-out; a write into a full pipe has none.
        Future<?> cut = watch.schedule(connection::close, limit.toMillis(), TimeUnit.MILLISECONDS);
        try {
            Reply reply = connection.send(message, envelope);
            if (!fresh && reply.code() == 421 && !connection.dotSent()) {
                connection.close();
                return Optional.empty();
            }
            keep(connection);
            return Optional.of(reply);
        } catch (IOException e) {
            connection.close();
            boolean again = !fresh && !connection.dotSent() && !(e instanceof SocketTimeoutException);
            return again ? Optional.empty() : Optional.of(unreachable(
                    "the next hop could not be reached or did not finish its answer"));
        } finally {
            cut.cancel(false);
        }
    }

    private void keep(HopConnection connection) {
        if (connection.usable() && !watch.isShutdown()) {
            idle.addFirst(new Idle(connection, System.nanoTime()));
        } else {
            connection.close();
        }
    }

    private HopConnection kept() {
        for (Idle one = idle.pollFirst(); one != null; one = idle.pollFirst()) {
            if (!old(one)) {
                return one.connection();
            }
            one.connection().quit();
        }
        return null;
    }

    private static boolean old(Idle one) {
        return System.nanoTime() - one.since() > KEPT.toNanos();
    }

    private void sweep() {
        for (Idle one : idle) {
            if (old(one) && idle.remove(one)) {
                one.connection().quit();
            }
        }
    }

    /** What the next hop can do, as it last said; asked now if it never did. Nothing if it cannot be reached. */
    public Optional<Extensions> extensions() {
        if (lastKnown.isEmpty() && places.tryAcquire()) {
            try {
                keep(open());
            } catch (IOException away) {
                return Optional.empty();
            } finally {
                places.release();
            }
        }
        return lastKnown;
    }

    private static Reply unreachable(String why) {
        return new Reply(Reply.Kind.UNREACHABLE, 0, why);
    }

    /** Ends the connections. */
    @PreDestroy
    public void close() {
        watch.shutdownNow();
        for (Idle one = idle.pollFirst(); one != null; one = idle.pollFirst()) {
            one.connection().quit();
        }
    }
}
