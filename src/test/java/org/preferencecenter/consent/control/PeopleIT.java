package org.preferencecenter.consent.control;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.sql.ResultSet;
import java.sql.Statement;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import org.preferencecenter.consent.entity.Cell;
import org.preferencecenter.consent.entity.Circle;
import org.preferencecenter.consent.entity.Origin;
import org.preferencecenter.consent.entity.Wish;
import org.preferencecenter.link.entity.Scope;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.preferencecenter.consent.entity.Found;
import org.preferencecenter.consent.entity.Recipient;
import org.preferencecenter.consent.entity.Recipient.Address;
import org.preferencecenter.law.entity.Audience;
import org.preferencecenter.law.entity.Channel;
import org.preferencecenter.platform.TestDatabase;

class PeopleIT {

    private static final List<String> REGIONS = List.of("FR", "BE", "DE", "GB", "IT");
    private static final People PEOPLE = new People(TestDatabase.dataSource());
    private static final Recipients RECIPIENTS = new Recipients(TestDatabase.dataSource(), Clock.systemUTC());
    /** Letters that nobody else's data has: tests of the same database do not meet. */
    private static final String OWN = "zq" + UUID.randomUUID().toString().replaceAll("[^a-f]", "");
    private static long helene;

    private static long person(String name, String externalId, Address... addresses) {
        long id = RECIPIENTS.add(new Recipient(0, Audience.CONSUMER, "test", "FR", "fr", null, Map.of(), List.of(addresses))).id();
        PEOPLE.describe(id, name, externalId);
        return id;
    }

    private static Address mail(String address) {
        return new Address(Channel.EMAIL, address);
    }

    private static List<Long> found(String typed) {
        return PEOPLE.find(typed, REGIONS, null, 20).people().stream().map(Found::recipient).toList();
    }

    @BeforeAll
    static void somebody() {
        helene = person("Hélène-Marie d’Ørsted " + OWN, "CRM-" + OWN + "-7", mail("Helene." + OWN + "@Mail." + OWN + ".example"),
                new Address(Channel.SMS, "+33 6 39 98 76 54"), new Address(Channel.PHONE, "0161 496 0999"));
    }

