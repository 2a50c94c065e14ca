package org.preferencecenter.consent.control;

import java.io.InputStream;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

import javax.sql.DataSource;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;

import org.preferencecenter.consent.entity.Act;
import org.preferencecenter.consent.entity.Evidence;
import org.preferencecenter.consent.entity.Evidence.Answer;
import org.preferencecenter.consent.entity.Evidence.Refusal;
import org.preferencecenter.consent.entity.EvidenceEntry;
import org.preferencecenter.consent.entity.FileName;
import org.preferencecenter.consent.entity.Origin;
import org.preferencecenter.consent.entity.Reach;
import org.preferencecenter.consent.entity.Recording;
import org.preferencecenter.ledger.control.Ledger;
import org.preferencecenter.platform.control.Vault;
import org.preferencecenter.platform.entity.EvidenceSettings;
import org.preferencecenter.platform.entity.Settings;

/**
 * Keeps what proves a choice besides the ledger. A file, its row and its entry are one transaction: wherever a node dies there is
 * all of it or nothing. Every method throws {@link DatabaseAway} if the database is.
 */
@Singleton
public class EvidenceFiles {

    private final DataSource database;
    private final Clock clock;
    private final Ledger ledger;
    private final PersonKeys keys;
    private final EvidenceSettings limits;
    private final SecureRandom random = new SecureRandom();

    @Inject
    public EvidenceFiles(DataSource database, Clock clock, Ledger ledger, PersonKeys keys, Settings settings) {
        this(database, clock, ledger, keys, settings.evidence());
    }

    /** Without a container. */
    public EvidenceFiles(DataSource database, Clock clock, Ledger ledger, PersonKeys keys, EvidenceSettings limits) {
        this.database = database;
        this.clock = clock;
        this.ledger = ledger;
        this.keys = keys;
        this.limits = limits;
    }

    /** The same on another clock: for what was added at another time. */
    public EvidenceFiles on(Clock other) {
        return new EvidenceFiles(database, other, ledger, keys, limits);
    }

    /**
     * What it is about.
     *
     * @param change the change of choices it proves, one of theirs
     * @param brand  whose choice that is; 0: of every brand's
     * @param origin who adds it, by what way
     */
    public record About(long recipient, UUID change, int brand, Origin origin) {
    }

    public EvidenceSettings limits() {
        return limits;
    }

    /** Takes a file as it comes: memory holds a piece of it. @param name as the sender calls it, or null */
    public Answer add(About about, String name, InputStream content) {
        return take(about, content, name);
    }

    /** Takes down where something is kept that is not kept here, such as the number of a recording. */
    public Answer refer(About about, String where) {
        String text = where.strip();
        if (text.isEmpty() || text.length() > Evidence.LONGEST_REFERENCE) {
            return Answer.of(text.isEmpty() ? Refusal.EMPTY : Refusal.LONG);
        }
        return take(about, null, text);
    }

    /** @param content null: it is words alone */
    private Answer take(About about, InputStream content, String words) {
        byte[] salt = new byte[Evidence.SALT];
        random.nextBytes(salt);
        EvidenceIntake intake = new EvidenceIntake(content, limits.largest(), salt);
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        Act act = new Act(Reach.UNKNOWN, about.origin(), UUID.randomUUID(), now);
        try {
            return Transaction.in(database, connection -> {
                long holder = Joined.target(connection, about.recipient());
                UUID id = UUID.randomUUID();
                Vault vault = keys.make(connection, holder, now);
                if (content == null) {
                    intake.read(words);
                } else {
                    intake.read((seq, octets) -> EvidenceRows.insert(connection, id, seq,
                            vault.seal(EvidenceRows.label(holder, about.change(), id, seq), octets)));
                }
                // The person is locked only now: whoever reads a large file holds up nobody's click.
                Recording recording = theirs(connection, holder, about.change());
                Evidence evidence = new Evidence(id, holder, about.change(), about.brand(), intake.medium(), intake.type(), intake.size(),
                        content == null ? words : FileName.of(words, intake.type().ending()), salt, intake.plainDigest(),
                        intake.digest(), about.origin().agent(), now);
                EvidenceRows.insert(connection, vault, evidence, intake.pieces());
                EvidenceEntry.added(recording, id, evidence.medium(), about.change(), evidence.digestText(), act);
                ChoiceStore.store(connection, List.of(recording));
                return new Answer(id, null);
            });
        } catch (EvidenceIntake.Refused no) {
            return Answer.of(no.why());
        }
    }

