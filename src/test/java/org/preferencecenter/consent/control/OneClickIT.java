package org.preferencecenter.consent.control;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import javax.sql.DataSource;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.preferencecenter.consent.entity.Act;
import org.preferencecenter.consent.entity.Cell;
import org.preferencecenter.consent.entity.OneClick;
import org.preferencecenter.consent.entity.Origin;
import org.preferencecenter.consent.entity.Outcome;
import org.preferencecenter.consent.entity.Recording;
import org.preferencecenter.consent.entity.State;
import org.preferencecenter.consent.entity.Wish;
import org.preferencecenter.law.entity.Channel;
import org.preferencecenter.ledger.entity.Entry;
import org.preferencecenter.link.entity.Scope;
import org.preferencecenter.platform.TestDatabase;

@Timeout(120)
class OneClickIT {

    private final Desk desk = new Desk();

    @AfterEach
    void close() {
        desk.close();
    }

    private static CompletableFuture<Outcome> click(Consents consents, long recipient, Scope scope) {
        return consents.withdraw(new OneClick(recipient, scope, 0, true)).toCompletableFuture();
    }

    @Test
    void a_click_is_durable_when_it_is_answered() throws Exception {
        long recipient = Desk.recipient();
        Outcome outcome = click(desk.consents, recipient, Scope.topic(1)).get();
        Cell cell = new Cell(Scope.topic(1), Channel.EMAIL);
        assertEquals(State.OBJECTED, desk.consents.choices(recipient).at(cell).orElseThrow().state());
        assertEquals(outcome.changed().get(0), desk.consents.choices(recipient).at(cell).orElseThrow());
        Entry entry = Desk.entries(recipient).get(0);
        assertEquals(true, entry.facts().get("pair"));
        assertEquals(false, entry.facts().get("stale"));
        assertEquals("one-click", entry.facts().get("via"));
        assertEquals("", Desk.flaw(recipient));
    }

    @Test
    void a_repeat_writes_nothing() throws Exception {
        long recipient = Desk.recipient();
        click(desk.consents, recipient, Scope.purpose(1)).get();
        List<Entry> once = Desk.entries(recipient);
        for (int i = 0; i < 20; i++) {
            assertTrue(click(desk.consents, recipient, Scope.purpose(1)).get().repeated());
        }
        assertEquals(once, Desk.entries(recipient));
    }

    @Test
    void a_link_to_a_brand_or_everything_stops_every_channel() throws Exception {
        long recipient = Desk.recipient();
        for (Scope wide : List.of(Scope.brand(1), Scope.EVERYTHING)) {
            Outcome outcome = click(desk.consents, recipient, wide).get();
            assertEquals(new Cell(wide, Channel.ANY), outcome.changed().get(0).cell());
        }
        assertTrue(desk.consents.choices(recipient).on(Desk.REACH.of(Scope.topic(1)), Channel.SMS).state().stops());
    }

    @Test
    void what_no_catalogue_knows_any_more_is_stopped_all_the_same() throws Exception {
        long recipient = Desk.recipient();
        Outcome outcome = click(desk.consents, recipient, Scope.topic(999_999)).get();
        assertFalse(outcome.repeated());
        assertEquals("", Desk.flaw(recipient));
    }

    @Test
    void a_link_of_an_old_epoch_still_stops_and_is_recorded_as_stale() throws Exception {
        long recipient = Desk.recipient();
        click(desk.consents, recipient, Scope.topic(1)).get();
        Cell cell = new Cell(Scope.topic(1), Channel.EMAIL);
        desk.consents.grant(recipient, List.of(new Wish(cell, true, null, null)), Origin.recipient("form", "fr"));
        assertEquals(1, desk.consents.choices(recipient).at(cell).orElseThrow().epoch());
        Outcome outcome = click(desk.consents, recipient, Scope.topic(1)).get();
        assertTrue(outcome.stale());
        assertEquals(State.WITHDRAWN, outcome.changed().get(0).state());
        assertEquals(true, Desk.entries(recipient).get(2).facts().get("stale"));
        assertEquals(1, outcome.changed().get(0).epoch());
    }

    @Test
    void a_click_for_somebody_who_is_gone_changes_nothing_and_succeeds() throws Exception {
        assertTrue(click(desk.consents, Long.MAX_VALUE, Scope.topic(1)).get().repeated());
    }

    @Test
    void many_clicks_at_once_are_all_recorded_in_order_and_every_chain_is_whole() throws Exception {
        List<Long> recipients = IntStream.range(0, 20).mapToObj(i -> Desk.recipient()).toList();
        List<CompletableFuture<Outcome>> answers = new ArrayList<>();
        for (int topic = 1; topic <= 50; topic++) {
            for (long recipient : recipients) {
                answers.add(click(desk.consents, recipient, Scope.topic(topic)));
            }
        }
        for (CompletableFuture<Outcome> answer : answers) {
            assertFalse(answer.get().repeated());
        }
        List<String> inOrder = IntStream.rangeClosed(1, 50).mapToObj(i -> "TOPIC:" + i).toList();
        for (long recipient : recipients) {
            assertEquals("", Desk.flaw(recipient));
            assertEquals(inOrder, Desk.entries(recipient).stream().map(e -> e.facts().get("scope")).toList());
        }
    }

