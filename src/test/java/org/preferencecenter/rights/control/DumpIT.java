package org.preferencecenter.rights.control;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import javax.sql.DataSource;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import org.preferencecenter.consent.entity.AddressForm;
import org.preferencecenter.consent.entity.Cell;
import org.preferencecenter.consent.entity.Origin;
import org.preferencecenter.consent.entity.Recipient;
import org.preferencecenter.consent.entity.Wish;
import org.preferencecenter.exchange.control.FileStore;
import org.preferencecenter.law.entity.Audience;
import org.preferencecenter.law.entity.Channel;
import org.preferencecenter.link.entity.Scope;
import org.preferencecenter.mail.control.KeptMail;
import org.preferencecenter.platform.TestDatabase;
import org.preferencecenter.rights.entity.Held;
import org.preferencecenter.rights.entity.RightKind;
import org.preferencecenter.rights.entity.RightsLetter;
import org.preferencecenter.rights.entity.RightsRequest;

/**
 * After an erasure a dump of the whole database holds nothing of the person. Each thing planted is found before, so the search
 * can find it; and each step of an erasure, left out, leaves something that is found.
 */
class DumpIT {

    /** What the file they came in with says of them is sealed, and goes with the file on its day; see {@link PersonalData}. */
    private static final Set<String> FILES = Set.of("stored_piece");
    /** The rows of these go with the confirmation they belong to, by a foreign key: the step is there for whoever reads the list. */
    private static final Set<String> GONE_WITH_ANOTHER = Set.of("address_correction left as it is",
            "address_claim without its first condition", "renewal left as it is");
    private static final AtomicInteger COUNT = new AtomicInteger();
    private static DataSource database;
    private static House house;

    /** A database of our own: what other tests leave behind would be dumped with it. */
    @BeforeAll
    static void open() throws SQLException {
        database = TestDatabase.own("dumped");
        house = new House(database);
        house.run("insert into collection_point (brand_id, code, kind, capture_mode) values (" + house.brand
                + ", 'dumped', 'FORM', 'ACTIVE_OPT_IN')");
    }

    @AfterAll
    static void close() {
        house.close();
    }

    /** Somebody of whom every table holds something. */
    private static final class Somebody {

        final String mark = "zoe%04dx%s".formatted(COUNT.incrementAndGet(), Long.toString(System.nanoTime(), 36));
        final String digits = "%02d %02d".formatted(COUNT.get() / 100, COUNT.get() % 100);
        final String mailbox = mark + "@example.org";
        final String other = "Zoé." + mark + "@Exämple-" + mark + ".org";
        final String mobile = "+33 6 39 98 " + digits;
        final String telephone = "+33 1 99 00 " + digits;
        final long id;
        final RightsRequest asked;

        Somebody() throws Exception {
            id = house.recipients.add(new Recipient(0, Audience.CONSUMER, "said-" + mark, "country-" + mark, "locale-" + mark, "zone-" + mark,
                    Map.of("function", "fact-" + mark), List.of(new Recipient.Address(Channel.EMAIL, mailbox),
                            new Recipient.Address(Channel.EMAIL, other), new Recipient.Address(Channel.PHONE, telephone),
                            new Recipient.Address(Channel.POST, mark + " quai de la Fosse"),
                            new Recipient.Address(Channel.PUSH, "push/" + mark.toUpperCase())))).id();
            house.consents.grant(id, List.of(new Wish(new Cell(Scope.topic(1), Channel.EMAIL), true, null, null)),
                    Origin.recipient("form", "fr"));
            house.everywhere(id, mark, mobile);
            forms();
            returned();
            long joined = house.somebody("joined-" + mark);
            house.run("update recipient set joined_to = " + id + " where id = " + joined);
            try (FileStore.Writing file = new FileStore(database, house.clock, house.vault)
                    .write(house.brand, "members.csv", "CSV", FileStore.KEPT)) {
                file.write(("email,name\n" + mailbox + ",Filed " + mark + "\n").getBytes(StandardCharsets.UTF_8));
            }
            RightsRequest open = house.asked(id, RightKind.RECTIFICATION, "open " + mark);
            assertTrue(house.desk.extend(open, House.TODAY.plusMonths(3), House.DPO,
                    House.letter(RightsLetter.Type.EXTENDED, open, "letter-" + mailbox)));
            asked = house.asked(id, RightKind.ERASURE, "asked " + mark);
        }

