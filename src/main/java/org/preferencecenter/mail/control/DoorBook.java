package org.preferencecenter.mail.control;

import java.time.Clock;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;

/**
 * How the doors for mail stand on this server: which are open and where, when somebody last came, what last went wrong. Kept in
 * memory alone, and of nobody who came is anything written down.
 */
@Singleton
public class DoorBook {

    /** A way by which mail comes in. */
    public enum Which {
        /** Submission with STARTTLS. */
        RELAY,
        /** Submission with TLS from the first octet on. */
        RELAY_TLS, RELAY_LMTP, RELAY_LMTP_SOCKET, MILTER, INBOUND_SMTP, INBOUND_LMTP,
        /** A mailbox that is read. */
        IMAP
    }

    /**
     * A door that was opened, or should be.
     *
     * @param where  address and port, or the path of a socket
     * @param open   it is open now
     * @param came   when somebody last came, or the mailbox was last read; null: not since the start
     * @param failed when something last went wrong; null: not since the start
     * @param how    what, in the words of the machine: the kind of failure, never what somebody wrote
     */
    public record Standing(String where, boolean open, Instant came, Instant failed, String how) {
    }

    private final Clock clock;
    private final Map<Which, Standing> doors = new EnumMap<>(Which.class);

    @Inject
    public DoorBook(Clock clock) {
        this.clock = clock;
    }

    public synchronized void opened(Which door, String where) {
        Standing before = doors.get(door);
        doors.put(door, before == null ? new Standing(where, true, null, null, null)
                : new Standing(where, true, before.came(), before.failed(), before.how()));
    }

    /** It could not be opened, or closed by itself. */
    public synchronized void failed(Which door, String where, Throwable how) {
        Standing before = doors.get(door);
        doors.put(door, new Standing(where, false, before == null ? null : before.came(), clock.instant(), how.getClass().getSimpleName()));
    }

    /** Somebody came in. */
    public synchronized void came(Which door) {
        doors.computeIfPresent(door, (which, before) -> new Standing(before.where(), true, clock.instant(), before.failed(), before.how()));
    }

    /** Nothing: it is shut. */
    public synchronized Optional<Standing> of(Which door) {
        return Optional.ofNullable(doors.get(door));
    }
}
