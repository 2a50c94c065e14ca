package org.preferencecenter.ledger.control;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import javax.sql.DataSource;

import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;

import org.preferencecenter.platform.entity.AnchorSettings;
import org.preferencecenter.platform.entity.Settings;

/**
 * Hands every checkpoint to whom the operator named outside, in order, at least once; sealing never waits for it. What fails is
 * tried again, after a minute at first and an hour at most. A mailbox gets the newest only, and not more often than was set: it
 * holds all that came before. A file is read first: nothing is added to one that holds what this log does not.
 */
@Singleton
public class Anchors {

    /** Any number that nothing else in this database locks: "anch" in ASCII, and the next. */
    private static final long LOCK = 0x616E6368L;
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final int AT_ONCE = 100;
    private static final int OK = 200;
    private static final int NOT_OK = 300;

    /** Why nothing more is added to a file: this is not the log whose checkpoints it holds. */
    static final String OTHER = "other log";

    /** Where to. */
    public enum Target {
        URL, FILE, MAIL
    }

    /**
     * How far handing over has come.
     *
     * @param size     of the checkpoint handed over last; -1: none yet
     * @param handedAt when; null: never yet
     * @param failures in a row, since
     * @param why      the last one failed, in a word or two; null: it did not; {@link #OTHER}
     */
    public record State(Target target, long size, Instant handedAt, int failures, Instant failedAt, String why) {

        /** Whether it holds what this log does not. */
        public boolean missing() {
            return OTHER.equals(why);
        }

        /** When it may be tried again. */
        Instant due() {
            return failures == 0 ? Instant.MIN : failedAt.plus(Duration.ofMinutes(Math.min(60, 1L << Math.min(6, failures - 1))));
        }
    }

    @FunctionalInterface
    private interface Hand {
        void over(Checkpoints.Signed checkpoint) throws IOException, InterruptedException, SQLException;
    }

    private final DataSource database;
    private final Checkpoints checkpoints;
    private final Clock clock;
    private final Duration pace;
    private final Log log;
    private final Optional<WitnessFile> file;
    private final Map<Target, Hand> hands = new EnumMap<>(Target.class);

    @Inject
    public Anchors(DataSource database, Checkpoints checkpoints, Log log, Clock clock, Settings settings,
            @Any Instance<CheckpointPost> post) {
        this(database, checkpoints, clock, settings.anchors(),
                (address, checkpoint, keys) -> post.get().send(address, checkpoint, keys), log);
    }

    Anchors(DataSource database, Checkpoints checkpoints, Clock clock, AnchorSettings settings, CheckpointPost post, Log log) {
        this.database = database;
        this.checkpoints = checkpoints;
        this.clock = clock;
        this.pace = settings.mailEvery();
        this.log = log;
        HttpClient client = HttpClient.newBuilder().connectTimeout(PATIENCE).followRedirects(HttpClient.Redirect.NEVER).build();
        settings.url().ifPresent(url -> hands.put(Target.URL, checkpoint -> {
            int status = client.send(HttpRequest.newBuilder(url).timeout(PATIENCE).header("Content-Type", "text/plain; charset=utf-8")
                    .POST(HttpRequest.BodyPublishers.ofString(checkpoint.note())).build(), HttpResponse.BodyHandlers.discarding()).statusCode();
            if (status < OK || status >= NOT_OK) {
                throw new IOException("HTTP " + status);
            }
        }));
        this.file = settings.file().map(WitnessFile::new);
        file.ifPresent(witness -> hands.put(Target.FILE, checkpoint -> witness.add(checkpoint.note())));
        settings.mail().ifPresent(address -> hands.put(Target.MAIL, checkpoint -> post.send(address, checkpoint, log.keys())));
    }

    /** Hands on what is due, on one node at a time. */
    public void hand() throws SQLException {
        for (Target target : hands.keySet()) {
            try (Connection connection = database.getConnection()) {
                // No transaction while an outsider is waited for: its id would hold sealing up.
                if (advisory(connection, "pg_try_advisory_lock", target)) {
                    try {
                        hand(connection, target);
                    } finally {
                        advisory(connection, "pg_advisory_unlock", target);
                    }
                }
            }
        }
    }

