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
import org.preferencecenter.platform.control.Vault;

/**
 * National lists of numbers whose holders want no commercial calls (S-24), as imported: keyed hashes and the list's date,
 * so that a copy of the database tells no number. Every method throws {@link DatabaseAway} if the database is.
 */
@Singleton
public class OppositionLists {

    private static final int AT_ONCE = 10_000;
    private static final String LISTS = "select code, jurisdiction, date, form, entries, generation, imported_at, account_id from opposition_list";

    /**
     * One statement, so that a list that is replaced meanwhile is seen as it was or as it is, never in between. A row for
     * each list that was imported, and one more for each number found on it.
     */
    private static final String LOOK_UP = """
            select l.code, l.jurisdiction, l.date, l.form, l.entries, l.generation, l.imported_at, l.account_id, found.i
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
                row.getObject("imported_at", OffsetDateTime.class).toInstant(), row.getInt("account_id"));
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
     * Begins to read a file; nothing of it counts before {@link ListReading#finish}.
     *
     * @param now when it is imported
     * @return nothing if a younger list is in force, and that is not wanted: {@link #find} tells of which day
     */
    public Optional<ListReading> begin(ListReading.Order order, CallFile file, Instant now) {
        LocalDate before = find(order.list().code()).map(ImportedList::date).orElse(null);
        return !order.older() && before != null && before.isAfter(order.date()) ? Optional.empty()
                : Optional.of(new ListReading(order, file, before, new ListHash(vault),
                        ListLoad.begin(database, order.list().code(), now), now));
    }

    /**
     * Reads a file and, once it was read to its end, puts it in the place of the list in force, in one moment. Whatever
     * fails before leaves that list as it is.
     *
     * @param now when it is imported
     * @throws IOException            if the file does not come to its end
     * @throws CallFile.BadFile       if it is no such file
     */
    public ListImport replace(ListReading.Order order, CallFile file, Instant now) throws IOException {
        Optional<ListReading> begun = begin(order, file, now);
        if (begun.isEmpty()) {
            return new ListImport(ListImport.Outcome.OLDER, 0, 0, 0, List.of(),
                    find(order.list().code()).map(ImportedList::date).orElse(null));
        }
        try (ListReading reading = begun.get()) {
            boolean more = true;
            while (more) {
                more = reading.read(AT_ONCE);
            }
            return reading.finish();
        }
    }
}
