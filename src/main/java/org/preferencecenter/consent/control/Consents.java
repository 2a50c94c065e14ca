package org.preferencecenter.consent.control;

import java.lang.System.Logger.Level;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.OptionalInt;
import java.util.UUID;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import java.util.stream.IntStream;

import javax.sql.DataSource;

import jakarta.annotation.PreDestroy;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;

import org.preferencecenter.consent.entity.Act;
import org.preferencecenter.consent.entity.Choices;
import org.preferencecenter.consent.entity.ConfirmationNeeded;
import org.preferencecenter.consent.entity.Confirmed;
import org.preferencecenter.consent.entity.History;
import org.preferencecenter.consent.entity.OneClick;
import org.preferencecenter.consent.entity.Origin;
import org.preferencecenter.consent.entity.Outcome;
import org.preferencecenter.consent.entity.PastChange;
import org.preferencecenter.consent.entity.Reach;
import org.preferencecenter.consent.entity.Reopening;
import org.preferencecenter.consent.entity.State;
import org.preferencecenter.consent.entity.Wish;
import org.preferencecenter.ledger.control.Ledger;
import org.preferencecenter.link.entity.Scope;
import org.preferencecenter.platform.entity.Settings;

/**
 * Records choices: lock the recipient, append to the ledger, update the current choice, one transaction. Whatever is
 * returned is durable. An unknown recipient has no choices and changes nothing; one that was joined to another is that other.
 *
 * <p>Every method throws {@link DatabaseAway} if the database is.
 */
@Singleton
public class Consents implements AutoCloseable {

    private static final System.Logger LOG = System.getLogger(Consents.class.getName());

    private final DataSource database;
    private final Clock clock;
    private final Duration undoWindow;
    private final Duration confirmLife;
    private final Reach reach;
    private final Ledger ledger;
    private final Consumer<ConfirmationNeeded> confirmations;
    private final Consumer<Confirmed> welcomes;
    private final List<OneClickWriter> writers;
    private final Recorder recorder;

    @Inject
    public Consents(DataSource database, Clock clock, Settings settings, CatalogueReach reach, Ledger ledger,
            Event<ConfirmationNeeded> confirmations, Event<Confirmed> welcomes) {
        this(database, clock, settings.undoWindow(), settings.confirmLife(), reach, ledger,
                confirmations::fire, welcomes::fire, settings.writers());
    }

    /** Without a container, and without anybody to welcome. */
    public Consents(DataSource database, Clock clock, Duration undoWindow, Duration confirmLife, Reach reach,
            Ledger ledger, Consumer<ConfirmationNeeded> confirmations, int writers) {
        this(database, clock, undoWindow, confirmLife, reach, ledger, confirmations, confirmed -> { }, writers);
    }

    /** Without a container. @param writers how many groups of one-click stops are committed at the same time, 1 or more */
    public Consents(DataSource database, Clock clock, Duration undoWindow, Duration confirmLife, Reach reach,
            Ledger ledger, Consumer<ConfirmationNeeded> confirmations, Consumer<Confirmed> welcomes, int writers) {
        this.database = database;
        this.recorder = new Recorder(database);
        this.clock = clock;
        this.undoWindow = undoWindow;
        this.confirmLife = confirmLife;
        this.reach = reach;
        this.ledger = ledger;
        this.confirmations = confirmations;
        this.welcomes = welcomes;
        this.writers = IntStream.range(0, writers).mapToObj(i -> writer(i + 1)).toList();
    }

    /** The same on another clock, to be closed by whoever asks for it: for what happened at another time. Tells nobody. */
    public Consents on(Clock other) {
        return new Consents(database, other, undoWindow, confirmLife, reach, ledger, needed -> { }, 1);
    }

    private OneClickWriter writer(int number) {
        OneClickWriter writer = new OneClickWriter(database, clock, reach);
        Thread thread = new Thread(writer, "one-click-writer-" + number);
        thread.setDaemon(true);
        thread.start();
        return writer;
    }

    /** Stops taking one-clicks; those that wait are still written. */
    @Override
    @PreDestroy
    public void close() {
        writers.forEach(OneClickWriter::close);
    }

    /**
     * Stops the scope on e-mail (a brand or everything: on every channel); completes once durable, with
     * {@link DatabaseAway} if the database is away. Grouped under load. Completes on a writer's thread: do long things
     * in an {@code …Async} stage, or wait for it.
     */
    public CompletionStage<Outcome> withdraw(OneClick stop) {
        return writers.get(Math.floorMod(Long.hashCode(stop.recipient()), writers.size())).withdraw(stop);
    }

    /** One save of the page: stops act at once; what adds contact becomes PENDING until confirmed. */
    public Outcome choose(long recipient, List<Wish> wishes, Origin origin) {
        return choose(recipient, wishes, origin, null, Recorder.Also.NOTHING);
    }

    /**
     * As above, by somebody whose mailbox is suppressed and who signs up anew: all of it waits, what was granted before too,
     * and the link that confirms it lifts the suppression. @param reopening null: nothing is suppressed
     */
    Outcome choose(long recipient, List<Wish> wishes, Origin origin, Reopening reopening) {
        return choose(recipient, wishes, origin, reopening, Recorder.Also.NOTHING);
    }

