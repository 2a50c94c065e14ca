package org.preferencecenter.consent.control;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

import org.preferencecenter.consent.entity.ImportedList;
import org.preferencecenter.consent.entity.ListForm;
import org.preferencecenter.consent.entity.ListImport;
import org.preferencecenter.consent.entity.ListImport.Outcome;
import org.preferencecenter.law.entity.Listing;
import org.preferencecenter.law.entity.OppositionList;
import org.preferencecenter.platform.TestDatabase;
import org.preferencecenter.platform.control.Vault;
import org.preferencecenter.platform.entity.Secret;

/** Opposition lists on a real database; each test has a list of its own. */
class OppositionListsIT {

    private static final Vault VAULT = new Vault(new Secret(new byte[32]));
    private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");
    private static final LocalDate JULY = LocalDate.of(2026, 7, 1);

    private final OppositionList list = new OppositionList("L" + UUID.randomUUID(), "FR", Map.of("en", "List"));
    private final OppositionLists lists = new OppositionLists(TestDatabase.dataSource(), VAULT);

    private ListImport replace(LocalDate date, ListForm form, boolean older, String text) throws IOException {
        return replace(date, form, older, new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
    }

    private ListImport replace(LocalDate date, ListForm form, boolean older, InputStream text) throws IOException {
        return lists.replace(new ListReading.Order(list, date, form, older, 0), new CallFile(text, false, null), NOW);
    }

    private ListImport replace(LocalDate date, String text) throws IOException {
        return replace(date, ListForm.NUMBERS, false, text);
    }

    private static String number(int i) {
        return "+33 6 39 98 " + "%04d".formatted(i);
    }

    private String listed(OppositionLists of, String... numbers) {
        return of.listings(List.of(numbers)).stream().map(said -> said.get(list.code()))
                .map(said -> said == null ? "-" : said.listed() ? "yes" : "no").collect(Collectors.joining(" "));
    }

    private static List<String> ask(String sql) throws SQLException {
        try (Connection connection = TestDatabase.dataSource().getConnection(); Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            List<String> rows = new ArrayList<>();
            while (row.next()) {
                rows.add(row.getString(1));
            }
            return rows;
        }
    }

    private List<String> generations() throws SQLException {
        return ask("select id from opposition_generation where code = '" + list.code() + "'");
    }

    @Test
    void a_list_never_imported_says_nothing() {
        assertEquals("- -", listed(lists, number(1), number(2)));
        assertTrue(lists.find(list.code()).isEmpty());
        assertEquals(List.of(), lists.listings(List.of()));
    }

    @Test
    void an_imported_list_says_who_is_on_it_and_of_which_date_in_the_order_asked() throws IOException {
        ListImport done = replace(JULY, number(1) + "\n06.39.98.00.02\n\n" + number(3) + "\n");
        assertEquals(new ListImport(Outcome.REPLACED, 3, 3, 0, List.of(), null), done);
        assertEquals("yes no yes yes no", listed(lists, number(1), number(4), "0639980002", "33639980003", "not a number"));
        assertEquals(new Listing(true, JULY), lists.listings(List.of(number(3))).get(0).get(list.code()));
        ImportedList kept = lists.find(list.code()).orElseThrow();
        assertEquals(List.of(JULY, 3L, NOW, ListForm.NUMBERS), List.of(kept.date(), kept.entries(), kept.importedAt(), kept.form()));
    }

    @Test
    void another_server_sees_it_with_its_next_question() throws IOException {
        OppositionLists elsewhere = new OppositionLists(TestDatabase.dataSource(), VAULT);
        assertEquals("-", listed(elsewhere, number(1)));
        replace(JULY, number(1));
        assertEquals("yes no", listed(elsewhere, number(1), number(2)));
        replace(JULY, ListForm.SHA256_NATIONAL, false, sha256("0639980002"));
        assertEquals("no yes", listed(elsewhere, number(1), number(2)));
    }

    private static String sha256(String text) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (java.security.NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void hashes_are_met_by_numbers() throws IOException {
        replace(JULY, ListForm.SHA256, false, sha256("+33639980005") + "\n" + sha256("+33639980006").toUpperCase());
        assertEquals("yes yes no", listed(lists, number(5), "06 39 98 00 06", number(7)));
    }

    @Test
    void a_copy_of_the_database_tells_no_number_not_even_to_who_tries_them_all() throws Exception {
        replace(JULY, number(8));
        int generation = lists.find(list.code()).orElseThrow().generation();
        String stored = ask("select encode(hash, 'hex') from opposition_entry where generation = " + generation).get(0);
        assertEquals(32, stored.length());
        for (String form : List.of("+33639980008", "33639980008", "0639980008")) {
            assertTrue(!sha256(form).startsWith(stored));
        }
        OppositionLists underAnotherSecret = new OppositionLists(TestDatabase.dataSource(),
                new Vault(new Secret(HexFormat.of().parseHex("11".repeat(32)))));
        assertEquals("no", listed(underAnotherSecret, number(8)));
    }

    @Test
    void the_new_list_takes_the_place_of_the_old_whole_and_leaves_nothing_behind() throws Exception {
        replace(JULY, number(1) + "\n" + number(2));
        int first = lists.find(list.code()).orElseThrow().generation();
        ListImport done = replace(JULY.plusMonths(1), number(2) + "\n" + number(3));
        assertEquals(JULY, done.before());
        assertEquals("no yes yes", listed(lists, number(1), number(2), number(3)));
        assertEquals(List.of("0"), ask("select count(*) from pg_class where relname = 'opposition_entry_" + first + "'"));
        assertEquals(1, generations().size());
    }

    @Test
    void an_older_list_is_refused_unless_it_is_wanted() throws Exception {
        replace(JULY, number(1));
        assertEquals(Outcome.OLDER, replace(JULY.minusDays(1), number(2)).outcome());
        assertEquals("yes no", listed(lists, number(1), number(2)));
        assertEquals(Outcome.REPLACED, replace(JULY, number(3)).outcome());
        assertEquals(Outcome.REPLACED, replace(JULY.minusDays(1), ListForm.NUMBERS, true, number(2)).outcome());
        assertEquals("no yes", listed(lists, number(1), number(2)));
        assertEquals(1, generations().size());
    }

    @Test
    void a_file_that_breaks_off_leaves_the_list_in_force_and_nothing_else() throws Exception {
        replace(JULY, number(1));
        InputStream breaking = new SequenceInputStream(new ByteArrayInputStream(IntStream.range(100, 300)
                .mapToObj(OppositionListsIT::number).collect(Collectors.joining("\n")).getBytes(StandardCharsets.UTF_8)), new InputStream() {
                    @Override
                    public int read() throws IOException {
                        throw new IOException("connection reset");
                    }
                });
        assertThrows(IOException.class, () -> replace(JULY.plusDays(1), ListForm.NUMBERS, false, breaking));
        assertEquals("yes no", listed(lists, number(1), number(100)));
        assertEquals(JULY, lists.find(list.code()).orElseThrow().date());
        assertEquals(1, generations().size());
    }

    @Test
    void bad_lines_are_counted_and_the_first_are_named() throws IOException {
        String bad = IntStream.range(0, 12).mapToObj(i -> "nonsense").collect(Collectors.joining("\n"));
        String good = IntStream.range(0, 12).mapToObj(OppositionListsIT::number).collect(Collectors.joining("\n"));
        ListImport done = replace(JULY, number(99) + "\n\n" + bad + "\n" + good);
        assertEquals(List.of(25L, 13L, 12L), List.of(done.lines(), done.kept(), done.bad()));
        assertEquals(List.of(3L, 4L, 5L, 6L, 7L, 8L, 9L, 10L, 11L, 12L), done.badLines());
    }

    @Test
    void a_file_that_is_mostly_unreadable_or_empty_changes_nothing() throws Exception {
        replace(JULY, number(1));
        assertEquals(Outcome.UNREADABLE, replace(JULY, "").outcome());
        assertEquals(Outcome.UNREADABLE, replace(JULY, "x\ny\n" + number(2)).outcome());
        assertEquals(Outcome.UNREADABLE, replace(JULY, ListForm.SHA256, false, number(2)).outcome());
        assertEquals("yes no", listed(lists, number(1), number(2)));
        assertEquals(1, generations().size());
    }

    @Test
    void a_number_twice_in_the_file_is_one_answer() throws IOException {
        replace(JULY, number(1) + "\n" + number(1));
        assertEquals(2, lists.listings(List.of(number(1), number(1))).size());
        assertEquals("yes yes no", listed(lists, number(1), number(1), number(2)));
    }

    @Test
    void two_imports_at_once_end_one_after_the_other_and_the_younger_stays() throws Exception {
        String text = IntStream.range(0, 2000).mapToObj(OppositionListsIT::number).collect(Collectors.joining("\n"));
        List<CompletableFuture<Outcome>> running = IntStream.range(0, 6).mapToObj(i -> CompletableFuture.supplyAsync(() -> {
            try {
                return replace(JULY.plusDays(i), text).outcome();
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
        })).toList();
        running.forEach(CompletableFuture::join);
        assertEquals(JULY.plusDays(5), lists.find(list.code()).orElseThrow().date());
        assertEquals("yes no", listed(lists, number(7), number(2001)));
    }

    @Test
    void whoever_asks_while_a_list_is_replaced_is_answered_from_the_old_or_the_new() throws Exception {
        replace(JULY, number(1) + "\n" + number(2));
        CompletableFuture<Void> replacing = CompletableFuture.runAsync(() -> {
            for (int i = 1; i <= 15; i++) {
                try {
                    replace(JULY.plusDays(i), number(1) + "\n" + number(2 + i % 2));
                } catch (IOException e) {
                    throw new IllegalStateException(e);
                }
            }
        });
        while (!replacing.isDone()) {
            String said = listed(lists, number(1), number(2), number(3));
            assertTrue(List.of("yes yes no", "yes no yes").contains(said), said);
        }
        replacing.join();
    }

    @Test
    void a_hundred_thousand_numbers_are_asked_by_index() throws Exception {
        replace(JULY, IntStream.range(0, 100_000).mapToObj(i -> "+3361" + "%07d".formatted(i)).collect(Collectors.joining("\n")));
        int generation = lists.find(list.code()).orElseThrow().generation();
        String plan = String.join("\n", ask("explain select 1 from unnest(array['\\x00'::bytea, '\\x01']) q (hash)"
                + " where exists (select 1 from opposition_entry e where e.generation = " + generation + " and e.hash = q.hash)"));
        assertTrue(plan.contains("Index") && !plan.contains("Seq Scan on opposition_entry"), plan);
    }
}