        /** One that was carried out, and those that wait: by an address as they typed it, by a number. */
        private void forms() {
            String form = "insert into sign_up (id, collection_point_id, received_at, answers, due_at, recipient_id) select"
                    + " gen_random_uuid(), id, now(), %s, now(), %s from collection_point where code = 'dumped'";
            house.run(form.formatted("null", id));
            for (String said : List.of("[\"EMAIL\",\"" + other.toUpperCase() + "\"]", "[\"SMS\",\"" + mobile + "\"]")) {
                house.run(form.formatted("'{\"addresses\":[" + said + "],\"answers\":[],\"typed\":\"" + mark + "\"}'", "null"));
            }
        }

        /** What came back, found by their address alone; and a complaint that is about them, and from nobody. */
        private void returned() {
            house.run("insert into returned (key, at, kind, address_hash, status, done) values (sha256('" + mark + "'), now(), 'SOFT',"
                    + " '\\x" + java.util.HexFormat.of().formatHex(house.suppressions.hash(Channel.EMAIL, other)) + "', '4.2.2', false)");
            house.run("insert into returned (key, at, kind, recipient_id, status, done) values (sha256('by id " + mark
                    + "'), now(), 'STOP', " + id + ", '', true)");
            house.run("insert into retention_archive values (sha256('" + mark + "'), " + id + ", date '2031-11-22'), ('\\x"
                    + java.util.HexFormat.of().formatHex(house.suppressions.hash(Channel.EMAIL, other)) + "', 0, date '2031-11-22')");
            house.run("insert into kept_mail (brand_id, at, why, sealed, about_recipient, about_scope_kind, about_scope_id, about_epoch, named)"
                    + " values (" + house.brand + ", now(), 'UNSIGNED_REPORT', '\\x" + house.sealed(KeptMail.LABEL, "x\ny\nreported " + mark)
                    + "', " + id + ", 1, 1, 0, '\\x" + house.sealed("mail/kept-named", mailbox) + "')");
        }

        /** All that names them; each is to be found by itself. */
        List<String> inClear() {
            return List.of(mailbox, other, AddressForm.normal(Channel.EMAIL, other), mobile, telephone, mark + " quai de la Fosse",
                    "push/" + mark.toUpperCase(), "Name " + mark, "name " + mark, "ext-" + mark, "said-" + mark, "country-" + mark,
                    "locale-" + mark, "zone-" + mark, "fact-" + mark, "because " + mark, "said " + mark, "place " + mark, "moved " + mark,
                    "note " + mark, "why " + mark, house.brand + ":" + mark, other.toUpperCase(), "joined-" + mailbox,
                    "{\"name\": \"" + mark + "\"}");
        }

        List<String> sealed() {
            return List.of("words " + mark, "text " + mark, "reported " + mark, "words open " + mark, "words asked " + mark,
                    "letter-" + mailbox, "Filed " + mark);
        }

        /** Everything of theirs that a dump shows, to whoever has the key as well. */
        Set<String> left(Dump dump) {
            return left(dump, Stream.of(inClear(), sealed(), List.of(mark)).flatMap(List::stream).toList());
        }

        /** The same by what all of it has in common: the mark, and for numbers, which cannot hold one, themselves. */
        Set<String> leftInShort(Dump dump) {
            return left(dump, List.of(mark, mobile, telephone));
        }

        private static Set<String> left(Dump dump, List<String> values) {
            Set<String> left = new TreeSet<>();
            values.forEach(value -> {
                left.addAll(dump.where(value));
                dump.sealed(value).stream().filter(table -> !FILES.contains(table)).forEach(left::add);
            });
            return left;
        }
    }