    /** Of every target there is or was, for people to look at. */
    public List<State> states() throws SQLException {
        try (Connection connection = database.getConnection()) {
            return states(connection);
        }
    }

    /** Whether it is set now. */
    public boolean has(Target target) {
        return hands.containsKey(target);
    }

    private static boolean advisory(Connection connection, String function, Target target) throws SQLException {
        try (PreparedStatement lock = connection.prepareStatement("select " + function + "(?)")) {
            lock.setLong(1, LOCK + target.ordinal());
            try (ResultSet row = lock.executeQuery()) {
                row.next();
                return row.getBoolean(1);
            }
        }
    }

    private void hand(Connection connection, Target target) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(
                "insert into ledger_anchor (target) values (?) on conflict do nothing")) {
            insert.setString(1, target.name());
            insert.executeUpdate();
        }
        State state = states(connection).stream().filter(s -> s.target() == target).findFirst().orElseThrow();
        Instant now = clock.instant();
        if (now.isBefore(state.due())) {
            return;
        }
        long handed = state.size();
        Optional<String> why = target == Target.FILE ? misses() : Optional.empty();
        for (Checkpoints.Signed next : why.isPresent() ? List.<Checkpoints.Signed>of() : due(connection, state, now)) {
            try {
                hands.get(target).over(next);
                handed = next.size();
            } catch (IOException | SQLException | RuntimeException failed) {
                String message = failed.getMessage();
                why = Optional.of(message != null && message.matches("(HTTP|SMTP) \\d+") ? message : failed.getClass().getSimpleName());
                break;
            } catch (InterruptedException stop) {
                Thread.currentThread().interrupt();
                break;
            }
        }
        try (PreparedStatement update = connection.prepareStatement("""
                update ledger_anchor set handed_at = case when size < ? then ?::timestamptz else handed_at end, size = ?,
                    failures = case when ? then failures + 1 else 0 end, failed_at = case when ? then ?::timestamptz end, why = ?
                where target = ?""")) {
            OffsetDateTime at = now.atOffset(ZoneOffset.UTC);
            update.setLong(1, handed);
            update.setObject(2, at);
            update.setLong(3, handed);
            update.setBoolean(4, why.isPresent());
            update.setBoolean(5, why.isPresent());
            update.setObject(6, at);
            update.setString(7, why.orElse(null));
            update.setString(8, target.name());
            update.executeUpdate();
        }
    }

    /** Why nothing is added to the file: what it holds last is not in this log, or it cannot be read. */
    private Optional<String> misses() throws SQLException {
        try {
            return log.missed(file.orElseThrow()).map(missed -> OTHER);
        } catch (IOException away) {
            return Optional.of(away.getClass().getSimpleName());
        }
    }

    /** All that are newer; for a mailbox the newest, if its time has come. */
    private List<Checkpoints.Signed> due(Connection connection, State state, Instant now) throws SQLException {
        if (state.target() != Target.MAIL) {
            return checkpoints.after(connection, state.size(), AT_ONCE);
        }
        boolean early = state.handedAt() != null && now.isBefore(state.handedAt().plus(pace));
        return early ? List.of() : checkpoints.latest(connection).filter(newest -> newest.size() > state.size()).stream().toList();
    }

    private static List<State> states(Connection connection) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(
                "select target, size, handed_at, failures, failed_at, why from ledger_anchor order by target");
                ResultSet row = select.executeQuery()) {
            List<State> states = new ArrayList<>();
            while (row.next()) {
                states.add(new State(Target.valueOf(row.getString(1)), row.getLong(2), instant(row, 3), row.getInt(4), instant(row, 5),
                        row.getString(6)));
            }
            return states;
        }
    }

    private static Instant instant(ResultSet row, int column) throws SQLException {
        OffsetDateTime at = row.getObject(column, OffsetDateTime.class);
        return at == null ? null : at.toInstant();
    }
}
