package org.preferencecenter.office.control;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Timestamp;
import java.time.Instant;

import javax.sql.DataSource;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;

import org.preferencecenter.platform.entity.Settings;

/** How the house stands, by questions that cost next to nothing: each by an index, counted to {@value #MOST} and no further. */
@Singleton
public class Health {

    /** Where counting ends: more is more than enough to act. */
    public static final int MOST = 1_000;
    private static final int PATIENCE_MILLIS = 2_000;

    private final DataSource database;
    private final Settings settings;

    @Inject
    public Health(DataSource database, Settings settings) {
        this.database = database;
        this.settings = settings;
    }

    /**
     * What the database tells.
     *
     * @param version   of PostgreSQL
     * @param schema    the last migration
     * @param arrivals  how many entries the ledger was given numbers for; a few of them may never have been kept
     * @param letters   our own letters that wait, at most {@link #MOST} + 1
     * @param failing   of those, tried before and not handed over
     * @param oldest    when the first of them was due; null: none waits
     * @param signUps   forms that were sent and not yet carried out, at most {@link #MOST} + 1
     * @param stuck     of those, tried before
     * @param unclear   text messages nobody understood, for a person to read
     */
    public record Standing(String version, String schema, long arrivals, int letters, int failing, Instant oldest, int signUps,
            int stuck, int unclear) {
    }

    /** @throws IllegalStateException if the database is away */
    public Standing standing() {
        try (Connection connection = database.getConnection(); Statement sql = connection.createStatement()) {
            return new Standing(text(sql, "show server_version"),
                    text(sql, "select version || ' ' || description from flyway_schema_history where success"
                            + " order by installed_rank desc limit 1"),
                    Long.parseLong(text(sql, "select case when is_called then last_value else 0 end from ledger_entry_arrival_seq")),
                    few(sql, "confirmation where due_at is not null"), few(sql, "confirmation where due_at is not null and attempts > 0"),
                    time(sql, "select min(due_at) from confirmation where due_at is not null"),
                    few(sql, "sign_up where answers is not null"), few(sql, "sign_up where answers is not null and failures > 0"),
                    few(sql, "sms_unclear where done_at is null"));
        } catch (SQLException e) {
            throw new IllegalStateException("the database is away", e);
        }
    }

    /** Whether the next mail server answers, as SMTP servers do (RFC 5321 §3.1). Waits two seconds at most, twice. */
    public boolean nextHopAnswers() {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(settings.smtpHost(), settings.smtpPort()), PATIENCE_MILLIS);
            socket.setSoTimeout(PATIENCE_MILLIS);
            String greeting = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII)).readLine();
            return greeting != null && greeting.startsWith("220");
        } catch (IOException away) {
            return false;
        }
    }

    private static int few(Statement sql, String which) throws SQLException {
        return Integer.parseInt(text(sql, "select count(*) from (select 1 from " + which + " limit " + (MOST + 1) + ") t"));
    }

    private static String text(Statement sql, String question) throws SQLException {
        try (ResultSet row = sql.executeQuery(question)) {
            return row.next() ? row.getString(1) : "";
        }
    }

    private static Instant time(Statement sql, String question) throws SQLException {
        try (ResultSet row = sql.executeQuery(question)) {
            Timestamp time = row.next() ? row.getTimestamp(1) : null;
            return time == null ? null : time.toInstant();
        }
    }
}