    @Test
    void clicks_and_saves_on_one_recipient_at_once_keep_one_whole_chain() throws Exception {
        long recipient = Desk.recipient();
        try (Desk other = new Desk()) {   // a second server on the same database
            List<CompletableFuture<?>> all = new ArrayList<>();
            for (int i = 1; i <= 40; i++) {
                int topic = i;
                all.add(click(desk.consents, recipient, Scope.topic(topic)));
                all.add(click(other.consents, recipient, Scope.topic(topic)));
                all.add(CompletableFuture.runAsync(() -> other.consents.grant(recipient, List.of(
                        new Wish(new Cell(Scope.topic(topic), Channel.EMAIL), true, null, null)),
                        Origin.recipient("form", "fr"))));
            }
            for (CompletableFuture<?> one : all) {
                one.get();
            }
        }
        assertEquals("", Desk.flaw(recipient));
        assertTrue(Desk.entries(recipient).size() >= 80);
    }

    @Test
    void a_poisoned_request_never_fails_its_neighbours() throws Exception {
        List<Long> recipients = IntStream.range(0, 40).mapToObj(i -> Desk.recipient()).toList();
        long poisoned = recipients.get(7);
        // its head is wrong: the ledger refuses a place given twice
        desk.consents.grant(poisoned, List.of(new Wish(new Cell(Scope.topic(2), Channel.EMAIL), true, null, null)),
                Origin.recipient("form", "fr"));
        Desk.run("update recipient set ledger_seq = 0 where id = " + poisoned);
        try (Desk one = new Desk(TestDatabase.dataSource(), 1)) {
            List<CompletableFuture<Outcome>> answers = recipients.stream()
                    .map(r -> click(one.consents, r, Scope.topic(1))).toList();
            CompletableFuture<Outcome> impossible = click(one.consents, recipients.get(8), Scope.confirmation(1));
            for (int i = 0; i < answers.size(); i++) {
                if (i == 7) {
                    ExecutionException alone = assertThrows(ExecutionException.class, answers.get(i)::get);
                    assertInstanceOf(DatabaseAway.class, alone.getCause());
                } else {
                    assertFalse(answers.get(i).get().repeated());
                    assertEquals("", Desk.flaw(recipients.get(i)));
                }
            }
            ExecutionException refused = assertThrows(ExecutionException.class, impossible::get);
            assertInstanceOf(IllegalArgumentException.class, refused.getCause());
        }
    }

    @Test
    void a_recipient_locked_by_somebody_else_never_fails_its_neighbours() throws Exception {
        long locked = Desk.recipient();
        long free = Desk.recipient();
        try (Desk one = new Desk(TestDatabase.dataSource(), 1); Connection holder = Transaction.open(one.database)) {
            Desk.run(holder, "select 1 from recipient where id = " + locked + " for update");
            CompletableFuture<Outcome> waits = click(one.consents, locked, Scope.topic(1));
            CompletableFuture<Outcome> passes = click(one.consents, free, Scope.topic(1));
            assertFalse(passes.get().repeated());
            assertInstanceOf(DatabaseAway.class, assertThrows(ExecutionException.class, waits::get).getCause());
            holder.rollback();
            assertFalse(click(one.consents, locked, Scope.topic(1)).get().repeated());
        }
    }

    @Test
    void an_absent_database_is_told_and_never_taken_for_a_success() throws Exception {
        DataSource absent = database(() -> {
            throw new SQLException("connection refused", "08001");
        });
        try (Desk without = new Desk(absent, 2)) {
            List<CompletableFuture<Outcome>> answers = IntStream.range(1, 200)
                    .mapToObj(i -> click(without.consents, i, Scope.topic(1))).toList();
            for (CompletableFuture<Outcome> answer : answers) {
                assertInstanceOf(DatabaseAway.class,
                        assertThrows(ExecutionException.class, () -> answer.get(60, TimeUnit.SECONDS)).getCause());
            }
            assertThrows(DatabaseAway.class, () -> without.consents.choices(1));
            assertThrows(DatabaseAway.class,
                    () -> without.consents.stopEverything(1, Scope.EVERYTHING, Origin.recipient("page", "fr")));
        }
    }

