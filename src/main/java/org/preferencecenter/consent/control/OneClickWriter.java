package org.preferencecenter.consent.control;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;

import javax.sql.DataSource;

import org.preferencecenter.consent.entity.Act;
import org.preferencecenter.consent.entity.OneClick;
import org.preferencecenter.consent.entity.Outcome;
import org.preferencecenter.consent.entity.Reach;
import org.preferencecenter.consent.entity.Recording;

/**
 * Groups one-click stops into transactions: while one commit becomes durable the next stops gather, so the load sets
 * the size of the group and an idle system waits for nobody. One thread, so stops of one recipient keep their order.
 * A stop is answered only after the commit that holds it; there is no queue beyond what is being answered.
 */
final class OneClickWriter implements Runnable, AutoCloseable {

    private static final String SEQ_TAKEN = "23505";   // unique_violation: the ledger's key (recipient, seq)
    private static final int MOST_AT_ONCE = 512;
    private static final int MOST_WAITING = 8192;
    private static final long LINGER_MILLIS = 50;   // keeps the connection between groups under load
    private static final long IDLE_MILLIS = 500;    // how often an idle writer looks whether it was closed

    private final BlockingQueue<Waiting> queue = new ArrayBlockingQueue<>(MOST_WAITING);
    private final DataSource database;
    private final Clock clock;
    private final Reach reach;
    private volatile boolean closed;

    private record Waiting(OneClick stop, CompletableFuture<Outcome> answer) {
    }

    OneClickWriter(DataSource database, Clock clock, Reach reach) {
        this.database = database;
        this.clock = clock;
        this.reach = reach;
    }

    CompletionStage<Outcome> withdraw(OneClick stop) {
        Waiting waiting = new Waiting(stop, new CompletableFuture<>());
        if (closed || !queue.offer(waiting)) {
            waiting.answer().completeExceptionally(new DatabaseAway("more stops wait than the database can take"));
        } else if (closed && queue.remove(waiting)) {   // closed meanwhile, and the writer did not see it any more
            waiting.answer().completeExceptionally(new DatabaseAway("shutting down"));
        }
        return waiting.answer();
    }

    @Override
    public void run() {
        List<Waiting> group = new ArrayList<>(MOST_AT_ONCE);
        while (!closed || !queue.isEmpty()) {
            try {
                if (gather(group, IDLE_MILLIS)) {
                    writeWhileTheyCome(group);
                }
            } catch (SQLException away) {
                refuse(group, new DatabaseAway(away));
            } catch (DatabaseAway away) {
                refuse(group, away);
            } catch (Throwable broken) {   // whatever it is, nobody waits for ever and the next group gets its chance
                group.forEach(w -> w.answer().completeExceptionally(broken));
            }
            group.clear();
        }
    }

    /** Stops taking; what is already waiting is still written. */
    @Override
    public void close() {
        closed = true;
    }

    private void writeWhileTheyCome(List<Waiting> group) throws SQLException {
        try (Connection connection = Transaction.open(database)) {
            try {
                ChoiceRows.settle(connection);
                do {
                    write(connection, group);
                    group.clear();
                } while (gather(group, LINGER_MILLIS));
            } finally {
                ChoiceRows.unsettle(connection);
                Transaction.giveBack(connection);
            }
        }
    }

    /** Waits for the first, takes all that are there. */
    private boolean gather(List<Waiting> group, long millis) {
        try {
            Waiting first = queue.poll(millis, TimeUnit.MILLISECONDS);
            if (first != null) {
                group.add(first);
                queue.drainTo(group, MOST_AT_ONCE - 1);
            }
            return first != null;
        } catch (InterruptedException stop) {
            closed = true;
            return false;
        }
    }

    private void write(Connection connection, List<Waiting> group) throws SQLException {
        List<Outcome> outcomes;
        try {
            outcomes = record(connection, group);
        } catch (SQLException | RuntimeException broken) {
            if (!Transaction.rollback(connection) || broken instanceof SQLException sql && DatabaseAway.lost(sql)) {
                throw broken;
            }
            writeAlone(connection, group, broken);
            return;
        }
        for (int i = 0; i < outcomes.size(); i++) {
            group.get(i).answer().complete(outcomes.get(i));
        }
    }

    /** One of them is the cause: each on its own, so that it fails alone. A repeat of a stop already durable is harmless. */
    private void writeAlone(Connection connection, List<Waiting> group, Exception broken) throws SQLException {
        if (group.size() == 1) {
            group.get(0).answer().completeExceptionally(broken instanceof SQLException sql ? new DatabaseAway(sql) : broken);
            return;
        }
        long began = System.nanoTime();
        for (Waiting waiting : group) {
            if (System.nanoTime() - began > TimeUnit.MILLISECONDS.toNanos(Transaction.PATIENCE_MILLIS)) {
                throw new DatabaseAway("too many stops wait for locks held by others");
            }
            write(connection, List.of(waiting));
        }
    }

    /** Reads, decides, stores, commits. Returns only after the commit. */
    private List<Outcome> record(Connection connection, List<Waiting> group) throws SQLException {
        long[] recipients = group.stream().mapToLong(w -> w.stop().recipient()).distinct().toArray();
        try {
            return record(connection, group, ChoiceRows.read(connection, recipients));
        } catch (SQLException overtaken) {
            if (!SEQ_TAKEN.equals(overtaken.getSQLState()) || !Transaction.rollback(connection)) {
                throw overtaken;
            }
            // Another node or a page wrote for one of them meanwhile: once more, behind locks.
            return record(connection, group, ChoiceRows.lockSettled(connection, recipients));
        }
    }

    private List<Outcome> record(Connection connection, List<Waiting> group, Map<Long, Recording> recordings)
            throws SQLException {
        Instant at = clock.instant().truncatedTo(ChronoUnit.MICROS);
        List<Outcome> outcomes = new ArrayList<>(group.size());
        for (Waiting waiting : group) {
            Recording recording = recordings.get(waiting.stop().recipient());
            // A recipient that is gone gets nothing any more: as good as stopped.
            outcomes.add(recording == null ? Outcome.NOTHING
                    : recording.withdraw(waiting.stop(), new Act(reach, null, UUID.randomUUID(), at)));
        }
        ChoiceStore.storeAndCommit(connection, recordings.values());
        return outcomes;
    }

    /** Answers all who wait, also in the queue: an absent database is told at once, not after a wait for each group. */
    private void refuse(List<Waiting> group, DatabaseAway away) {
        List<Waiting> all = new ArrayList<>(group);
        queue.drainTo(all);
        all.forEach(w -> w.answer().completeExceptionally(away));
    }
}
