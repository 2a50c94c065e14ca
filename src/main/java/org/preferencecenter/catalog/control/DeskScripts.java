package org.preferencecenter.catalog.control;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

import javax.sql.DataSource;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;

import org.preferencecenter.catalog.entity.DeskScript;

/**
 * The words agents read out (S-44), as published: versions stay as they are. {@link ScriptEditor} publishes. Every method asks the database, in a transaction
 * of its own, and throws {@link IllegalStateException} when it is away.
 */
@Singleton
public class DeskScripts {

    private static final String COLUMNS = "select id, collection_point_id, version, locale, wording, published_at from desk_script";

    private final DataSource database;

    @Inject
    public DeskScripts(DataSource database) {
        this.database = database;
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