    /** @param also what is written in the same transaction */
    Outcome choose(long recipient, List<Wish> wishes, Origin origin, Reopening reopening, Recorder.Also also) {
        Act act = act(origin);
        long[] holder = {recipient};
        Outcome outcome = recorder.record(recipient, (connection, recording) -> {
            holder[0] = recording.recipient();
            Outcome chosen = reopening == null ? recording.choose(wishes, act, confirmLife)
                    : recording.askAnew(wishes, act, confirmLife);
            boolean waits = chosen.changed().stream()
                    .anyMatch(c -> c.state() == State.PENDING && c.since().equals(act.at()));
            return !waits ? chosen : new Outcome(chosen.change(), chosen.changed(), false, OptionalInt.of(
                    Confirmations.add(connection, recording.recipient(), act, act.at().plus(confirmLife), reopening)));
        }, also);
        outcome.confirmation().ifPresent(id -> tell(confirmations, new ConfirmationNeeded(holder[0], id, origin.locale())));
        return outcome;
    }

    /** Stops a brand or everything, on every channel. Service messages are not touched by it. */
    public Outcome stopEverything(long recipient, Scope brandOrEverything, Origin origin) {
        return stopEverything(recipient, brandOrEverything, origin, Recorder.Also.NOTHING);
    }

    /** @param also what is written in the same transaction */
    Outcome stopEverything(long recipient, Scope brandOrEverything, Origin origin, Recorder.Also also) {
        Act act = act(origin);
        return recorder.record(recipient, (connection, recording) -> recording.stopEverything(brandOrEverything, act), also);
    }

    /** Records a proven yes (collection point, confirmation, agent), or a no given there. */
    public Outcome grant(long recipient, List<Wish> wishes, Origin origin) {
        Act act = act(origin);
        return recorder.record(recipient, (connection, recording) -> recording.grant(wishes, act), Recorder.Also.NOTHING);
    }

    /** Puts back exactly what a recent stop took away, never more; nothing if it is too old or overtaken. */
    public Outcome undo(long recipient, UUID change, Origin origin) {
        return undo(recipient, change, origin, undoWindow);
    }

    /** The same for a stop not older than {@code window}: for ways in that prove more than a mailed link does. */
    public Outcome undo(long recipient, UUID change, Origin origin, Duration window) {
        return undo(recipient, change, origin, window, Recorder.Also.NOTHING);
    }

    /** @param also what is written in the same transaction */
    Outcome undo(long recipient, UUID change, Origin origin, Duration window, Recorder.Also also) {
        Act act = act(origin);
        return recorder.record(recipient, (connection, recording) -> recording.undo(
                new History(ledger.of(connection, recording.recipient())), change, act, window), also);
    }

    /**
     * Turns what waits under a confirmation into GRANTED, once; nothing if used, expired or overtaken by a stop. The link
     * proves the mailbox, and opens a {@link Visits#welcoming visit} with a letter of welcome.
     */
    public Outcome confirm(long recipient, int confirmation, Origin origin) {
        Act act = act(origin);
        Outcome outcome = recorder.record(recipient, (connection, recording) -> {
            long holder = recording.recipient();
            Confirmations.Used used = Confirmations.use(connection, holder, confirmation, act.at()).orElse(null);
            if (used == null) {
                return Outcome.NOTHING;
            }
            Confirmations.prove(connection, holder, used.mailbox(), act.at());
            Outcome confirmed = recording.confirm(new History(ledger.of(connection, holder)), used.change(), act);
            if (used.lifts() != null && !confirmed.repeated()) {
                Confirmations.lift(connection, used, act.at());
            }
            Visits.welcome(connection, holder, confirmed, act, used.mailbox());
            return confirmed;
        }, Recorder.Also.NOTHING);
        if (outcome.change() != null) {
            tell(welcomes, new Confirmed(recipient, outcome.change(), origin.locale()));
        }
        return outcome;
    }

    /**
     * Mails the same single-use links again under which something waits, each at most {@value Outbox#MOST} times in all.
     *
     * @return true if one is on its way; false if all were mailed often enough, were used or have expired
     */
    public boolean resend(long recipient) {
        List<Integer> due = Transaction.in(database, connection -> Confirmations.again(connection, recipient, now()));
        due.forEach(id -> tell(confirmations, new ConfirmationNeeded(recipient, id, null)));
        return !due.isEmpty();
    }

    /** The current choices; none for an unknown recipient. */
    public Choices choices(long recipient) {
        return Transaction.reading(database, connection -> ChoiceRows.current(connection, recipient));
    }

    /** The latest changes, newest first, at most {@code limit}. */
    public List<PastChange> changes(long recipient, int limit) {
        return new PastChanges(database, ledger).latest(recipient, limit, now(), undoWindow);
    }

    private Act act(Origin origin) {
        return new Act(reach, origin, UUID.randomUUID(), now());
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }

    /** The choice is durable, and its letter due, whatever becomes of who is told of it. */
    private static <T> void tell(Consumer<T> whom, T news) {
        try {
            whom.accept(news);
        } catch (RuntimeException broken) {
            LOG.log(Level.WARNING, news.getClass().getSimpleName() + " was recorded, but telling it failed: "
                    + broken.getClass().getName());
        }
    }
}
