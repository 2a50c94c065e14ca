package org.preferencecenter.office.control;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

import org.junit.jupiter.api.Test;

import org.preferencecenter.consent.entity.Cell;
import org.preferencecenter.consent.entity.OneClick;
import org.preferencecenter.consent.entity.Origin;
import org.preferencecenter.consent.entity.Wish;
import org.preferencecenter.law.entity.Channel;
import org.preferencecenter.ledger.entity.Entry;
import org.preferencecenter.link.entity.Scope;
import org.preferencecenter.office.entity.Group;
import org.preferencecenter.office.entity.Happening.What;
import org.preferencecenter.office.entity.Wanted;

/** The list behind a number holds as many lines as the number says, each once, however it is paged. */
class BehindIT {

    private static final LocalDate FROM = LocalDate.parse("2026-11-20");
    private static final LocalDate TO = LocalDate.parse("2026-12-31");

    @Test
    void a_number_and_its_list_agree_and_nobody_is_told_in_clear() throws SQLException {
        try (NumbersDesk desk = new NumbersDesk()) {
            for (int i = 0; i < 23; i++) {
                long person = desk.person(i % 3 == 0 ? "big.example" : "small.example", Map.of());
                Cell cell = new Cell(i % 2 == 0 ? Scope.topic(1) : Scope.purpose(3), Channel.EMAIL);
                desk.consents.grant(person, List.of(new Wish(cell, true, null, null)), Origin.recipient("form", "fr"));
                desk.wait(Duration.ofHours(7));
                if (i % 4 != 0) {
                    desk.consents.withdraw(new OneClick(person, cell.scope(), 0, true)).toCompletableFuture().join();
                }
                if (i % 4 == 1) {
                    desk.consents.undo(person, desk.consents.changes(person, 1).get(0).change(), Origin.recipient("undo", "fr"));
                }
            }
            // Saves of two answers: entries of the very same moment, cut by the end of a page.
            desk.consents.grant(desk.person("big.example", Map.of()), List.of(1, 2).stream().map(topic -> new Wish(
                    new Cell(Scope.topic(topic), Channel.EMAIL), true, null, null)).toList(), Origin.recipient("form", "fr"));
            desk.consents.grant(desk.person("big.example", Map.of()), List.of(1, 2).stream().map(topic -> new Wish(
                    new Cell(Scope.topic(topic), Channel.EMAIL), true, null, null)).toList(), Origin.recipient("form", "fr"));
            desk.count();
            desk.round();
            Behind behind = new Behind(desk.database);
            Figures figures = new Figures(desk.database);
            for (What what : What.values()) {
                long counted = figures.days(List.of(1, 2), FROM).sum(line -> line.what() == what);
                assertEquals(counted, list(behind, new Wanted(FROM, TO, List.of(), what, null, null, null)).size(), what.name());
            }
            long jazz = figures.days(List.of(1), FROM).sum(line -> line.what() == What.STOPPED && line.topic() == 1);
            assertTrue(jazz > 3);
            assertEquals(jazz, list(behind, new Wanted(FROM, TO, List.of("TOPIC:1"), What.STOPPED, "one-click", "EMAIL", null)).size());
            long big = figures.domains(List.of(1, 2), FROM, 9).stream().filter(d -> d.domain().equals("big.example")).findFirst()
                    .orElseThrow().stops();
            assertEquals(big, list(behind, new Wanted(FROM, TO, List.of(), What.STOPPED, null, null, "big.example")).size());
            Behind.Page page = behind.entries(new Wanted(FROM, TO, List.of(), null, null, null, null), null, 3);
            assertFalse(page.lines().get(0).masked().contains(".example") && page.lines().get(0).masked().contains("big"));

            Group reachable = new Group(2, Group.Kind.REACHABLE, 3, Channel.EMAIL, "");
            int people = 0;
            long after = 0;
            do {
                Behind.People some = behind.people(figures.id(reachable).orElseThrow(), after, 4);
                people += some.people().size();
                after = some.after();
            } while (after > 0);
            assertEquals(figures.groups(List.of(2)).get(reachable), people);
        }
    }

    @Test
    void consents_of_some_days_and_the_reasons_people_gave_are_listed_as_they_are_counted() throws SQLException {
        try (NumbersDesk desk = new NumbersDesk()) {
            NumbersDesk.run(desk.database, "insert into brand (id, code, name, mail_domain, contact_email, postal_address, accent,"
                    + " accent_ink, default_locale) values (1, 'b', 'B', 'x.example', 'us@x.example', 'x', '#000000', '#ffffff', 'fr')");
            for (int i = 0; i < 9; i++) {
                long person = desk.person("small.example", Map.of());
                Origin origin = Origin.recipient("form", "fr");
                desk.consents.grant(person, List.of(new Wish(new Cell(Scope.topic(1 + i % 2), Channel.EMAIL), true, null, null)), origin);
                desk.wait(Duration.ofHours(20));
                if (i % 3 == 0) {   // said yes to something else of the purpose later: that day counts
                    desk.consents.grant(person, List.of(new Wish(new Cell(Scope.topic(2 - i % 2), Channel.EMAIL), true, null, null)), origin);
                }
                if (i % 4 == 1) {
                    UUID stop = desk.consents.stopEverything(person, Scope.brand(1), origin).change();
                    NumbersDesk.run(desk.database, "insert into stop_reason (recipient_id, change_id, brand_id, scope_kind, scope_id,"
                            + " reason, at) values (" + person + ", '" + stop + "', 1, 2, 1, '" + (i == 1 ? "OTHER" : "TOO_OFTEN")
                            + "', '" + desk.instant() + "')");
                }
            }
            desk.count();
            desk.round();
            Figures figures = new Figures(desk.database);
            Behind behind = new Behind(desk.database);
            LocalDate to = FROM.plusDays(7);
            List<String> scopes = List.of("PURPOSE:1", "TOPIC:1", "TOPIC:2");
            long counted = figures.consented(1, 1, FROM, to);
            assertTrue(counted > 2);
            List<Integer> groups = figures.consents(1, 1, FROM, to);
            assertEquals(counted, list(behind, Wanted.consents(FROM, to.minusDays(1), scopes, groups)).stream()
                    .map(Entry::recipient).distinct().count());
            Told told = new Told(desk.database);
            Told.Place before = new Told.Place(desk.instant().plusSeconds(1), Long.MAX_VALUE);
            Set<Long> people = new HashSet<>();
            while (before != null) {
                Told.Page page = told.reasons(List.of(1, 2), "TOO_OFTEN", Instant.EPOCH, before, 1);
                page.lines().forEach(line -> assertTrue(people.add(line.recipient()) && !line.masked().isEmpty()
                        && !line.masked().contains("small")));
                before = page.before();
            }
            assertEquals(1, people.size());
            assertEquals(List.of(), told.reasons(List.of(2), "TOO_OFTEN", Instant.EPOCH, new Told.Place(desk.instant().plusSeconds(1), 1),
                    9).lines(), "of another brand");
        }
    }

    private static List<Entry> list(Behind behind, Wanted wanted) {
        List<Entry> all = new ArrayList<>();
        Behind.Place before = null;
        do {
            Behind.Page page = behind.entries(wanted, before, 3);
            page.lines().forEach(line -> all.add(line.entry()));
            before = page.before();
        } while (before != null);
        assertEquals(all.size(), all.stream().distinct().count());
        return all;
    }
}