    @Test
    void after_an_erasure_a_dump_of_the_database_holds_nothing_of_the_person() throws Exception {
        Somebody somebody = new Somebody();
        Somebody neighbour = new Somebody();
        Dump before = Dump.of(database, house.vault);
        for (String value : somebody.inClear()) {
            assertFalse(before.where(value).isEmpty(), "it is there, so it must be found: " + value);
        }
        for (String value : somebody.sealed()) {
            assertEquals(Set.of(), before.where(value), "sealed: " + value);
            assertFalse(before.sealed(value).isEmpty(), "for whoever has the key: " + value);
        }
        Set<String> held = PersonalData.OF_PEOPLE.stream().filter(table -> !table.erase().isEmpty()).map(Held::table)
                .collect(Collectors.toCollection(TreeSet::new));
        // Numbers and hashes alone, or sealed under a key of the person's own: their rows are counted, below.
        Set<String> nameless = Set.of("returned", "renewal", "retention_clock", "retention_archive", "evidence", "person_key");
        held.removeAll(nameless);
        assertTrue(somebody.left(before).containsAll(held), () -> "planted in each: " + held + ", found in " + somebody.left(before));
        Set<String> theirs = neighbour.left(before);

        assertTrue(house.desk.erase(somebody.asked, House.DPO, House.letter(RightsLetter.Type.DONE, somebody.asked, somebody.mailbox)));
        assertEquals(Set.of("rights_letter"), somebody.left(Dump.of(database, house.vault)), "the letter that confirms it, sealed");
        house.run("delete from rights_letter where request_nr = " + somebody.asked.nr());   // as whoever mails it does
        Dump after = Dump.of(database, house.vault);
        assertEquals(Set.of(), somebody.left(after));
        assertEquals(FILES, after.sealed("Filed " + somebody.mark), "and what the list says is left");
        assertEquals(theirs, neighbour.left(after), "nobody else's");
        for (String value : Stream.concat(neighbour.inClear().stream(), neighbour.sealed().stream()).toList()) {
            assertFalse(after.where(value).isEmpty() && after.sealed(value).isEmpty(), "the neighbour's: " + value);
        }
    }

    /** An erasure with one of its steps broken. */
    record Broken(String how, List<Held> steps) {

        static Broken at(int step, String how, String sql) {
            List<Held> steps = new ArrayList<>(PersonalData.OF_PEOPLE);
            steps.set(step, steps.get(step).erased(sql));
            return new Broken(steps.get(step).table() + " " + how, steps);
        }

        @Override
        public String toString() {
            return how;
        }
    }

    /** Each statement left out, each assignment of one, and each of two conditions that it finds rows by. */
    static Stream<Broken> broken() {
        List<Broken> all = new ArrayList<>();
        for (int step = 0; step < PersonalData.OF_PEOPLE.size(); step++) {
            String sql = PersonalData.OF_PEOPLE.get(step).erase();
            if (sql.isEmpty()) {
                continue;
            }
            all.add(Broken.at(step, "left as it is", ""));
            int where = sql.lastIndexOf(" where ") + " where ".length();
            int or = sql.indexOf(" or ", where);
            if (or > 0) {
                String end = sql.startsWith("delete from confirmation where id in (") && sql.endsWith("))") ? ")" : "";
                all.add(Broken.at(step, "without its first condition", sql.substring(0, where) + sql.substring(or + " or ".length())));
                all.add(Broken.at(step, "without its second condition", sql.substring(0, or) + end));
            }
            int set = sql.indexOf(" set ") + " set ".length();
            if (sql.startsWith("update") && sql.indexOf(", ", set) > 0) {
                String[] assignments = sql.substring(set, where - " where ".length()).split(", ");
                for (String without : assignments) {
                    all.add(Broken.at(step, "without " + without, sql.substring(0, set) + Stream.of(assignments)
                            .filter(one -> !one.equals(without)).collect(Collectors.joining(", ")) + sql.substring(where - " where ".length())));
                }
            }
        }
        return all.stream();
    }

    @ParameterizedTest
    @MethodSource("broken")
    void whichever_step_is_broken_something_is_found(Broken broken) throws Exception {
        Somebody somebody = new Somebody();
        Set<String> left;
        try (Connection connection = database.getConnection()) {
            Whose whose = Whose.read(connection, somebody.id, house.suppressions);
            assertTrue(house.desk(new Erasing(house.suppressions, broken.steps())).erase(somebody.asked, House.DPO, null));
            left = somebody.leftInShort(Dump.of(database, house.vault));
            left.addAll(rows(connection, whose));
        }
        if (!house.recipients.erased(somebody.id)) {
            left.add("recipient");
        }
        assertEquals(GONE_WITH_ANOTHER.contains(broken.how()), left.isEmpty(), "left: " + left);
    }

    /** Which tables still have rows of theirs that an erasure deletes; those hold a number or a hash, and no word. */
    private static Set<String> rows(Connection connection, Whose whose) throws SQLException {
        Set<String> left = new TreeSet<>();
        for (Held held : PersonalData.OF_PEOPLE) {
            if (held.erase().startsWith("delete")) {
                try (PreparedStatement select = whose.prepare(connection, "select from " + held.table() + " h where " + held.where());
                        ResultSet row = select.executeQuery()) {
                    if (row.next()) {
                        left.add(held.table());
                    }
                }
            }
        }
        return left;
    }
}
