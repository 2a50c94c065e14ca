package org.preferencecenter.consent.control;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.UUID;

import javax.sql.DataSource;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;

import org.preferencecenter.catalog.control.Catalog;
import org.preferencecenter.catalog.entity.Catalogue;
import org.preferencecenter.consent.entity.Choice;
import org.preferencecenter.consent.entity.Reach;
import org.preferencecenter.consent.entity.StopReason;
import org.preferencecenter.link.entity.Scope;

/** Why people stopped, where they cared to say. Throws {@link DatabaseAway} if the database is. */
@Singleton
public class StopReasons {

    private static final int CHANGES = 50;

    private final DataSource database;
    private final Clock clock;
    private final Catalog catalog;
    private final Consents consents;

    @Inject
    public StopReasons(DataSource database, Clock clock, Catalog catalog, Consents consents) {
        this.database = database;
        this.clock = clock;
        this.catalog = catalog;
        this.consents = consents;
    }

    /**
     * Stores the reason of a stop, the first time it is told.
     *
     * @param brand  id of the brand whose page asked
     * @param change the stop; anything else, another's or another brand's stores nothing
     * @param text   {@link StopReason#tidy tidy}, may be empty
     * @return whether it was stored
     * @throws IllegalArgumentException if the text is longer than {@link StopReason#LONGEST}
     */
    public boolean add(long recipient, int brand, UUID change, StopReason reason, String text) {
        if (text.codePointCount(0, text.length()) > StopReason.LONGEST) {
            throw new IllegalArgumentException("a reason has at most " + StopReason.LONGEST + " characters");
        }
        Catalogue catalogue = catalog.now();
        Optional<Scope> stopped = consents.changes(recipient, CHANGES).stream().filter(past -> past.change().equals(change))
                .flatMap(past -> past.changed().stream()).filter(choice -> choice.state().stops())
                .map(Choice::cell).map(cell -> cell.scope())
                .filter(scope -> scope.equals(Scope.EVERYTHING) || Reach.in(catalogue).of(scope).contains(Scope.brand(brand)))
                .findFirst();
        return stopped.isPresent() && Transaction.in(database,
                connection -> insert(connection, recipient, brand, change, stopped.get(), reason, text));
    }

    private boolean insert(Connection connection, long recipient, int brand, UUID change, Scope stopped, StopReason reason,
            String text) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement("""
                insert into stop_reason (recipient_id, change_id, brand_id, scope_kind, scope_id, reason, text, at)
                values (?, ?, ?, ?, ?, ?, ?, ?) on conflict do nothing""")) {
            insert.setLong(1, recipient);
            insert.setObject(2, change);
            insert.setInt(3, brand);
            insert.setShort(4, (short) stopped.kind().code());
            insert.setInt(5, stopped.id());
            insert.setString(6, reason.name());
            insert.setString(7, text.isEmpty() ? null : text);
            insert.setObject(8, clock.instant().atOffset(ZoneOffset.UTC));
            return insert.executeUpdate() == 1;
        }
    }
}
