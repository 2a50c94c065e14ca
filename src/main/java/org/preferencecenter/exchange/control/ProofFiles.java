package org.preferencecenter.exchange.control;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.function.Supplier;

import javax.sql.DataSource;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;

import org.preferencecenter.catalog.control.Catalog;
import org.preferencecenter.catalog.entity.Catalogue;
import org.preferencecenter.catalog.entity.Purpose;
import org.preferencecenter.consent.control.DatabaseAway;
import org.preferencecenter.consent.control.Transaction;
import org.preferencecenter.consent.entity.Choice;
import org.preferencecenter.consent.entity.Choices;
import org.preferencecenter.ledger.control.Checkpoints;
import org.preferencecenter.ledger.control.LogKeys;
import org.preferencecenter.ledger.control.Proofs;
import org.preferencecenter.ledger.entity.Entry;
import org.preferencecenter.ledger.entity.ProofFile;
import org.preferencecenter.link.entity.Scope;

/** Puts together all that somebody needs to check one person's history without us. */
@Singleton
public class ProofFiles {

    private final DataSource database;
    private final Supplier<Catalogue> catalogue;
    private final Checkpoints checkpoints;
    private final LogKeys keys;
    private final Proofs proofs;
    private final ProofsBeside beside;
    private final Clock clock;

    @Inject
    public ProofFiles(DataSource database, Catalog catalog, Checkpoints checkpoints, LogKeys keys, Proofs proofs, ProofsBeside beside,
            Clock clock) {
        this(database, catalog::now, checkpoints, keys, proofs, beside, clock);
    }

    ProofFiles(DataSource database, Supplier<Catalogue> catalogue, Checkpoints checkpoints, LogKeys keys, Proofs proofs,
            ProofsBeside beside, Clock clock) {
        this.database = database;
        this.catalogue = catalogue;
        this.checkpoints = checkpoints;
        this.keys = keys;
        this.proofs = proofs;
        this.beside = beside;
        this.clock = clock;
    }

    /** It cannot be made yet: nothing was ever signed. It can be, seconds later. */
    public static final class NothingSealed extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    /**
     * Of one recipient. All entries are in it, whatever the purpose: without the others nobody could see that none was left out.
     *
     * @param purpose what the file is about, or 0: the state is told of that alone
     * @param asOf    the instant the state is told of
     * @throws NothingSealed before the first checkpoint
     * @throws DatabaseAway  if the database is
     */
    public ProofFile of(long recipient, int purpose, Instant asOf) {
        // Checkpoint and leaves of one moment.
        return Transaction.snapshot(database, connection -> of(connection, recipient, purpose, asOf));
    }

    private ProofFile of(Connection connection, long recipient, int purpose, Instant asOf) throws SQLException {
        Checkpoints.Signed last = checkpoints.latest(connection).orElseThrow(NothingSealed::new);
        List<Proofs.Place> places = proofs.places(connection, recipient);
        List<List<byte[]>> paths = proofs.inclusion(connection,
                places.stream().map(Proofs.Place::index).filter(index -> index >= 0).toList(), last.size());
        List<ProofFile.Proven> proven = new ArrayList<>(places.size());
        List<Entry> entries = new ArrayList<>(places.size());
        int sealed = 0;
        for (Proofs.Place place : places) {
            proven.add(new ProofFile.Proven(place.index(), new String(place.leaf(), StandardCharsets.UTF_8),
                    place.index() < 0 ? List.of() : paths.get(sealed++)));
            entries.add(Entry.of(place.leaf()));
        }
        List<String> vkeys = keys.list(connection).stream().map(key -> key.key().vkey()).toList();
        Instant made = made(entries);
        Instant stood = asOf.isAfter(made) ? made : asOf;   // of what is to come nothing is known
        return new ProofFile(Entry.text(made), recipient, purpose, Entry.text(stood), vkeys, last.note(),
                proofs.head(connection, keys, last, recipient, places, made), proven, state(entries, stood, about(purpose)), notices(entries),
                points(entries), beside.scripts(ids(entries, "script")), beside.acts(recipient, entries), beside.evidence(connection, recipient));
    }

    /** Now, and not before any entry: the clock of another node may be ahead of ours. */
    private Instant made(List<Entry> entries) {
        return entries.stream().map(Entry::at).reduce(clock.instant(), (a, b) -> a.isAfter(b) ? a : b);
    }

    /** What the state is told of: everything, or what lies in a purpose or may reach it, of whichever brand. */
    private Predicate<Scope> about(int purpose) {
        Optional<Purpose> about = catalogue.get().purpose(purpose);
        return scope -> about.map(p -> p.scopes().contains(scope) || p.topics().stream().anyMatch(t -> Scope.topic(t.id()).equals(scope))
                || scope.kind() == Scope.Kind.BRAND)
                .orElse(true);
    }

    private static List<ProofFile.Standing> state(List<Entry> entries, Instant asOf, Predicate<Scope> about) {
        List<Entry> until = entries.stream().filter(entry -> !entry.at().isAfter(asOf)).toList();
        List<ProofFile.Standing> state = new ArrayList<>();
        for (Choice choice : Choices.replay(until).byCell().values()) {
            if (!about.test(choice.cell().scope())) {
                continue;
            }
            String scope = choice.cell().scope().toString();
            String channel = choice.cell().channel().name();
            // The entry that says so last, which may only tell how often, and not the one that gave the answer.
            int seq = until.stream().filter(e -> scope.equals(e.facts().get("scope")) && channel.equals(e.facts().get("channel")))
                    .mapToInt(Entry::seq).max().orElseThrow();
            state.add(new ProofFile.Standing(scope, channel, choice.state().name(), seq));
        }
        state.sort(Comparator.comparing(ProofFile.Standing::scope).thenComparing(ProofFile.Standing::channel));
        return state;
    }

    private List<ProofFile.Shown> notices(List<Entry> entries) {
        Catalogue now = catalogue.get();
        return ids(entries, "notice").stream().flatMap(id -> now.notice(id).stream()).map(notice -> new ProofFile.Shown(notice.id(),
                notice.purpose().code(), notice.version(), notice.locale(), Entry.text(notice.publishedAt()),
                HexFormat.of().formatHex(notice.sha256()), notice.wording())).toList();
    }

    private List<ProofFile.Point> points(List<Entry> entries) {
        Catalogue now = catalogue.get();
        return ids(entries, "collectionPoint").stream().flatMap(id -> now.collectionPoint(id).stream()).map(point -> new ProofFile.Point(
                point.id(), point.code(), point.kind().name(), point.captureMode().name())).toList();
    }

    private static TreeSet<Integer> ids(List<Entry> entries, String fact) {
        TreeSet<Integer> ids = new TreeSet<>();
        entries.forEach(entry -> {
            if (entry.facts().get(fact) instanceof Integer id && id > 0) {
                ids.add(id);
            }
        });
        return ids;
    }
}
