package org.preferencecenter.exchange.control;

import java.io.StringReader;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;

import jakarta.json.Json;
import jakarta.json.JsonReader;
import jakarta.json.JsonString;

import org.preferencecenter.consent.control.Intakes;
import org.preferencecenter.consent.control.FileSuppressions;
import org.preferencecenter.consent.entity.Origin;
import org.preferencecenter.exchange.entity.Job;
import org.preferencecenter.law.entity.Channel;

/** Takes an import back: some hundred people a step in the order of their ids, the suppressions it made in the last one. */
final class UndoWork implements JobWork {

    private static final int AT_ONCE = 1000;

    private final long about;
    private final UUID undone;
    private final UUID own;
    private final Intakes intakes;
    private final Clock clock;

    UndoWork(long about, UUID undone, UUID own, Intakes intakes, Clock clock) {
        this.about = about;
        this.undone = undone;
        this.own = own;
        this.intakes = intakes;
        this.clock = clock;
    }

    @Override
    public Step step(Connection connection, Job job) throws SQLException {
        List<Intakes.Effect> effects = effects(connection, job.position());
        Map<String, Long> counts = new TreeMap<>(job.counts());
        long position = job.position();
        if (effects.isEmpty()) {
            List<FileSuppressions.Made> made = suppressions(connection);
            counts.merge("lifted", (long) intakes.lift(connection, made, clock.instant()), Long::sum);
            execute(connection, "delete from import_suppression where job_id = ?");
        } else {
            Origin origin = new Origin(Origin.Actor.IMPORT, "import-undo", null, 0, 0, null);
            Intakes.Undone done = intakes.undo(connection, new Intakes.Order(job.brand(), own, origin, origin,
                    clock.instant().truncatedTo(ChronoUnit.MICROS), false), undone, effects);
            counts.merge("people", (long) done.people(), Long::sum);
            counts.merge("erased", (long) done.erased(), Long::sum);
            counts.merge("kept", (long) done.changed(), Long::sum);
            position = effects.get(effects.size() - 1).recipient();
        }
        long done = job.done() + effects.size();
        return new Step(job.at(position, done, effects.isEmpty() ? done : job.total(), counts), effects.isEmpty(), List.of());
    }

    private List<Intakes.Effect> effects(Connection connection, long after) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement("""
                select recipient_id, created, addresses, was::text, made::text,
                       exists (select from import_effect o where o.recipient_id = e.recipient_id and o.job_id > e.job_id)
                from import_effect e where job_id = ? and recipient_id > ? order by recipient_id limit ?""")) {
            select.setLong(1, about);
            select.setLong(2, after);
            select.setInt(3, AT_ONCE);
            List<Intakes.Effect> effects = new ArrayList<>();
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    effects.add(new Intakes.Effect(row.getLong(1), row.getBoolean(2),
                            Arrays.asList((UUID[]) row.getArray(3).getArray()), map(row.getString(4)), map(row.getString(5)),
                            row.getBoolean(6)));
                }
            }
            return effects;
        }
    }

    private static Map<String, String> map(String json) {
        if (json == null) {
            return null;
        }
        Map<String, String> map = new TreeMap<>();
        try (JsonReader reader = Json.createReader(new StringReader(json))) {
            reader.readObject().forEach((key, value) -> map.put(key, ((JsonString) value).getString()));
        }
        return map;
    }

    private List<FileSuppressions.Made> suppressions(Connection connection) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(
                "select hash, channel, brand_id from import_suppression where job_id = ?")) {
            select.setLong(1, about);
            List<FileSuppressions.Made> made = new ArrayList<>();
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    made.add(new FileSuppressions.Made(row.getBytes(1), Channel.valueOf(row.getString(2)), row.getInt(3)));
                }
            }
            return made;
        }
    }

    private void execute(Connection connection, String sql) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setLong(1, about);
            statement.executeUpdate();
        }
    }
}
