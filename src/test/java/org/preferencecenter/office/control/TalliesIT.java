package org.preferencecenter.office.control;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.preferencecenter.catalog.entity.Catalogue;
import org.preferencecenter.consent.entity.Cell;
import org.preferencecenter.consent.entity.OneClick;
import org.preferencecenter.consent.entity.Origin;
import org.preferencecenter.consent.entity.SuppressionReason;
import org.preferencecenter.consent.entity.Wish;
import org.preferencecenter.law.entity.Channel;
import org.preferencecenter.link.entity.Scope;
import org.preferencecenter.platform.control.Sql;

/** What is counted little by little is what a count of everything finds, whatever happens in between. */
class TalliesIT {

    private static final String DAYS = """
            select day, brand_id, purpose_id, topic_id, channel, what, via, actor, capture, entries from tally_day""";
    private static final String GROUPS = """
            select brand_id, kind, purpose_id, channel, value, people from tally_group where people <> 0""";
    /** From the records of every person, and from nothing that was added up. */
    private static final String GROUPS_SUMMED = """
            select g.brand_id, g.kind, g.purpose_id, g.channel, g.value, count(*) as people
            from tally_person p cross join unnest(p.groups) i join tally_group g on g.id = i group by 1, 2, 3, 4, 5""";
    private static final Origin FORM = Origin.recipient("form", "fr");
    private static final Scope[] SCOPES = { Scope.topic(1), Scope.topic(2), Scope.purpose(1), Scope.purpose(2), Scope.purpose(3),
            Scope.brand(1), Scope.EVERYTHING };

    private NumbersDesk desk;

    @BeforeEach
    void open() throws SQLException {
        desk = new NumbersDesk();
    }

    @AfterEach
    void close() {
        desk.close();
    }

    @Test
    void whatever_people_do_the_counts_equal_a_count_of_everything() throws SQLException {
        Random chance = new Random(7);
        List<Long> people = new ArrayList<>();
        for (int act = 0; act < 400; act++) {
            if (people.size() < 5 || chance.nextInt(6) == 0) {
                people.add(desk.person(chance.nextBoolean() ? "big.example" : "small.example",
                        chance.nextBoolean() ? Map.of("customerSince", "2021-03-04", "lastPurchase", "2026-10-01") : Map.of()));
            }
            act(people.get(chance.nextInt(people.size())), SCOPES[chance.nextInt(SCOPES.length)], chance.nextInt(6));
            desk.wait(Duration.ofMinutes(chance.nextInt(600)));
            if (chance.nextInt(20) == 0) {
                desk.days.next();
            }
            if (chance.nextInt(60) == 0) {
                desk.people.next();
            }
        }
        desk.count();
        desk.round();
        String days = desk.table(DAYS);
        String groups = desk.table(GROUPS);
        assertTrue(days.lines().count() > 30, days);
        assertEquals(groups, desk.table(GROUPS_SUMMED));
        for (String table : List.of("tally_day", "tally_domain", "tally_person", "tally_group")) {
            NumbersDesk.run(desk.database, "delete from " + table);
        }
        NumbersDesk.run(desk.database, "update tally_progress set place = 0, signature = null, at = null");
        desk.count();
        assertEquals(days, desk.table(DAYS));
        desk.round();
        assertEquals(groups, desk.table(GROUPS));
    }

    private void act(long person, Scope scope, int what) {
        Cell cell = new Cell(scope, Channel.EMAIL);
        boolean wide = scope.kind() == Scope.Kind.BRAND || scope.kind() == Scope.Kind.EVERYTHING;
        switch (wide ? 5 : what) {
            case 0, 1 -> desk.consents.grant(person, List.of(new Wish(cell, true, null, null)), FORM);
            case 2 -> desk.consents.grant(person, List.of(new Wish(cell, false, null, null)), FORM);
            case 3 -> desk.consents.choose(person, List.of(new Wish(cell, true, null, null)), Origin.recipient("page", "fr"))
                    .confirmation().ifPresent(id -> desk.consents.confirm(person, id, Origin.recipient("confirm", "fr")));
            case 4 -> desk.consents.changes(person, 1).stream().findFirst().ifPresent(last ->
                    desk.consents.undo(person, last.change(), Origin.recipient("undo", "fr")));
            default -> desk.consents.withdraw(new OneClick(person, scope, 0, true)).toCompletableFuture().join();
        }
    }

    @Test
    void a_crash_between_counting_and_remembering_counts_nothing_twice() throws SQLException {
        for (int i = 0; i < 8; i++) {
            act(desk.person("big.example", Map.of()), Scope.topic(1), 0);
        }
        desk.count();
        String before = desk.table(DAYS);
        act(desk.person("big.example", Map.of()), Scope.topic(1), 0);
        desk.days.next();   // the mark
        // What is done last in a batch fails: the place read so far cannot be written.
        NumbersDesk.run(desk.database, """
                create function crash() returns trigger language plpgsql as $$ begin raise exception 'crash'; end $$;
                create trigger crash before insert or update on tally_person for each row execute function crash()""");
        assertThrows(RuntimeException.class, desk.days::next);
        assertEquals(before, desk.table(DAYS));
        NumbersDesk.run(desk.database, "drop trigger crash on tally_person");
        desk.count();
        desk.count();
        assertEquals(before.replace("FORM", "form").replaceAll(",8\\)$", ",9)"), desk.table(DAYS));
    }

