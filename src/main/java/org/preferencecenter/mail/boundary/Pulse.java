package org.preferencecenter.mail.boundary;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;

import org.preferencecenter.mail.entity.Answer;

/** What a conversation is doing, and how long it may: by this it is cut when it is slow and told when the server stops. */
final class Pulse {

    static final Answer STOPPING = Answer.of(421, "4.3.2", "The server stops: come back soon");
    private static final Answer TOO_SLOW = Answer.of(421, "4.4.2", "Nothing came for too long");

    private enum Phase { WAITING, RECEIVING, WORKING, ENDED }

    private final Wire wire;
    private final AtomicReference<Phase> phase = new AtomicReference<>(Phase.WORKING);
    private volatile long deadline = Long.MAX_VALUE;
    private volatile boolean stopping;

    Pulse(Wire wire) {
        this.wire = wire;
    }

    /** The next command is waited for. */
    void waits(Duration limit) {
        within(limit);
        phase.set(Phase.WAITING);
    }

    /** The text of a message is coming in: the server's end waits for it. */
    void receives(Duration limit) {
        within(limit);
        phase.set(Phase.RECEIVING);
    }

    /** Something else that depends on the client, such as the shaking of hands. */
    void within(Duration limit) {
        deadline = System.nanoTime() + limit.toNanos();
    }

    /** What came is being worked on, however long it takes. @return false: it was cut meanwhile, and has been told */
    boolean works() {
        deadline = Long.MAX_VALUE;
        return phase.getAndUpdate(now -> now == Phase.ENDED ? now : Phase.WORKING) != Phase.ENDED;
    }

    boolean stopping() {
        return stopping;
    }

    void ended() {
        phase.set(Phase.ENDED);
    }

    /** From the watch: cuts it if nothing came for too long. @param now {@link System#nanoTime} */
    void look(long now) {
        if (deadline == Long.MAX_VALUE || now - deadline <= 0) {
            return;
        }
        if (phase.compareAndSet(Phase.WAITING, Phase.ENDED) || phase.compareAndSet(Phase.RECEIVING, Phase.ENDED)) {
            wire.cut(TOO_SLOW);
        } else {
            wire.close();
        }
    }

    /** No new message: who is waited for is told at once, who is in the middle of one afterwards. */
    void stop() {
        stopping = true;
        if (phase.compareAndSet(Phase.WAITING, Phase.ENDED)) {
            wire.cut(STOPPING);
        }
    }

    /** At once, whatever is under way. */
    void cut() {
        wire.close();
    }
}