    /** Locks the person. @throws EvidenceIntake.Refused if nothing may be added to that change of theirs */
    private Recording theirs(Connection connection, long holder, UUID change) throws SQLException {
        Recording recording = ChoiceRows.lock(connection, holder).get(holder);
        if (recording == null || recording.recipient() != holder || erased(connection, holder)) {
            throw new EvidenceIntake.Refused(Refusal.NOBODY);
        }
        if (EvidenceRows.count(connection, holder) >= limits.most()) {
            throw new EvidenceIntake.Refused(Refusal.TOO_MANY);
        }
        boolean known = ledger.ofAll(connection, chains(connection, holder)).values().stream().flatMap(List::stream)
                .anyMatch(entry -> entry.kind().equals("choice") && change.toString().equals(entry.facts().get("change")));
        if (!known) {
            throw new EvidenceIntake.Refused(Refusal.NO_CHOICE);
        }
        return recording;
    }

    /** Theirs, and of whoever was joined to them. */
    private static long[] chains(Connection connection, long holder) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement("select id from recipient where id = ? or joined_to = ?")) {
            select.setLong(1, holder);
            select.setLong(2, holder);
            List<Long> ids = new ArrayList<>();
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    ids.add(row.getLong(1));
                }
            }
            return ids.stream().mapToLong(Long::longValue).toArray();
        }
    }

    private static boolean erased(Connection connection, long holder) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement("select erased_at is not null from recipient where id = ?")) {
            select.setLong(1, holder);
            try (ResultSet row = select.executeQuery()) {
                return row.next() && row.getBoolean(1);
            }
        }
    }

    /** Of a person, and of whoever was joined to them; the newest first. */
    public List<Evidence> of(long recipient) {
        return Transaction.reading(database, connection -> of(connection, recipient));
    }

    /** The same, in the caller's transaction. */
    public List<Evidence> of(Connection connection, long recipient) throws SQLException {
        return EvidenceRows.of(connection, keys, recipient).stream().map(EvidenceRows.Stored::evidence).toList();
    }

    /** Nothing if it is not theirs, was removed, or they were erased. */
    public Optional<Evidence> find(long recipient, UUID id) {
        return Transaction.reading(database, connection -> EvidenceRows.find(connection, keys, recipient, id))
                .map(EvidenceRows.Stored::evidence);
    }

    /** The file; whoever reads it to its end has read what was taken in. Nothing of a reference: that is its name. */
    public Optional<InputStream> read(Evidence evidence) {
        return Transaction.reading(database, connection -> {
            Optional<EvidenceRows.Stored> stored = evidence.type() == null ? Optional.empty()
                    : EvidenceRows.find(connection, keys, evidence.recipient(), evidence.id());
            Optional<Vault> vault = stored.isEmpty() ? Optional.empty() : keys.find(connection, evidence.recipient());
            return vault.map(open -> new EvidenceStream(database, open, stored.get().evidence(), stored.get().pieces()));
        });
    }

    /** Destroys what was added by mistake; the ledger tells that it was. @return false: there is none such of theirs */
    public boolean remove(long recipient, UUID id, Origin origin) {
        Act act = new Act(Reach.UNKNOWN, origin, UUID.randomUUID(), clock.instant().truncatedTo(ChronoUnit.MICROS));
        return Transaction.in(database, connection -> {
            Recording recording = ChoiceRows.lock(connection, recipient).get(recipient);
            Optional<EvidenceRows.Stored> stored = recording == null ? Optional.empty()
                    : EvidenceRows.find(connection, keys, recording.recipient(), id);
            if (stored.isEmpty()) {
                return false;
            }
            EvidenceRows.delete(connection, id);
            EvidenceEntry.removed(recording, id, stored.get().evidence().change(), act);
            ChoiceStore.store(connection, List.of(recording));
            return true;
        });
    }
}
