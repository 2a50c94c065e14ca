package org.preferencecenter.proof.control;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
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

    /** What is asked about. @param scopes the scopes that reach it, narrow to wide */
    public record Asked(List<Scope> scopes, Channel channel) {
    }

    /**
     * Reads one person's entries by the primary key of the ledger, once, and the leaves of those that answer by their index.
     *
     * @param recipient whose chain of entries
     * @return in the order asked
     */
    public List<Found> at(long recipient, List<Asked> asked, Instant at) {
        try (Connection connection = database.getConnection()) {
            List<Entry> entries = ledger.of(connection, recipient);
            List<PastState> states = asked.stream().map(one -> PastState.of(entries, one.scopes(), one.channel(), at)).toList();
            Map<Integer, Long> leaves = leaves(connection, recipient, states);
            return states.stream().map(state -> found(state, leaves)).toList();
        } catch (SQLException broken) {
            throw new DatabaseAway(broken);
        }
    }

    private Found found(PastState state, Map<Integer, Long> leaves) {
        Optional<Long> leaf = state.answer().map(entry -> leaves.get(entry.seq()));
        return new Found(state, state.answer().map(entry -> HexFormat.of().formatHex(entry.hash())).orElse(""),
                leaf.isPresent() ? OptionalLong.of(leaf.get()) : OptionalLong.empty(),
                state.origin().flatMap(origin -> catalogue.get().notice(origin.origin().notice())));
    }

    private static Map<Integer, Long> leaves(Connection connection, long recipient, List<PastState> states) throws SQLException {
        int[] seqs = states.stream().flatMap(state -> state.answer().stream()).mapToInt(Entry::seq).distinct().toArray();
        Map<Integer, Long> leaves = new HashMap<>();
        try (PreparedStatement select = connection.prepareStatement(
                "select seq, leaf_index from ledger_leaf where recipient_id = ? and seq = any(?)")) {
            select.setLong(1, recipient);
            select.setObject(2, seqs);
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    leaves.put(row.getInt(1), row.getLong(2));
                }
            }
        }
        return leaves;
    }
}