    /** OWN stands for letters of this test's own. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            helene.OWN@mail.OWN.example     | true
            HELENE.OWN@MAIL.OWN.EXAMPLE     | true
            ' helene.OWN@mail '             | true
            helene.OWN                      | true
            @mail.OWN.example               | true
            @mail.OWN                       | true
            mail.OWN.example                | true
            @OWN.example                    | false
            elene.OWN@mail.OWN.example      | false
            +33 6 39 98 76 54               | true
            0033639987654                   | true
            06 39 98 76 54                  | true
            06.39.98.76.54                  | true
            06 39 98 76                     | true
            +33 6 39 98 7                   | true
            39 98 76 54                     | false
            +44 161 496 0999                | true
            0161 496 0999                   | true
            OWN                             | true
            OWN helene                      | true
            Hélène Marie                    | true
            helene marie d orsted OWN       | true
            marie OWN                       | true
            OWN MARIE                       | true
            orsted OWN helene               | true
            helene OW                       | false
            helene zq                       | true
            marie d'Ørsted                  | true
            elene OWN                       | false
            CRM-OWN-7                       | true
            crm-OWN                         | true
            CRM-OWN-8                       | false
            """)
    void what_is_typed_finds_whom_it_fits(String typed, boolean finds) {
        assertEquals(finds, found(typed.replace("OWN", OWN)).contains(helene), typed);
    }

    @ParameterizedTest
    @CsvSource({"''", "h", "' '", "%", "_%", "a\u0000b", "'''; drop table recipient'"})
    void what_means_nobody_finds_nobody(String typed) {
        assertFalse(found(typed).contains(helene));
    }

    @Test
    void by_their_own_number_they_are_found_as_the_audit_writes_it() {
        assertEquals(List.of(helene), found("#" + helene));
        assertEquals(List.of(helene), found("recipient:" + helene));
        assertEquals(List.of(), found("#999999999999999999"));
    }

    @Test
    void whoever_was_joined_to_another_is_shown_as_that_other_once() {
        String family = OWN + "joined";
        long kept = person("Ada " + family, null, mail("ada@" + family + ".example"));
        long gone = person("Ada Old " + family, "OLD-" + family, mail("old@" + family + ".example"));
        Desk.run("update recipient set joined_to = " + kept + " where id = " + gone);
        assertEquals(List.of(kept), found(family));
        assertEquals(List.of(kept), found("OLD-" + family));
        assertEquals("Ada " + family, PEOPLE.of(gone).orElseThrow().name());
        assertEquals("OLD-" + family, PEOPLE.of(kept).map(Found::externalId).or(() -> PEOPLE.of(gone).map(Found::externalId))
                .orElseThrow());
    }

    @Test
    void an_erased_person_and_a_name_that_was_changed_are_found_no_more() {
        String was = OWN + "was";
        long id = person("Bea " + was, "ID-" + was, mail("bea@" + was + ".example"));
        PEOPLE.describe(id, "Bea " + OWN + "is", null);
        assertEquals(List.of(), found("bea " + was));
        assertEquals(List.of(), found("ID-" + was));
        assertEquals(List.of(id), found("bea " + OWN + "is"));
        assertEquals(List.of(id), found("@" + was + ".example"));
        Desk.run("update recipient set erased_at = now() where id = " + id);
        assertEquals(List.of(), found("bea " + OWN + "is"));
        PEOPLE.describe(id, null, null);
        assertEquals(0, rows("select count(*) from recipient_name where recipient_id = " + id));
    }

    @ParameterizedTest
    @CsvSource({"NAME", "DOMAIN", "EMAIL", "EXTERNAL"})
    void many_are_paged_by_key_each_once_and_nothing_typed_is_in_the_mark(String by) {
        String many = OWN + by.toLowerCase() + "many";
        Set<Long> all = new HashSet<>();
        for (int i = 0; i < 7; i++) {
            all.add(switch (by) {
                case "NAME" -> person("Common " + many, null);
                case "DOMAIN" -> person(null, null, mail("p" + i + "@" + many + ".example"));
                case "EMAIL" -> person(null, null, mail(many + i + "@example.org"));
                default -> person(null, many + i);
            });
        }
        String typed = by.equals("DOMAIN") ? "@" + many : many;
        List<Long> seen = new ArrayList<>();
        String after = null;
        int pages = 0;
        do {
            Found.Page page = PEOPLE.find(typed, REGIONS, after, 3);
            page.people().forEach(found -> seen.add(found.recipient()));
            after = page.next();
            assertTrue(after == null || after.matches("\\d+-\\d+"), after);
            pages++;
        } while (after != null);
        assertEquals(3, pages);
        assertEquals(7, seen.size());
        assertEquals(all, Set.copyOf(seen));
    }

    @Test
    void a_full_page_that_is_the_last_has_no_next() {
        String two = OWN + "two";
        person("Cyd " + two, null);
        person("Dan " + two, null);
        assertNull(PEOPLE.find(two, REGIONS, null, 2).next());
        assertEquals(2, PEOPLE.find(two, REGIONS, "nonsense", 20).people().size());
    }

    private static int rows(String sql) {
        return Transaction.reading(TestDatabase.dataSource(), c -> {
            try (Statement select = c.createStatement(); ResultSet row = select.executeQuery(sql)) {
                row.next();
                return row.getInt(1);
            }
        });
    }

    @Test
    void whoever_works_for_some_brands_finds_those_who_have_to_do_with_them_and_nobody_else() throws SQLException {
        String domain = "circle" + OWN + ".example";
        List<Long> people = new ArrayList<>();
        for (int i = 0; i < 230; i++) {
            people.add(person(null, null, mail(String.format("p%03d@%s", i, domain))));
        }
        long chose = people.get(3);
        long stopped = people.get(120);
        long contacted = people.get(229);
        try (Desk desk = new Desk()) {
            Origin origin = Origin.recipient("form", "fr");
            desk.consents.grant(chose, List.of(new Wish(new Cell(Scope.topic(1), Channel.EMAIL), true, null, null)), origin);
            desk.consents.stopEverything(stopped, Scope.brand(1), origin);
            desk.consents.grant(people.get(50), List.of(new Wish(new Cell(Scope.topic(11), Channel.EMAIL), true, null, null)), origin);
            desk.consents.stopEverything(people.get(51), Scope.EVERYTHING, origin);
        }
        try (Connection connection = TestDatabase.dataSource().getConnection(); Statement sql = connection.createStatement()) {
            sql.execute("insert into contact (recipient_id, id, stream_id, scope_kind, scope_id, channel, at, sent) values (" + contacted
                    + ", gen_random_uuid(), 1, 3, 1, 1, now(), true)");
        }
        Circle circle = new Circle(List.of(Scope.brand(1), Scope.purpose(1), Scope.topic(1)));
        assertEquals(List.of(chose, stopped, contacted), PEOPLE.find("@" + domain, REGIONS, Optional.of(circle), null, 20).people()
                .stream().map(Found::recipient).toList(), "beyond the first hundreds too");
        List<Long> paged = new ArrayList<>();
        String after = null;
        do {
            Found.Page page = PEOPLE.find("@" + domain, REGIONS, Optional.of(circle), after, 1);
            page.people().forEach(one -> paged.add(one.recipient()));
            after = page.next();
        } while (after != null);
        assertEquals(List.of(chose, stopped, contacted), paged);
        assertEquals(List.of(true, false, false), List.of(PEOPLE.within(chose, circle), PEOPLE.within(people.get(50), circle),
                PEOPLE.within(people.get(51), new Circle(List.of()))));
    }
}
