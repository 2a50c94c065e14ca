package org.preferencecenter.mail.boundary;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

import javax.net.ssl.SSLContext;

import org.preferencecenter.mail.control.RelayDesk;
import org.preferencecenter.mail.entity.Answer;
import org.preferencecenter.platform.entity.RelaySettings.Limits;

/** Lets clients in at its doors, each with a thread of its own, as many as may; watches the slow; sees them out at the end. */
final class Lobby implements AutoCloseable {

    private static final Logger LOG = System.getLogger(Lobby.class.getName());
    private static final int LOOK_MILLIS = 250;
    /** Of the heap, for texts that are coming in; what is made of them takes several times as much. */
    private static final int SHARE = 12;

    /** Whom a client talks to once it is inside. */
    interface Guest extends Runnable {

        /** By which it is watched and stopped. */
        Pulse pulse();
    }

    /** Gives each client one to talk to. */
    interface Host {

        /**
         * @param implicit TLS from the first octet on
         * @param memory   octets left for messages coming in
         */
        Guest receive(Wire wire, boolean implicit, AtomicLong memory);
    }

    private final Host host;
    private final Limits limits;
    private final ExecutorService threads;
    private final ScheduledExecutorService watch;
    private final AtomicLong memory;
    private final List<Door> doors = new ArrayList<>();
    private final Set<Guest> conversations = ConcurrentHashMap.newKeySet();
    private final Map<String, Integer> perClient = new ConcurrentHashMap<>();
    private final AtomicInteger inside = new AtomicInteger();

    /**
     * @param free who comes from this machine need not log in
     * @param tls  nothing: there is no certificate
     */
    Lobby(Client.Protocol protocol, RelayDesk desk, Limits limits, Optional<SSLContext> tls, boolean free) {
        this(protocol.name().toLowerCase(Locale.ROOT), limits, (wire, implicit, memory) -> new Conversation(wire, protocol,
                free && wire.near(), implicit, tls, desk, limits, memory));
    }

    /** @param name of its threads */
    Lobby(String name, Limits limits, Host host) {
        this.host = host;
        this.limits = limits;
        this.memory = new AtomicLong(Math.max(limits.size(), Runtime.getRuntime().maxMemory() / SHARE));
        ClassLoader loader = Thread.currentThread().getContextClassLoader();
        AtomicInteger number = new AtomicInteger();
        ThreadFactory make = work -> {
            Thread thread = new Thread(work, name + "-" + number.incrementAndGet());
            thread.setDaemon(true);
            thread.setContextClassLoader(loader);
            return thread;
        };
        this.threads = Executors.newCachedThreadPool(make);
        this.watch = Executors.newSingleThreadScheduledExecutor(make);
        watch.scheduleWithFixedDelay(this::look, LOOK_MILLIS, LOOK_MILLIS, TimeUnit.MILLISECONDS);
    }

    /** Opens a door. @param implicit TLS from the first octet on */
    synchronized void open(Door door, boolean implicit) {
        doors.add(door);
        threads.execute(() -> greet(door, implicit));
    }

    private void greet(Door door, boolean implicit) {
        while (true) {
            try {
                enter(door.next(), implicit);
            } catch (IOException shut) {
                if (watch.isShutdown()) {
                    return;
                }
                LOG.log(Level.WARNING, "a client could not be let in: {0}", shut.getClass().getName());
                pause();
            }
        }
    }

    /** Out of file descriptors, for one: trying again at once would only burn the processor. */
    private static void pause() {
        try {
            TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        }
    }

    private void enter(Wire wire, boolean implicit) {
        int same = perClient.merge(wire.address(), 1, Integer::sum);
        boolean room = inside.incrementAndGet() <= limits.connections() && same <= limits.perClient();
        if (!room || watch.isShutdown()) {
            leave(wire.address());
            wire.cut(Answer.of(421, "4.7.0", "Too many connections: try again later"));
            return;
        }
        Guest conversation = host.receive(wire, implicit, memory);
        conversations.add(conversation);
        try {
            threads.execute(() -> talk(conversation, wire));
        } catch (RejectedExecutionException stopping) {
            conversations.remove(conversation);
            wire.cut(Pulse.STOPPING);
        }
        if (watch.isShutdown()) {
            conversation.pulse().stop();
        }
    }

    private void talk(Guest conversation, Wire wire) {
        try {
            conversation.run();
        } catch (RuntimeException e) {
            LOG.log(Level.ERROR, "a conversation broke off: {0}", e.getClass().getName());
        } finally {
            conversations.remove(conversation);
            leave(wire.address());
        }
    }

    private void leave(String address) {
        inside.decrementAndGet();
        perClient.computeIfPresent(address, (key, count) -> count <= 1 ? null : count - 1);
    }

    private void look() {
        long now = System.nanoTime();
        conversations.forEach(conversation -> conversation.pulse().look(now));
    }

    /** Nobody comes in any more; who is in the middle of a message may finish, for a while. */
    @Override
    public synchronized void close() {
        watch.shutdown();
        for (Door door : doors) {
            try {
                door.close();
            } catch (IOException e) {
                LOG.log(Level.WARNING, "a door did not shut: {0}", e.getClass().getName());
            }
        }
        conversations.forEach(one -> one.pulse().stop());
        threads.shutdown();
        try {
            if (!threads.awaitTermination(limits.drain().toMillis(), TimeUnit.MILLISECONDS)) {
                LOG.log(Level.WARNING, "{0} conversations are cut", conversations.size());
                conversations.forEach(one -> one.pulse().cut());
                threads.awaitTermination(2, TimeUnit.SECONDS);
            }
        } catch (InterruptedException hurried) {
            conversations.forEach(one -> one.pulse().cut());
            Thread.currentThread().interrupt();
        }
    }
}
