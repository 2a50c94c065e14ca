package org.preferencecenter.proof.control;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Supplier;

import javax.sql.DataSource;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;

import org.preferencecenter.catalog.control.Catalog;
import org.preferencecenter.catalog.entity.Catalogue;
import org.preferencecenter.catalog.entity.Notice;
import org.preferencecenter.consent.control.DatabaseAway;
import org.preferencecenter.consent.entity.PastState;
import org.preferencecenter.law.entity.Channel;
import org.preferencecenter.ledger.control.Ledger;
import org.preferencecenter.ledger.entity.Entry;
import org.preferencecenter.link.entity.Scope;

/** Tells what a choice was at an instant, out of the ledger. Throws {@link DatabaseAway} if the database is. */
@Singleton
public class PastStates {

    private final DataSource database;
    private final Supplier<Catalogue> catalogue;
    private final Ledger ledger;

    @Inject
    public PastStates(DataSource database, Catalog catalog, Ledger ledger) {
        this(database, catalog::now, ledger);
    }

    /** Without a container. */
    PastStates(DataSource database, Supplier<Catalogue> catalogue, Ledger ledger) {
        this.database = database;
        this.catalogue = catalogue;
        this.ledger = ledger;
    }

    /**
     * What was found.
     *
     * @param hash   of the entry that gave the answer, hexadecimal; empty: nobody had answered
     * @param leaf   its index in the log; nothing: not sealed yet
     * @param notice the words it was given to, if they are on record
     */
    public record Found(PastState state, String hash, OptionalLong leaf, Optional<Notice> notice) {
    }

    /**
     * Reads one person's entries by the primary key of the ledger, and one leaf by its index.
     *
     * @param recipient whose chain of entries
     * @param scopes    the scopes that reach what is asked about, narrow to wide
     */
    public Found at(long recipient, List<Scope> scopes, Channel channel, Instant at) {
        try (Connection connection = database.getConnection()) {
            PastState state = PastState.of(ledger.of(connection, recipient), scopes, channel, at);
            Optional<Entry> answer = state.answer();
            return new Found(state, answer.map(entry -> HexFormat.of().formatHex(entry.hash())).orElse(""),
                    answer.isPresent() ? leaf(connection, answer.get()) : OptionalLong.empty(),
                    state.origin().flatMap(origin -> catalogue.get().notice(origin.origin().notice())));
        } catch (SQLException broken) {
            throw new DatabaseAway(broken);
        }
    }

    private static OptionalLong leaf(Connection connection, Entry entry) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(
                "select leaf_index from ledger_leaf where recipient_id = ? and seq = ?")) {
            select.setLong(1, entry.recipient());
            select.setInt(2, entry.seq());
            try (ResultSet row = select.executeQuery()) {
                return row.next() ? OptionalLong.of(row.getLong(1)) : OptionalLong.empty();
            }
        }
    }
}
