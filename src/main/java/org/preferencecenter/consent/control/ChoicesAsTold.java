package org.preferencecenter.consent.control;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;

import org.preferencecenter.consent.entity.Cell;
import org.preferencecenter.consent.entity.Choice;
import org.preferencecenter.consent.entity.Choices;
import org.preferencecenter.consent.entity.State;
import org.preferencecenter.ledger.control.Derived;
import org.preferencecenter.ledger.entity.Chain;
import org.preferencecenter.ledger.entity.Difference;
import org.preferencecenter.ledger.entity.Entry;
import org.preferencecenter.ledger.entity.Leaf;

/**
 * Holds the choices that count against the entries they came from: whoever changes a choice in the database and leaves the
 * ledger alone is found here, and so is who changes an entry of somebody whose leaves are not looked at today, with or without
 * all that names it (the hash that was sealed still says what it was), and who changes the words that entries signed
 * ({@link WordsAsTold}).
 */
@Singleton
public class ChoicesAsTold implements Derived {

    private static final int FETCH = 1000;
    /** The column of the hash that was sealed; null: none was yet. */
    private static final int SEALED = 16;
    /** Entries and choices in one statement, so from one snapshot: nobody writes in between. */
    private static final String BOTH = """
            select recipient_id, seq, leaf, hash, null::smallint, null::integer, null::smallint, null::smallint, null::integer,
                   null::integer, null::timestamptz, null::text, null::timestamptz, null::integer, null::smallint,
                   (select l.hash from ledger_leaf l where l.recipient_id = e.recipient_id and l.seq = e.seq)
            from ledger_entry e where recipient_id > ? and recipient_id <= ?
            union all
            select recipient_id, 0, null, null, scope_kind, scope_id, channel, state, epoch, seq, since, frequency, paused_until, stop_seq,
                   cause, null
            from choice where recipient_id > ? and recipient_id <= ?
            order by 1, 2""";

    @Inject
    public ChoicesAsTold() {
    }

    /** What is read of one person. */
    private static final class Person {
        final long id;
        final Map<Cell, Choice> counts = new HashMap<>();
        final List<Entry> entries = new ArrayList<>();
        byte[] head = Chain.start();

        Person(long id) {
            this.id = id;
        }
    }

    @Override
    public Optional<Difference> check(Connection connection, long after, long to) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(BOTH)) {
            select.setFetchSize(FETCH);
            select.setLong(1, after);
            select.setLong(2, to);
            select.setLong(3, after);
            select.setLong(4, to);
            WordsAsTold words = new WordsAsTold();
            try (ResultSet row = select.executeQuery()) {
                Person person = null;
                while (row.next()) {
                    if (person == null || person.id != row.getLong(1)) {
                        Optional<Difference> difference = person == null ? Optional.empty() : compare(person);
                        if (difference.isPresent()) {
                            return difference;
                        }
                        person = new Person(row.getLong(1));
                    }
                    Optional<Difference> difference = read(row, person, words);
                    if (difference.isPresent()) {
                        return difference;
                    }
                }
                Optional<Difference> difference = person == null ? Optional.empty() : compare(person);
                if (difference.isPresent()) {
                    return difference;
                }
            }
            return words.compare(connection);
        }
    }

    private static Optional<Difference> read(ResultSet row, Person person, WordsAsTold words) throws SQLException {
        int seq = row.getInt(2);
        if (seq == 0) {
            try {
                Choice choice = ChoiceRows.choice(row, 4);
                person.counts.put(choice.cell(), choice);
                return Optional.empty();
            } catch (IllegalArgumentException none) {
                return Optional.of(difference(person.id, row.getInt(10), "choice", "", "?"));
            }
        }
        byte[] leaf = row.getBytes(3);
        byte[] hash = row.getBytes(4);
        try {
            Entry entry = Entry.of(leaf);
            byte[] sealed = row.getBytes(SEALED);
            boolean whole = Arrays.equals(Leaf.hash(leaf), hash) && (sealed == null || Arrays.equals(sealed, hash)) && entry.seq() == person.entries.size() + 1 && entry.seq() == seq
                    && entry.recipient() == person.id && Arrays.equals(entry.prevHash(), person.head);
            if (whole) {
                person.entries.add(entry);
                words.take(entry);
                person.head = hash;
                return Optional.empty();
            }
        } catch (IllegalArgumentException none) {
            // told below
        }
        return Optional.of(new Difference(Difference.Kind.CHANGED, -1, person.id, seq, "leaf", 0));
    }

    private static Optional<Difference> compare(Person person) {
        Map<Cell, Choice> told = Choices.replay(person.entries).byCell();
        Set<String> cells = new TreeSet<>();
        Map<String, Cell> byName = new HashMap<>();
        List.of(told, person.counts).forEach(map -> map.keySet().forEach(cell -> byName.put(name(cell), cell)));
        cells.addAll(byName.keySet());
        for (String name : cells) {
            Choice was = told.get(byName.get(name));
            Choice is = person.counts.get(byName.get(name));
            if (was == null || is == null) {
                return Optional.of(difference(person.id, was == null ? 0 : was.seq(), "choice@" + name, was == null ? "-" : was.state().name(),
                        is == null ? "-" : is.state().name()));
            }
            Map<String, String> thisOne = columns(is);
            for (Map.Entry<String, String> column : columns(was).entrySet()) {
                if (column.getKey().equals("cause") && unnoted(is)) {
                    continue;
                }
                if (!column.getValue().equals(thisOne.get(column.getKey()))) {
                    return Optional.of(difference(person.id, was.seq(), "choice." + column.getKey() + "@" + name, column.getValue(),
                            thisOne.get(column.getKey())));
                }
            }
        }
        return Optional.empty();
    }

    /** Whose doing a yes is was not kept beside it at first, and nothing refuses because of one. */
    private static boolean unnoted(Choice choice) {
        return choice.cause() == null && (choice.state() == State.GRANTED || choice.state() == State.NONE);
    }

    private static Map<String, String> columns(Choice choice) {
        Map<String, String> columns = new LinkedHashMap<>();
        columns.put("state", choice.state().name());
        columns.put("seq", String.valueOf(choice.seq()));
        columns.put("since", Entry.text(choice.since()));
        columns.put("epoch", String.valueOf(choice.epoch()));
        columns.put("stop", String.valueOf(choice.stop()));
        columns.put("frequency", choice.frequency() == null ? "-" : choice.frequency().toString());
        columns.put("paused", choice.pausedUntil() == null ? "-" : Entry.text(choice.pausedUntil()));
        columns.put("cause", choice.cause() == null ? "-" : choice.cause().name());
        return columns;
    }

    private static String name(Cell cell) {
        return cell.scope() + "/" + cell.channel();
    }

    private static Difference difference(long recipient, int seq, String field, String was, String is) {
        return new Difference(Difference.Kind.STANDING, -1, recipient, seq, field, was, is, 0);
    }
}
