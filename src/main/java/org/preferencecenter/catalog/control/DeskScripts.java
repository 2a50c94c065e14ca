package org.preferencecenter.catalog.control;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

import javax.sql.DataSource;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;

import org.preferencecenter.catalog.entity.CollectionPoint;
import org.preferencecenter.catalog.entity.DeskScript;
import org.preferencecenter.catalog.entity.Flaw;

/**
 * The words agents read out (S-44). Published versions stay as they are. Every method asks the database, in a transaction
 * of its own, and throws {@link IllegalStateException} when it is away.
 */
@Singleton
public class DeskScripts {

    private static final String COLUMNS = "select id, collection_point_id, version, locale, wording, published_at from desk_script";

    private final DataSource database;
    private final Clock clock;

    @Inject
    public DeskScripts(DataSource database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /**
     * What is to be read out now to somebody who speaks a language: in it, else in its main language; nothing if there is
     * none, and then no opt-in can be taken there in that language.
     *
     * @param point  the collection point's id
     * @param locale BCP 47
     */
    public Optional<DeskScript> latest(int point, String locale) {
        List<DeskScript> found = ask(COLUMNS + " where collection_point_id = ? and locale = ? order by version desc limit 1",
                point, locale);
        String language = Locale.forLanguageTag(locale).getLanguage();
        return !found.isEmpty() || language.equals(locale) ? found.stream().findFirst() : latest(point, language);
    }

    /** What is in use, by locale. */
    public Map<String, DeskScript> current(int point) {
        Map<String, DeskScript> current = new TreeMap<>();
        history(point).forEach(script -> current.putIfAbsent(script.locale(), script));
        return current;
    }

    /** Every version in every language, the newest first. */
    public List<DeskScript> history(int point) {
        return ask(COLUMNS + " where collection_point_id = ? order by version desc, locale", point);
    }

    /** The version a choice stands on. */
    public Optional<DeskScript> find(int id) {
        return ask(COLUMNS + " where id = ?", id).stream().findFirst();
    }

    /**
     * Publishes what changed; words in use already make no new version.
     *
     * @param wordings by locale
     * @return every flaw that kept it from happening: none means done
     */
    public List<Flaw> publish(CollectionPoint point, Map<String, String> wordings) {
        List<Flaw> flaws = DeskScript.review(point, wordings);
        if (!flaws.isEmpty()) {
            return flaws;
        }
        try (Connection connection = database.getConnection()) {
            connection.setAutoCommit(false);
            try {
                lock(connection, point.id());
                for (Map.Entry<String, String> wording : wordings.entrySet()) {
                    store(connection, point.id(), wording.getKey(), wording.getValue().strip());
                }
                connection.commit();
            } catch (SQLException | RuntimeException e) {
                connection.rollback();
                throw e;
            } finally {
                connection.setAutoCommit(true);
            }
            return flaws;
        } catch (SQLException e) {
            throw new IllegalStateException("the script cannot be published", e);
        }
    }

    /** Two editors never give the same number to two wordings. */
    private static void lock(Connection connection, int point) throws SQLException {
        try (PreparedStatement lock = connection.prepareStatement("select id from collection_point where id = ? for update")) {
            lock.setInt(1, point);
            lock.execute();
        }
    }

    private void store(Connection connection, int point, String locale, String wording) throws SQLException {
        List<DeskScript> before = read(connection, COLUMNS
                + " where collection_point_id = ? and locale = ? order by version desc limit 1", point, locale);
        if (!before.isEmpty() && before.get(0).wording().equals(wording)) {
            return;
        }
        try (PreparedStatement insert = connection.prepareStatement("insert into desk_script (collection_point_id, version,"
                + " locale, wording, sha256, published_at) values (?, ?, ?, ?, ?, ?)")) {
            insert.setInt(1, point);
            insert.setInt(2, before.isEmpty() ? 1 : before.get(0).version() + 1);
            insert.setString(3, locale);
            insert.setString(4, wording);
            insert.setBytes(5, hash(wording));
            insert.setTimestamp(6, Timestamp.from(clock.instant()));
            insert.executeUpdate();
        }
    }

    private static byte[] hash(String wording) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(wording.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    private List<DeskScript> ask(String sql, Object... parameters) {
        try (Connection connection = database.getConnection()) {
            return read(connection, sql, parameters);
        } catch (SQLException e) {
            throw new IllegalStateException("the scripts cannot be read", e);
        }
    }

    private static List<DeskScript> read(Connection connection, String sql, Object... parameters) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(sql)) {
            for (int i = 0; i < parameters.length; i++) {
                select.setObject(i + 1, parameters[i]);
            }
            List<DeskScript> scripts = new ArrayList<>();
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    scripts.add(new DeskScript(row.getInt(1), row.getInt(2), row.getInt(3), row.getString(4), row.getString(5),
                            row.getTimestamp(6).toInstant()));
                }
            }
            return scripts;
        }
    }
}
