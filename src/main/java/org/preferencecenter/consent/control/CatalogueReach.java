package org.preferencecenter.consent.control;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

import javax.sql.DataSource;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;

import org.preferencecenter.catalog.control.Catalog;
import org.preferencecenter.catalog.entity.Catalogue;
import org.preferencecenter.consent.entity.Reach;
import org.preferencecenter.link.entity.Scope;

/**
 * The catalogue at hand, as acts need it. Notices are in memory. What is read aloud is not, and neither is a notice that was
 * published on another node seconds ago: these are read once, and remembered until the catalogue is read anew, so that every entry
 * which names words signs them. Scopes, and so stops, never wait for the database.
 */
@Singleton
public class CatalogueReach implements Reach {

    private final Supplier<Catalogue> catalogue;
    private final DataSource database;
    private volatile Read read = new Read(Catalogue.EMPTY);

    /** What was looked up while that catalogue was the one at hand. */
    private static final class Read {
        final Catalogue during;
        final Map<Integer, String> notices = new ConcurrentHashMap<>();
        final Map<Integer, String> scripts = new ConcurrentHashMap<>();

        Read(Catalogue during) {
            this.during = during;
        }
    }

    /** Digests by number. */
    @FunctionalInterface
    private interface Rows {
        Map<Integer, String> of(Connection connection, List<Integer> ids) throws SQLException;
    }

    @Inject
    public CatalogueReach(Catalog catalog, DataSource database) {
        this(catalog::now, database);
    }

    /** Without a container. */
    public CatalogueReach(Supplier<Catalogue> catalogue, DataSource database) {
        this.catalogue = catalogue;
        this.database = database;
    }

    @Override
    public List<Scope> of(Scope scope) {
        return Reach.in(now()).of(scope);
    }

    @Override
    public Optional<String> shown(int notice) {
        Catalogue now = now();
        return Reach.in(now).shown(notice).or(() -> published(during(now).notices, WordRows::notices, notice));
    }

    @Override
    public Optional<String> spoken(int script) {
        return published(during(now()).scripts, WordRows::scripts, script);
    }

    /** A catalogue that cannot be had never keeps a stop from being recorded. */
    private Catalogue now() {
        try {
            return catalogue.get();
        } catch (RuntimeException away) {
            return Catalogue.EMPTY;
        }
    }

    private Read during(Catalogue now) {
        Read last = read;
        if (last.during != now) {
            last = new Read(now);
            read = last;
        }
        return last;
    }

    /** On a connection of its own: whoever asks may be within a transaction of theirs. */
    private Optional<String> published(Map<Integer, String> known, Rows rows, int id) {
        String digest = known.get(id);
        if (digest == null) {
            try (Connection connection = database.getConnection()) {
                digest = rows.of(connection, List.of(id)).get(id);
            } catch (SQLException away) {
                throw new DatabaseAway(away);
            }
            if (digest != null) {
                known.put(id, digest);
            }
        }
        return Optional.ofNullable(digest);
    }
}
