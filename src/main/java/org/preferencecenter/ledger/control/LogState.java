package org.preferencecenter.ledger.control;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import javax.sql.DataSource;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;

import org.preferencecenter.ledger.entity.Difference;
import org.preferencecenter.ledger.entity.LogKey;

/** How the log stands: what is sealed and what waits, who outside was told, what audits found, and what is wrong. Asked by index. */
@Singleton
public class LogState {

    /** Where counting ends. */
    public static final int MOST = 1_000;
    /** Sealing is to be a minute behind at most. */
    private static final Duration LATE = Duration.ofMinutes(1);
    /** A witness that was away for a moment is no news. */
    private static final int FAILURES = 3;

    private static final String RUN = "select id, began_at, ended_at, whole, from_size, to_size, people_from, people_to,"
            + " coalesce(account_id, 0), difference, note, old_from, old_to from ledger_audit ";

    private final DataSource database;
    private final Checkpoints checkpoints;
    private final LogKeys keys;
    private final Anchors anchors;
    private final Clock clock;

    @Inject
    public LogState(DataSource database, Checkpoints checkpoints, LogKeys keys, Anchors anchors, Clock clock) {
        this.database = database;
        this.checkpoints = checkpoints;
        this.keys = keys;
        this.anchors = anchors;
        this.clock = clock;
    }

    /** What can be wrong. */
    public enum What {
        /** A witness was handed, or holds, what this log does not: it was cut back, set back or written anew. */
        CUT,
        /** Entries wait to be sealed, and have for long. */
        SEALING,
        /** A witness does not take what it is handed. */
        URL, FILE, MAIL,
        /** An audit found a difference, and no whole one since found none. */
        DIFFERENCE;

        /** Whether somebody may have touched the log. */
        public boolean touched() {
            return this == DIFFERENCE || this == CUT;
        }
    }

    /** What is wrong, and since when. */
    public record Alarm(What what, Instant since) {
    }

    /**
     * A witness.
     *
     * @param behind how many checkpoints it was not given yet, at most {@link #MOST} + 1
     * @param set    false: it was one, and is given no more
     */
    public record Witness(Anchors.State state, int behind, boolean set) {
    }

    /**
     * How it stands.
     *
     * @param last    the newest checkpoint; nothing before the first
     * @param waiting entries that came after it, at most {@link #MOST} + 1
     * @param since   when the first of them came, or the checkpoint if they tell of earlier days; null: none waits
     * @param keys    the newest first
     */
    public record Standing(Optional<Checkpoints.Signed> last, int waiting, Instant since, List<LogKeys.Published> keys,
            List<Witness> witnesses) {
    }

    /**
     * An audit that ended.
     *
     * @param account    who asked for it, or 0
     * @param difference nothing: there was none
     * @param note       its result, signed; null: it found something, or is from before results were signed
     * @param old        of the leaves that were audited before, once more from there {@code oldTo} there
     */
    public record Run(long id, Instant began, Instant ended, boolean whole, long from, long to, long peopleFrom, long peopleTo,
            int account, Optional<Difference> difference, String note, long old, long oldTo) {
    }

    public Standing standing() throws SQLException {
        try (Connection connection = database.getConnection()) {
            return standing(connection);
        }
    }

    private Standing standing(Connection connection) throws SQLException {
        // Before the log: meanwhile a longer one may be signed, and handed over.
        List<Anchors.State> states = anchors.states();
        Optional<Checkpoints.Signed> last = checkpoints.latest(connection);
        List<Witness> witnesses = new ArrayList<>();
        for (Anchors.State state : states) {
            witnesses.add(new Witness(state, (int) number(connection, "select count(*) from (select from ledger_checkpoint where size > "
                    + state.size() + " limit " + (MOST + 1) + ") c"), anchors.has(state.target())));
        }
        try (PreparedStatement select = connection.prepareStatement("select count(*), min(at) from (select at from ledger_entry"
                + " where arrival > ? limit " + (MOST + 1) + ") e")) {
            select.setLong(1, last.map(Checkpoints.Signed::arrival).orElse(0L));
            plain(connection, "set enable_seqscan = off");
            try (ResultSet row = select.executeQuery()) {
                row.next();
                Instant first = instant(row, 2);
                Instant since = first != null && last.isPresent() && first.isBefore(last.get().at()) ? last.get().at() : first;
                return new Standing(last, row.getInt(1), since, keys.list(connection), witnesses);
            } finally {
                plain(connection, "reset enable_seqscan");
            }
        }
    }

