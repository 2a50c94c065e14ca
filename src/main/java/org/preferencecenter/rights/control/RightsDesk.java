package org.preferencecenter.rights.control;

import java.sql.Connection;
import java.sql.Date;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;

import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;

import javax.sql.DataSource;

import org.preferencecenter.consent.control.Continuing;
import org.preferencecenter.consent.control.Transaction;
import org.preferencecenter.consent.entity.Origin;
import org.preferencecenter.consent.entity.RightEntry;
import org.preferencecenter.rights.entity.Identity;
import org.preferencecenter.rights.entity.LetterWaits;
import org.preferencecenter.rights.entity.RightKind;
import org.preferencecenter.rights.entity.RightsLetter;
import org.preferencecenter.rights.entity.RightsRequest;
import org.preferencecenter.rights.entity.RightsRequest.State;
import org.preferencecenter.rights.entity.Way;

/**
 * Takes requests and answers them: each step is one transaction with its entry in the person's ledger and the letter that
 * tells them. Whoever acts says which version they saw; who was slower changes nothing. Every method throws {@code
 * DatabaseAway} if the database is.
 */
@Singleton
public class RightsDesk {

    /** By which way entries of this room came into the ledger. */
    public static final String VIA = "rights";

    private final DataSource database;
    private final Clock clock;
    private final Continuing continuing;
    private final RightsRequests requests;
    private final RightsOutbox outbox;
    private final Erasing erasing;
    private final Consumer<LetterWaits> waits;

    @Inject
    public RightsDesk(DataSource database, Clock clock, Continuing continuing, RightsRequests requests, RightsOutbox outbox,
            Erasing erasing, Event<LetterWaits> waits) {
        this(database, clock, continuing, requests, outbox, erasing, (Consumer<LetterWaits>) waits::fire);
    }

    /** Without a container. */
    public RightsDesk(DataSource database, Clock clock, Continuing continuing, RightsRequests requests, RightsOutbox outbox,
            Erasing erasing, Consumer<LetterWaits> waits) {
        this.database = database;
        this.clock = clock;
        this.continuing = continuing;
        this.requests = requests;
        this.outbox = outbox;
        this.erasing = erasing;
        this.waits = waits;
    }

    /**
     * What is asked.
     *
     * @param recipient 0: nobody we know
     * @param enteredBy the account of who enters it, 0: the person themselves
     * @param identity  how it was checked who they are, or null: not yet
     * @param words     what they wrote or said, or empty
     * @param origin    as the ledger tells it
     */
    public record Asked(int brand, long recipient, RightKind kind, Way way, LocalDate received, LocalDate due, int enteredBy,
            Identity identity, String words, Origin origin) {
    }

    /** Keeps a request. @param letter what tells the person that it came in, or null. @return its number */
    public long open(Asked asked, RightsLetter letter) {
        Instant now = now();
        RightsRequest request = new RightsRequest(0, UUID.randomUUID(), asked.brand(), asked.recipient(), asked.kind(), asked.way(),
                asked.received(), now, asked.enteredBy(), asked.due(), null, asked.identity(),
                asked.identity() == null ? null : now, asked.enteredBy(), asked.words(), State.OPEN, null, 0, 0);
        Optional<Long> kept = asked.recipient() == 0 ? Optional.empty()
                : continuing.on(asked.recipient(), asked.origin(), (connection, recording, act) -> {
                    long nr = requests.insert(connection, request);
                    RightEntry.asked(recording, request.id(), asked.kind().name(), "RECEIVED", act);
                    outbox.add(connection, nr, letter, now);
                    return nr;
                });
        long nr = kept.orElseGet(() -> Transaction.in(database, connection -> {
            long inserted = requests.insert(connection, request);
            outbox.add(connection, inserted, letter, now);
            return inserted;
        }));
        tell(nr, letter);
        return nr;
    }

    /** Notes how it was checked who asks. @return false if it has changed meanwhile */
    public boolean identify(RightsRequest seen, Identity how, int account) {
        return Transaction.in(database, connection -> changed(connection, seen, "identity = ?, identity_at = ?, identity_by = ?",
                how.name(), RightsRequests.utc(now()), account));
    }

    /** Takes longer. @param due the new last day; {@code letter} says why, or null. @return false if it has changed meanwhile */
    public boolean extend(RightsRequest seen, LocalDate due, int account, RightsLetter letter) {
        return step(seen, account, "EXTENDED", letter, connection -> changed(connection, seen, "extended_at = ?, due_on = ?",
                RightsRequests.utc(now()), Date.valueOf(due)));
    }

    /**
     * Answers it. @param account 0: the page did it by itself
     * @return false if it has changed meanwhile
     */
    public boolean close(RightsRequest seen, State state, int account, RightsLetter letter) {
        return step(seen, account, state.name(), letter, connection -> closed(connection, seen, state, account));
    }

    /** Destroys everything that names the person, and closes the request. @return false if it has changed meanwhile: nothing was */
    public boolean erase(RightsRequest seen, int account, RightsLetter letter) {
        boolean done = continuing.on(seen.recipient(), origin(account), (connection, recording, act) -> {
            if (!closed(connection, seen, State.DONE, account)) {
                return false;
            }
            RightEntry.asked(recording, seen.id(), seen.kind().name(), State.DONE.name(), act);
            erasing.erase(connection, recording, seen, account, act);
            outbox.add(connection, seen.nr(), letter, act.at());
            return true;
        }).orElse(false);
        if (done) {
            tell(seen.nr(), letter);
        }
        return done;
    }

    /** One change of a request. */
    @FunctionalInterface
    private interface Change {
        boolean on(Connection connection) throws SQLException;
    }

    private boolean step(RightsRequest seen, int account, String state, RightsLetter letter, Change change) {
        Optional<Boolean> known = seen.recipient() == 0 ? Optional.empty()
                : continuing.on(seen.recipient(), origin(account), (connection, recording, act) -> {
                    boolean done = change.on(connection);
                    if (done) {
                        RightEntry.asked(recording, seen.id(), seen.kind().name(), state, act);
                        outbox.add(connection, seen.nr(), letter, act.at());
                    }
                    return done;
                });
        boolean done = known.orElseGet(() -> Transaction.in(database, connection -> {
            boolean changed = change.on(connection);
            if (changed) {
                outbox.add(connection, seen.nr(), letter, now());
            }
            return changed;
        }));
        if (done) {
            tell(seen.nr(), letter);
        }
        return done;
    }

    private boolean closed(Connection connection, RightsRequest seen, State state, int account) throws SQLException {
        return changed(connection, seen, "state = ?, closed_at = ?, closed_by = nullif(?, 0), sealed = null", state.name(),
                RightsRequests.utc(now()), account);
    }

    private static boolean changed(Connection connection, RightsRequest seen, String set, Object... with) throws SQLException {
        try (PreparedStatement update = connection.prepareStatement("update rights_request set version = version + 1, " + set
                + " where nr = ? and version = ? and state = 'OPEN'")) {
            for (int i = 0; i < with.length; i++) {
                update.setObject(i + 1, with[i]);
            }
            update.setLong(with.length + 1, seen.nr());
            update.setInt(with.length + 2, seen.version());
            return update.executeUpdate() == 1;
        }
    }

    private static Origin origin(int account) {
        return account == 0 ? Origin.recipient(VIA, null) : Origin.agent(account, VIA, null, 0, null);
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }

    private void tell(long nr, RightsLetter letter) {
        if (letter != null) {
            waits.accept(new LetterWaits(nr));
        }
    }
}
