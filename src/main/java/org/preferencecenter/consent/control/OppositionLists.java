package org.preferencecenter.consent.control;

import java.io.IOException;
import java.sql.Array;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import javax.sql.DataSource;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;

import org.preferencecenter.consent.entity.ImportedList;
import org.preferencecenter.consent.entity.ListForm;
import org.preferencecenter.consent.entity.ListImport;
import org.preferencecenter.law.entity.Listing;
import org.preferencecenter.law.entity.OppositionList;
import org.preferencecenter.platform.control.Vault;

/**
 * National lists of numbers whose holders want no commercial calls (S-24), as imported: keyed hashes and the list's date,
 * so that a copy of the database tells no number. Every method throws {@link DatabaseAway} if the database is.
 */
@Singleton
public class OppositionLists {

    private static final int BAD_LINES_TOLD = 10;
    private static final String LISTS = "select code, jurisdiction, date, form, entries, generation, imported_at from opposition_list";

    /**
     * One statement, so that a list that is replaced meanwhile is seen as it was or as it is, never in between. A row for
     * each list that was imported, and one more for each number found on it.
     */
    private static final String LOOK_UP = """
            select l.code, l.jurisdiction, l.date, l.form, l.entries, l.generation, l.imported_at, found.i
            from opposition_list l left join lateral (
                select q.i from unnest(?::text[], ?::integer[], ?::bytea[]) as q (code, i, hash)
                where q.code = l.code
                    and exists (select 1 from opposition_entry e where e.generation = l.generation and e.hash = q.hash)
            ) found on true""";

    private final DataSource database;
    private final Vault vault;
    /** Which lists there were when last looked at: only tells for which to prepare hashes. */
    private volatile List<ImportedList> prepared = List.of();

    @Inject
    public OppositionLists(DataSource database, Vault vault) {
        this.database = database;
        this.vault = vault;
    }

    /** The lists that were imported, by code. */
    public List<ImportedList> all() {
        return Transaction.reading(database, connection -> {
            try (PreparedStatement select = connection.prepareStatement(LISTS + " order by code");
                    ResultSet row = select.executeQuery()) {
                List<ImportedList> lists = new ArrayList<>();
                while (row.next()) {
                    lists.add(list(row));
                }
                return lists;
            }
        });
    }

    public Optional<ImportedList> find(String code) {
        return all().stream().filter(list -> list.code().equals(code)).findFirst();
    }

    private static ImportedList list(ResultSet row) throws SQLException {
        return new ImportedList(row.getString("code"), row.getString("jurisdiction"), row.getObject("date", LocalDate.class),
                ListForm.valueOf(row.getString("form")), row.getLong("entries"), row.getInt("generation"),
                row.getObject("imported_at", OffsetDateTime.class).toInstant());
    }

    /**
     * What each imported list says of each number, by the list's code; in the order of the numbers. A list never imported
     * is missing. One statement however many numbers, and next to nothing while no list was imported.
     */
    public List<Map<String, Listing>> listings(List<String> numbers) {
        // Elsewhere a list may just have been imported for the first time or in another form: then once more.
        while (true) {
            List<ImportedList> known = prepared;
            Map<ImportedList, boolean[]> found = lookUp(known, numbers);
            List<ImportedList> now = List.copyOf(found.keySet());
            prepared = now;
            if (now.stream().allMatch(list -> known.stream().anyMatch(other -> alike(list, other)))) {
                return listings(numbers.size(), found);
            }
        }
    }

    private static boolean alike(ImportedList one, ImportedList other) {
        return one.code().equals(other.code()) && one.form() == other.form() && one.jurisdiction().equals(other.jurisdiction());
    }

    private static List<Map<String, Listing>> listings(int size, Map<ImportedList, boolean[]> found) {
        List<Map<String, Listing>> listings = new ArrayList<>(size);
        for (int i = 0; i < size; i++) {
            Map<String, Listing> of = new HashMap<>();
            for (Map.Entry<ImportedList, boolean[]> list : found.entrySet()) {
                of.put(list.getKey().code(), new Listing(list.getValue()[i], list.getKey().date()));
            }
            listings.add(Map.copyOf(of));
        }
        return listings;
    }