    @Test
    void a_database_cut_off_again_and_again_loses_no_answered_click_and_is_used_again_when_it_is_back()
            throws Exception {
        List<Long> recipients = IntStream.range(0, 300).mapToObj(i -> Desk.recipient()).toList();
        DataSource named = database(() -> {
            Connection connection = TestDatabase.dataSource().getConnection();
            Desk.run(connection, "set application_name = 'cut-off'");
            return connection;
        });
        try (Desk cut = new Desk(named, 2)) {
            List<CompletableFuture<Outcome>> answers = new ArrayList<>();
            for (int i = 0; i < recipients.size(); i++) {
                answers.add(click(cut.consents, recipients.get(i), Scope.topic(1)));
                if (i % 30 == 29) {
                    Desk.run("select pg_terminate_backend(pid) from pg_stat_activity"
                            + " where application_name = 'cut-off'");
                }
            }
            Set<Long> acknowledged = IntStream.range(0, answers.size()).filter(i -> {
                try {
                    return answers.get(i).get(60, TimeUnit.SECONDS) != null;
                } catch (Exception failed) {
                    assertInstanceOf(DatabaseAway.class, failed.getCause());
                    return false;
                }
            }).mapToObj(recipients::get).collect(Collectors.toSet());
            for (long recipient : recipients) {
                assertEquals("", Desk.flaw(recipient));
                assertFalse(acknowledged.contains(recipient) && Desk.entries(recipient).isEmpty(),
                        "answered and not recorded");
            }
            click(cut.consents, recipients.get(0), Scope.topic(2)).get(60, TimeUnit.SECONDS);
            assertFalse(Desk.entries(recipients.get(0)).isEmpty());
        }
    }

    @Test
    void nothing_is_answered_before_its_commit_returned() throws Exception {
        long recipient = Desk.recipient();
        List<Boolean> answeredBefore = new ArrayList<>();
        List<CompletableFuture<Outcome>> answers = new ArrayList<>();
        CompletableFuture<Void> asked = new CompletableFuture<>();
        DataSource watched = database(() -> {
            Connection real = TestDatabase.dataSource().getConnection();
            return (Connection) Proxy.newProxyInstance(getClass().getClassLoader(), new Class<?>[] {Connection.class},
                    (proxy, method, args) -> {
                        if (method.getName().equals("commit")) {
                            asked.get();
                            answeredBefore.add(answers.stream().anyMatch(CompletableFuture::isDone));
                        }
                        return method.invoke(real, args);
                    });
        });
        try (Desk one = new Desk(watched, 1)) {
            answers.add(click(one.consents, recipient, Scope.topic(1)));
            asked.complete(null);
            answers.get(0).get();
        }
        assertEquals(List.of(false), answeredBefore);
    }

    @Test
    void whoever_waited_for_the_lock_sees_what_was_chosen_meanwhile() throws Exception {
        long recipient = Desk.recipient();
        try (Connection first = Transaction.open(TestDatabase.dataSource())) {
            Recording recording = ChoiceRows.lock(first, recipient).get(recipient);
            CompletableFuture<Outcome> second = click(desk.consents, recipient, Scope.topic(1));
            while (!waits()) {
                assertFalse(second.isDone());
            }
            recording.withdraw(new OneClick(recipient, Scope.topic(1), 0, true),
                    new Act(Desk.REACH, null, UUID.randomUUID(), desk.instant().truncatedTo(ChronoUnit.MICROS)));
            ChoiceStore.store(first, List.of(recording));
            first.commit();
            assertTrue(second.get().repeated());
        }
        assertEquals("", Desk.flaw(recipient));
    }

    private static boolean waits() {
        return Transaction.reading(TestDatabase.dataSource(), c -> {
            try (var rows = c.createStatement().executeQuery("select 1 from pg_locks where not granted")) {
                return rows.next();
            }
        });
    }

    @Test
    void commit_means_durable_whatever_the_server_was_set_to() throws Exception {
        try (Connection connection = Transaction.open(TestDatabase.dataSource())) {
            Desk.run(connection, "set synchronous_commit = off");
            ChoiceRows.lock(connection, Desk.recipient());
            try (var show = connection.createStatement().executeQuery("show synchronous_commit")) {
                show.next();
                assertEquals("on", show.getString(1));
            }
        }
    }

    @Test
    void after_closing_clicks_are_refused_and_none_is_left_waiting() {
        Desk closing = new Desk();
        long recipient = Desk.recipient();
        CompletableFuture<Outcome> before = click(closing.consents, recipient, Scope.topic(1));
        closing.close();
        CompletableFuture<Outcome> after = click(closing.consents, recipient, Scope.topic(2));
        assertThrows(ExecutionException.class, () -> after.get(60, TimeUnit.SECONDS));
        before.handle((outcome, failed) -> true).join();
    }

    /** Where a connection comes from. */
    @FunctionalInterface
    private interface Source {
        Connection get() throws SQLException;
    }

    private static DataSource database(Source source) {
        return (DataSource) Proxy.newProxyInstance(OneClickIT.class.getClassLoader(), new Class<?>[] {DataSource.class},
                (proxy, method, args) -> source.get());
    }
}