    @Test
    void an_entry_that_is_committed_late_is_not_passed_over_though_later_ones_were_counted() throws SQLException {
        long late = desk.person("big.example", Map.of());
        long early = desk.person("big.example", Map.of());
        try (Connection open = desk.database.getConnection()) {
            open.setAutoCommit(false);
            // As a writer does it: the recipient's row first, then the entry; and then it takes its time.
            Sql.update(open, "update recipient set locale = 'fr' where id = ?", late);
            Sql.update(open, """
                    insert into ledger_entry (recipient_id, seq, at, prev_hash, hash, leaf)
                    select ?, 1, now(), decode(repeat('00', 32), 'hex'), decode(repeat('00', 32), 'hex'), ?""", late, leaf(late));
            act(early, Scope.topic(1), 0);
            desk.count();
            assertEquals("", desk.table(DAYS), "nothing is counted while something before it is still open");
            open.commit();
        }
        desk.count();
        assertTrue(desk.table(DAYS).endsWith(",1)") && desk.table(DAYS).lines().count() == 2, desk.table(DAYS));
    }

    private static byte[] leaf(long recipient) {
        return new org.preferencecenter.ledger.entity.Entry(recipient, 1, java.time.Instant.parse("2026-11-22T10:00:00Z"), "choice",
                new java.util.TreeMap<>(Map.of("scope", "TOPIC:2", "channel", "EMAIL", "state", "GRANTED", "epoch", 0, "actor",
                        "RECIPIENT", "via", "form", "change", UUID.randomUUID().toString())),
                new byte[32]).leaf();
    }

    @Test
    void two_nodes_count_nothing_twice_and_neither_waits() throws SQLException {
        act(desk.person("big.example", Map.of()), Scope.topic(1), 0);
        desk.days.next();
        try (Connection other = desk.database.getConnection()) {
            other.setAutoCommit(false);
            Sql.select(other, "select name from tally_progress where name = 'LEDGER' for update", row -> 1);
            assertFalse(desk.days.next());
            assertEquals("", desk.table(DAYS));
            other.rollback();
        }
        desk.count();
        assertTrue(desk.table(DAYS).endsWith(",1)"), desk.table(DAYS));
    }

    @Test
    void a_suppression_and_a_new_catalogue_change_who_is_reachable_with_the_next_round() {
        long one = desk.person("big.example", Map.of());
        act(one, Scope.topic(1), 0);
        desk.count();
        desk.round();
        String reachable = "select brand_id, purpose_id, people from tally_group where kind = 'REACHABLE' and people > 0";
        assertEquals("(1,1,1)\n(2,3,1)", desk.table(reachable));
        desk.suppressions.suppress(Channel.EMAIL, desk.recipients.find(one).orElseThrow().address(Channel.EMAIL).orElseThrow(), 1,
                SuppressionReason.BOUNCE);
        desk.round();
        assertEquals("(1,1,1)\n(2,3,1)", desk.table(reachable), "not before a day is over");
        desk.wait(Duration.ofHours(25));
        desk.round();
        assertEquals("(2,3,1)", desk.table(reachable));
        Catalogue all = NumbersDesk.CATALOGUE;
        desk.known = new Catalogue(all.brands(), all.purposes().subList(0, 2), all.notices(), all.streams(), List.of());
        desk.round();
        assertEquals("", desk.table(reachable));
    }

    @Test
    void what_is_handed_over_is_counted_by_the_hour_and_what_came_after_a_stop_is_told() throws SQLException {
        long kept = desk.person("big.example", Map.of());
        long stopped = desk.person("big.example", Map.of());
        act(kept, Scope.topic(1), 0);
        act(stopped, Scope.topic(1), 5);
        for (long person : List.of(kept, stopped)) {
            NumbersDesk.run(desk.database, "insert into contact (recipient_id, id, stream_id, scope_kind, scope_id, channel, at, sent)"
                    + " values (" + person + ", gen_random_uuid(), 1, 3, 1, 1, '2026-11-22T10:00:07Z', true)");
        }
        desk.wait(Duration.ofMinutes(5));
        while (desk.handed.next()) {
            // There are more days.
        }
        desk.handed.next();
        assertEquals("(1,2,1,7)", desk.table("select stream_id, handed, after_stop, worst_after from tally_handed"));
        // The list behind that number, the same after the hour is counted anew.
        desk.handed.next();
        assertEquals(List.of(7L), new Told(desk.database).late(List.of(1), Instant.EPOCH, new Told.Place(desk.instant().plusSeconds(1), 1), 9)
                .lines().stream().map(line -> Duration.between(line.stoppedAt(), line.at()).toSeconds()).toList());
        assertEquals(List.of(), new Told(desk.database).late(List.of(2), Instant.EPOCH, new Told.Place(desk.instant().plusSeconds(1), 1), 9)
                .lines());
    }
}
