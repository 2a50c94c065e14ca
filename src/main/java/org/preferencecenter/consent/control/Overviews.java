package org.preferencecenter.consent.control;

import java.nio.ByteBuffer;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

import javax.sql.DataSource;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;

import org.preferencecenter.consent.entity.Cell;
import org.preferencecenter.consent.entity.Choice;
import org.preferencecenter.consent.entity.Choices;
import org.preferencecenter.consent.entity.History;
import org.preferencecenter.consent.entity.Overview;
import org.preferencecenter.consent.entity.PastChange;
import org.preferencecenter.consent.entity.Provenance;
import org.preferencecenter.consent.entity.Recipient;
import org.preferencecenter.consent.entity.Sent;
import org.preferencecenter.ledger.control.Ledger;
import org.preferencecenter.ledger.entity.Entry;
import org.preferencecenter.platform.entity.Settings;

/**
 * Reads all that a person's own page tells in one round trip, each part by an index that leads with the recipient.
 * Throws {@link DatabaseAway} if the database is.
 */
@Singleton
public class Overviews {

    /** How far back what was sent is counted. */
    public static final Duration WINDOW = Duration.ofDays(90);
    /** The newest entries: enough for the newest change of nearly everybody, and read with the rest. */
    private static final int NEWEST = 64;

    private static final String READ = Recipients.BY_ID + ";\n" + ChoiceRows.LOAD + """
            ;
            select leaf from ledger_entry
            where recipient_id = ? and seq = any(array(select seq from choice where recipient_id = ?));
            select leaf from ledger_entry where recipient_id = ? order by seq desc limit ?;
            select stream_id, count(*), min(at) from contact where recipient_id = ? and sent and at > ? group by stream_id;
            select change_id from stop_reason where recipient_id = ?""";

    private final DataSource database;
    private final Clock clock;
    private final Duration undoWindow;
    private final Consents consents;
    private final Ledger ledger;

    @Inject
    public Overviews(DataSource database, Clock clock, Settings settings, Consents consents, Ledger ledger) {
        this(database, clock, settings.undoWindow(), consents, ledger);
    }

    /** Without a container. @param undoWindow as {@code consents} has it */
    public Overviews(DataSource database, Clock clock, Duration undoWindow, Consents consents, Ledger ledger) {
        this.database = database;
        this.clock = clock;
        this.undoWindow = undoWindow;
        this.consents = consents;
        this.ledger = ledger;
    }

    /**
     * @param named a change that shall be among {@link Overview#changes}, if it is one of the latest fifty
     * @return nothing for an unknown recipient
     */
    public Optional<Overview> of(long recipient, Optional<UUID> named) {
        Instant now = clock.instant();
        Optional<Read> read = Transaction.reading(database, connection -> read(connection, recipient, now));
        if (read.isPresent() && read.get().recipient().id() != recipient) {
            return of(read.get().recipient().id(), named);   // was joined to another: that one's page
        }
        return read.map(page -> whole(page, named, now));
    }

    /** As the statements answered. @param answers the entries of the choices in force @param newest newest first */
    private record Read(Recipient recipient, Choices choices, List<Entry> answers, List<Entry> newest, Map<Integer, Sent> sent,
            Set<UUID> explained) {
    }

    private static Optional<Read> read(Connection connection, long recipient, Instant now) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(READ)) {
            for (int place : new int[] {1, 2, 3, 4, 5, 7, 9}) {
                select.setLong(place, recipient);
            }
            select.setInt(6, NEWEST);
            select.setObject(8, now.minus(WINDOW).atOffset(ZoneOffset.UTC));
            select.execute();
            Optional<Recipient> person;
            try (ResultSet row = select.getResultSet()) {
                person = Recipients.read(row);
            }
            if (person.isEmpty()) {
                return Optional.empty();
            }
            Choices choices = ChoiceRows.choices(next(select));
            Map<ByteBuffer, Entry> read = new HashMap<>();
            List<Entry> answers = entries(next(select), read);
            List<Entry> newest = entries(next(select), read);
            Map<Integer, Sent> sent = new HashMap<>();
            ResultSet counts = next(select);
            while (counts.next()) {
                sent.put(counts.getInt(1), new Sent(counts.getInt(2), counts.getObject(3, OffsetDateTime.class).toInstant()));
            }
            Set<UUID> explained = new HashSet<>();
            ResultSet reasons = next(select);
            while (reasons.next()) {
                explained.add(reasons.getObject(1, UUID.class));
            }
            return Optional.of(new Read(person.get(), choices, answers, newest, sent, explained));
        }
    }

    /** The next statement's rows; closed with the statement. */
    private static ResultSet next(PreparedStatement select) throws SQLException {
        select.getMoreResults();
        return select.getResultSet();
    }

    /** @param read by their leaves: most answers in force are among the newest entries too, and reading one is no small work */
    private static List<Entry> entries(ResultSet rows, Map<ByteBuffer, Entry> read) throws SQLException {
        List<Entry> entries = new ArrayList<>();
        while (rows.next()) {
            entries.add(read.computeIfAbsent(ByteBuffer.wrap(rows.getBytes(1)), leaf -> Entry.of(leaf.array())));
        }
        return entries;
    }

    /** Reads on only for what the newest entries do not hold. */
    private Overview whole(Read page, Optional<UUID> named, Instant now) {
        long id = page.recipient().id();
        List<Entry> ascending = new ArrayList<>(page.newest());
        Collections.reverse(ascending);
        List<PastChange> changes = new History(ascending).newestFirst(NEWEST, now, undoWindow);
        if (page.newest().size() == NEWEST) {
            List<PastChange> complete = changes.isEmpty() ? changes : changes.subList(0, changes.size() - 1);
            boolean enough = !complete.isEmpty() && (named.isEmpty() || complete.stream().anyMatch(c -> c.change().equals(named.get())));
            changes = enough ? complete : consents.changes(id, 50);
        }
        List<Entry> asking = page.answers().stream().anyMatch(entry -> Provenance.leaves(entry) && page.newest().size() == NEWEST)
                ? Transaction.reading(database, connection -> ledger.of(connection, id)) : page.newest();
        Map<Integer, Provenance> bySeq = new HashMap<>();
        page.answers().forEach(entry -> bySeq.put(entry.seq(), Provenance.of(entry, asking)));
        Map<Cell, Provenance> provenance = new HashMap<>();
        for (Choice choice : page.choices().byCell().values()) {
            if (bySeq.containsKey(choice.seq())) {
                provenance.put(choice.cell(), bySeq.get(choice.seq()));
            }
        }
        return new Overview(page.recipient(), page.choices(), changes, provenance, page.sent(), page.explained());
    }
}
