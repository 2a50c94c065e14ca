package org.preferencecenter.exchange.control;

import java.io.StringReader;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

import jakarta.json.Json;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonReader;
import jakarta.json.JsonString;

import org.preferencecenter.exchange.entity.Job;
import org.preferencecenter.exchange.entity.JobKind;
import org.preferencecenter.exchange.entity.JobNote;
import org.preferencecenter.exchange.entity.JobState;

/** The rows of jobs and of their logs. */
final class JobRows {

    static final String SELECT = """
            select id, kind, brand_id, account_id, state, parameters::text, file_id, result_id, about_id, position, done, total,
                   counts::text, node, created_at, started_at, ended_at from job
            """;
    /** Files and single lines are kept so long after a job's end. */
    private static final Duration KEPT = Duration.ofDays(30);

    private JobRows() {
    }

    static long insert(Connection connection, Jobs.Asked asked, Instant now) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement("""
                insert into job (kind, brand_id, account_id, parameters, file_id, about_id, created_at)
                values (?, nullif(?, 0), nullif(?, 0), ?::jsonb, nullif(?, 0), nullif(?, 0), ?) returning id""")) {
            insert.setString(1, asked.kind().name());
            insert.setInt(2, asked.brand());
            insert.setInt(3, asked.account());
            insert.setString(4, asked.parameters());
            insert.setLong(5, asked.file());
            insert.setLong(6, asked.about());
            insert.setObject(7, Jobs.utc(now));
            try (ResultSet row = insert.executeQuery()) {
                row.next();
                return row.getLong(1);
            }
        }
    }

    static Optional<Job> find(Connection connection, long id, boolean locked) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(SELECT + " where id = ?" + (locked ? " for update" : ""))) {
            select.setLong(1, id);
            try (ResultSet row = select.executeQuery()) {
                return row.next() ? Optional.of(job(row)) : Optional.empty();
            }
        }
    }

    static Job job(ResultSet row) throws SQLException {
        long total = row.getLong(12);
        boolean known = !row.wasNull();
        return new Job(row.getLong(1), JobKind.valueOf(row.getString(2)), row.getInt(3), row.getInt(4),
                JobState.valueOf(row.getString(5)), row.getString(6), row.getLong(7), row.getLong(8), row.getLong(9),
                row.getLong(10), row.getLong(11), known ? total : -1, counts(row.getString(13)), row.getString(14),
                instant(row, 15), instant(row, 16), instant(row, 17));
    }

    private static Instant instant(ResultSet row, int column) throws SQLException {
        OffsetDateTime at = row.getObject(column, OffsetDateTime.class);
        return at == null ? null : at.toInstant();
    }

    static boolean turn(Connection connection, long id, JobState to, Instant now, JobState... from) throws SQLException {
        try (PreparedStatement update = connection.prepareStatement("""
                update job set state = ?, failures = 0, lease_until = null,
                       ended_at = case when ? then ?::timestamptz else null end
                where id = ? and state = any(?)""")) {
            update.setString(1, to.name());
            update.setBoolean(2, to.ended());
            update.setObject(3, Jobs.utc(now));
            update.setLong(4, id);
            update.setArray(5, connection.createArrayOf("text", Arrays.stream(from).map(JobState::name).toArray()));
            return update.executeUpdate() == 1;
        }
    }

    static Optional<Job> claim(Connection connection, String node, Set<JobKind> kinds, Instant now, Duration lease) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(SELECT + """
                 where state in ('WAITING', 'RUNNING') and (state = 'WAITING' or lease_until is null or lease_until < ?)
                   and kind = any(?)
                order by id limit 1 for update skip locked""")) {
            select.setObject(1, Jobs.utc(now));
            select.setArray(2, connection.createArrayOf("text", kinds.stream().map(JobKind::name).toArray()));
            try (ResultSet row = select.executeQuery()) {
                if (!row.next()) {
                    return Optional.empty();
                }
                Job job = job(row);
                hold(connection, job.id(), node, now, lease);
                return Optional.of(job);
            }
        }
    }

    private static void hold(Connection connection, long id, String node, Instant now, Duration lease) throws SQLException {
        try (PreparedStatement update = connection.prepareStatement("""
                update job set state = 'RUNNING', node = ?, lease_until = ?, started_at = coalesce(started_at, ?) where id = ?""")) {
            update.setString(1, node);
            update.setObject(2, Jobs.utc(now.plus(lease)));
            update.setObject(3, Jobs.utc(now));
            update.setLong(4, id);
            update.executeUpdate();
        }
    }

    /** How far it got; in the transaction of the work itself. */
    static void advance(Connection connection, Job job, Instant leaseUntil) throws SQLException {
        try (PreparedStatement update = connection.prepareStatement("""
                update job set position = ?, done = ?, total = nullif(?, -1), counts = ?::jsonb, result_id = nullif(?, 0),
                       lease_until = ?, failures = 0 where id = ?""")) {
            update.setLong(1, job.position());
            update.setLong(2, job.done());
            update.setLong(3, job.total());
            JsonObjectBuilder counts = Json.createObjectBuilder();
            job.counts().forEach(counts::add);
            update.setString(4, counts.build().toString());
            update.setLong(5, job.result());
            update.setObject(6, Jobs.utc(leaseUntil));
            update.setLong(7, job.id());
            update.executeUpdate();
        }
    }

    /** Gives the lease back after a step that broke, so that it is tried again at once. @return how many broke in a row */
    static int broken(Connection connection, long id, String node) throws SQLException {
        try (PreparedStatement update = connection.prepareStatement("""
                update job set failures = failures + 1, lease_until = null
                where id = ? and node = ? and state = 'RUNNING' returning failures""")) {
            update.setLong(1, id);
            update.setString(2, node);
            try (ResultSet row = update.executeQuery()) {
                return row.next() ? row.getInt(1) : 0;
            }
        }
    }

    static void note(Connection connection, long job, Instant at, String key, List<String> said) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement("""
                insert into job_log (job_id, seq, at, key, said)
                select ?, coalesce((select max(seq) from job_log where job_id = ?), 0) + 1, ?, ?, ?::jsonb""")) {
            insert.setLong(1, job);
            insert.setLong(2, job);
            insert.setObject(3, Jobs.utc(at));
            insert.setString(4, key);
            insert.setString(5, Jobs.json(said));
            insert.executeUpdate();
        }
    }

    static List<JobNote> notes(Connection connection, long id, int most) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(
                "select at, key, said::text from job_log where job_id = ? order by seq desc limit ?")) {
            select.setLong(1, id);
            select.setInt(2, most);
            List<JobNote> notes = new ArrayList<>();
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    try (JsonReader said = Json.createReader(new StringReader(row.getString(3)))) {
                        notes.add(new JobNote(instant(row, 1), row.getString(2),
                                said.readArray().getValuesAs(JsonString.class).stream().map(JsonString::getString).toList()));
                    }
                }
            }
            Collections.reverse(notes);
            return notes;
        }
    }

    private static Map<String, Long> counts(String json) {
        Map<String, Long> counts = new TreeMap<>();
        try (JsonReader reader = Json.createReader(new StringReader(json))) {
            reader.readObject().forEach((name, number) -> counts.put(name, ((JsonNumber) number).longValue()));
        }
        return counts;
    }

    static int forget(Connection connection, Instant now) throws SQLException {
        try (Statement sql = connection.createStatement()) {
            for (String table : List.of("import_line", "import_seen", "import_effect", "import_suppression")) {
                sql.executeUpdate("delete from " + table + " where job_id in (select id from job where ended_at < '"
                        + now.minus(KEPT) + "' and ended_at > '" + now.minus(KEPT.multipliedBy(2)) + "')");
            }
            return sql.executeUpdate("delete from stored_file where keep_until < '" + now + "'");
        }
    }
}