    private Map<ImportedList, boolean[]> lookUp(List<ImportedList> known, List<String> numbers) {
        List<String> codes = new ArrayList<>();
        List<Integer> places = new ArrayList<>();
        List<byte[]> hashes = new ArrayList<>();
        ListHash hash = new ListHash(vault);
        for (ImportedList list : known) {
            for (int i = 0; i < numbers.size(); i++) {
                for (byte[] candidate : list.form().candidates(numbers.get(i), list.jurisdiction())) {
                    codes.add(list.code());
                    places.add(i);
                    hashes.add(hash.of(candidate));
                }
            }
        }
        return Transaction.reading(database, connection -> {
            Array[] arrays = {connection.createArrayOf("text", codes.toArray()),
                connection.createArrayOf("integer", places.toArray()),
                connection.createArrayOf("bytea", hashes.toArray(byte[][]::new))};
            try (PreparedStatement select = connection.prepareStatement(LOOK_UP)) {
                for (int i = 0; i < arrays.length; i++) {
                    select.setArray(i + 1, arrays[i]);
                }
                return found(select, numbers.size());
            }
        });
    }

    private static Map<ImportedList, boolean[]> found(PreparedStatement select, int size) throws SQLException {
        Map<ImportedList, boolean[]> found = new HashMap<>();
        try (ResultSet row = select.executeQuery()) {
            while (row.next()) {
                boolean[] places = found.computeIfAbsent(list(row), list -> new boolean[size]);
                int place = row.getInt("i");
                if (!row.wasNull()) {
                    places[place] = true;
                }
            }
        }
        return found;
    }

    /**
     * Reads a file and, once it was read to its end, puts it in the place of the list in force, in one moment. Whatever
     * fails before leaves that list as it is.
     *
     * @param list  as the rule book knows it
     * @param date  the list's own date
     * @param older true: also in the place of a younger list
     * @param now   when it is imported
     * @throws IOException            if the file does not come to its end
     * @throws CallFile.BadFile       if it is no such file
     */
    public ListImport replace(OppositionList list, LocalDate date, ListForm form, boolean older, CallFile file, Instant now)
            throws IOException {
        LocalDate before = find(list.code()).map(ImportedList::date).orElse(null);
        if (!older && before != null && before.isAfter(date)) {
            return new ListImport(ListImport.Outcome.OLDER, 0, 0, 0, List.of(), before);
        }
        ListLoad load = ListLoad.begin(database, list.code(), now);
        boolean done = false;
        try {
            ListImport read = read(load, list, form, file, before);
            if (read.outcome() == ListImport.Outcome.REPLACED) {
                load.finish();
                ImportedList fresh = new ImportedList(list.code(), list.jurisdiction(), date, form, read.kept(),
                        load.generation(), now);
                done = load.putInForce(fresh, older);
            }
            return done || read.outcome() != ListImport.Outcome.REPLACED ? read
                    : new ListImport(ListImport.Outcome.OLDER, read.lines(), 0, read.bad(), read.badLines(), before);
        } finally {
            load.clear(done, now);
        }
    }

    private ListImport read(ListLoad load, OppositionList list, ListForm form, CallFile file, LocalDate before)
            throws IOException {
        ListHash hash = new ListHash(vault);
        List<Long> badLines = new ArrayList<>();
        long lines = 0;
        long kept = 0;
        for (CallFile.Line line = file.next(); line != null; line = file.next()) {
            if (line.blank()) {
                continue;
            }
            lines++;
            Optional<byte[]> entry = line.number() == null ? Optional.empty() : form.entry(line.number(), list.jurisdiction());
            if (entry.isPresent()) {
                load.add(hash.of(entry.get()));
                kept++;
            } else if (badLines.size() < BAD_LINES_TOLD) {
                badLines.add(line.line());
            }
        }
        boolean usable = kept > 0 && kept >= lines - kept;
        return new ListImport(usable ? ListImport.Outcome.REPLACED : ListImport.Outcome.UNREADABLE, lines, kept, lines - kept,
                List.copyOf(badLines), before);
    }
}
