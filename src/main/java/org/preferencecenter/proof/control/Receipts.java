package org.preferencecenter.proof.control;

import java.net.URI;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;

import javax.sql.DataSource;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;

import org.preferencecenter.catalog.control.Catalog;
import org.preferencecenter.catalog.entity.Brand;
import org.preferencecenter.catalog.entity.Catalogue;
import org.preferencecenter.consent.control.DatabaseAway;
import org.preferencecenter.consent.control.Recipients;
import org.preferencecenter.consent.control.Transaction;
import org.preferencecenter.consent.entity.Recipient;
import org.preferencecenter.ledger.control.Checkpoints;
import org.preferencecenter.ledger.control.LogKeys;
import org.preferencecenter.ledger.control.Proofs;
import org.preferencecenter.ledger.entity.Entry;
import org.preferencecenter.platform.entity.Settings;
import org.preferencecenter.proof.entity.Answered;
import org.preferencecenter.proof.entity.Keeper;
import org.preferencecenter.proof.entity.Receipt;
import org.preferencecenter.proof.entity.ReceiptDrawing;

/** Makes receipts out of the ledger; none is stored. Throws {@link DatabaseAway} if the database is. */
@Singleton
public class Receipts {

    private final DataSource database;
    private final Supplier<Catalogue> catalogue;
    private final Recipients recipients;
    private final Checkpoints checkpoints;
    private final LogKeys keys;
    private final Proofs proofs;
    private final URI baseUrl;
    private final Duration confirmLife;

    @Inject
    public Receipts(DataSource database, Catalog catalog, Recipients recipients, Checkpoints checkpoints, LogKeys keys, Proofs proofs,
            Settings settings) {
        this(database, catalog::now, recipients, checkpoints, keys, proofs, settings.baseUrl(), settings.confirmLife());
    }

    /** Without a container. */
    Receipts(DataSource database, Supplier<Catalogue> catalogue, Recipients recipients, Checkpoints checkpoints, LogKeys keys,
            Proofs proofs, URI baseUrl, Duration confirmLife) {
        this.database = database;
        this.catalogue = catalogue;
        this.recipients = recipients;
        this.checkpoints = checkpoints;
        this.keys = keys;
        this.proofs = proofs;
        this.baseUrl = baseUrl;
        this.confirmLife = confirmLife;
    }

    /**
     * Of one change, as far as it concerns a brand.
     *
     * @param recipient whose chain of entries
     * @param language  of its words
     * @return nothing if the person made no such change there
     */
    public Optional<Receipt> of(long recipient, UUID change, Brand brand, String language) {
        Optional<Recipient> person = recipients.find(recipient);
        ReceiptDrawing drawing = new ReceiptDrawing(catalogue.get(), brand, person, language, confirmLife);
        // Checkpoint and leaves of one moment.
        return Transaction.snapshot(database, connection -> of(connection, recipient, change, drawing));
    }

    private Optional<Receipt> of(Connection connection, long recipient, UUID change, ReceiptDrawing drawing) throws SQLException {
        List<Proofs.Place> places = proofs.places(connection, recipient);
        List<Entry> history = new ArrayList<>(places.size());
        Map<Integer, Long> indexes = new HashMap<>();
        for (Proofs.Place place : places) {
            Entry entry = Entry.of(place.leaf());
            history.add(entry);
            indexes.put(entry.seq(), place.index());
        }
        List<Answered> answers = drawing.answers(history, change);
        if (answers.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new Receipt(change, recipient, drawing.language(), Keeper.of(drawing.brand(), drawing.brand().url(baseUrl).toString()),
                answers, seal(connection, answers.stream().map(answer -> indexes.get(answer.seq())).toList())));
    }

    /** Nothing while one of them is not sealed: entries of one change are sealed together or a moment apart. */
    private Optional<Receipt.Seal> seal(Connection connection, List<Long> indexes) throws SQLException {
        Optional<Checkpoints.Signed> last = checkpoints.latest(connection);
        if (last.isEmpty() || indexes.contains(-1L)) {
            return Optional.empty();
        }
        List<List<byte[]>> paths = proofs.inclusion(connection, indexes, last.get().size());
        List<Receipt.Place> places = new ArrayList<>();
        for (int i = 0; i < indexes.size(); i++) {
            places.add(new Receipt.Place(indexes.get(i), paths.get(i)));
        }
        return Optional.of(new Receipt.Seal(keys.list(connection).stream().map(key -> key.key().vkey()).toList(), last.get().note(), places));
    }
}