    /** What is wrong now, the gravest first; nothing: all is well. */
    public List<Alarm> alarms() throws SQLException {
        List<Alarm> alarms = new ArrayList<>();
        try (Connection connection = database.getConnection()) {
            alarming(connection).ifPresent(run -> alarms.add(new Alarm(What.DIFFERENCE, run.ended())));
            Standing now = standing(connection);
            long size = now.last().map(Checkpoints.Signed::size).orElse(-1L);
            now.witnesses().stream().map(Witness::state).filter(state -> state.size() > size || state.missing()).findFirst()
                    .ifPresent(state -> alarms.add(new Alarm(What.CUT, Optional.ofNullable(state.missing() ? state.failedAt()
                            : state.handedAt()).orElseGet(clock::instant))));
            if (now.since() != null && now.since().plus(LATE).isBefore(clock.instant())) {
                alarms.add(new Alarm(What.SEALING, now.since()));
            }
            for (Witness witness : now.witnesses()) {
                if (witness.set() && witness.state().failures() >= FAILURES && !witness.state().missing()) {
                    alarms.add(new Alarm(What.valueOf(witness.state().target().name()), witness.state().failedAt()));
                }
            }
        }
        return alarms;
    }

    /** The last difference, unless a signed result of a whole audit after it clears it: rows that nobody signed say nothing. */
    private Optional<Run> alarming(Connection connection) throws SQLException {
        Optional<Run> found = runs(connection, RUN + "where difference is not null order by id desc limit 1").stream().findFirst();
        if (found.isEmpty()) {
            return found;
        }
        Map<Integer, LogKey> ours = keys.ours(connection);
        for (Run clean : runs(connection, RUN + "where whole and difference is null and id > " + found.get().id()
                + " order by id desc limit " + AuditResult.MOST)) {
            if (clean.note() != null && AuditResult.clears(connection, checkpoints, ours, clean.note(),
                    new AuditResult.Ended(clean.from(), clean.to(), clean.peopleFrom(), clean.peopleTo(), clean.oldTo()), found.get().ended())) {
                return Optional.empty();
            }
        }
        return found;
    }

    /** The audits that ended, the newest first. @param before only older ones than this; 0: from the newest */
    public List<Run> runs(long before, int most) throws SQLException {
        try (Connection connection = database.getConnection()) {
            return runs(connection, RUN + (before == 0 ? "" : "where id < " + before) + " order by id desc limit " + most);
        }
    }

    /** When the checkpoint of that size was signed; nothing if there is none. */
    public Optional<Instant> signed(long size) throws SQLException {
        try (Connection connection = database.getConnection()) {
            return checkpoints.of(connection, size).map(Checkpoints.Signed::at);
        }
    }

    /** Signs with a new key from the next checkpoint on, which the old one signs too. @return its number */
    public int rotate() throws SQLException {
        return keys.rotate(database).id();
    }

    private static List<Run> runs(Connection connection, String sql) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(sql); ResultSet row = select.executeQuery()) {
            List<Run> runs = new ArrayList<>();
            while (row.next()) {
                runs.add(new Run(row.getLong(1), instant(row, 2), instant(row, 3), row.getBoolean(4), row.getLong(5), row.getLong(6),
                        row.getLong(7), row.getLong(8), row.getInt(9), Optional.ofNullable(row.getString(10)).map(Difference::parse),
                        row.getString(11), row.getLong(12), row.getLong(13)));
            }
            return runs;
        }
    }

    private static long number(Connection connection, String sql) throws SQLException {
        try (Statement select = connection.createStatement(); ResultSet row = select.executeQuery(sql)) {
            row.next();
            return row.getLong(1);
        }
    }

    private static void plain(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static Instant instant(ResultSet row, int column) throws SQLException {
        OffsetDateTime at = row.getObject(column, OffsetDateTime.class);
        return at == null ? null : at.toInstant();
    }
}
