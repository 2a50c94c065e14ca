package org.preferencecenter.consent.control;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import org.preferencecenter.consent.entity.Choices;
import org.preferencecenter.consent.entity.OneClick;
import org.preferencecenter.consent.entity.Origin;
import org.preferencecenter.consent.entity.Recipient;
import org.preferencecenter.consent.entity.Timing;
import org.preferencecenter.consent.entity.Wave;
import org.preferencecenter.consent.entity.WaveLook;
import org.preferencecenter.consent.entity.WaveStop;
import org.preferencecenter.law.entity.Audience;
import org.preferencecenter.law.entity.Channel;
import org.preferencecenter.ledger.entity.Entry;
import org.preferencecenter.link.entity.Scope;
import org.preferencecenter.platform.TestDatabase;

/** Waves of stops on a real ledger. Each test has a day of its own in another century, so that none sees another's stops. */
class WavesIT {

    private static final AtomicInteger DAYS = new AtomicInteger();
    private final Instant noon = Instant.parse("2100-01-01T12:00:00Z").plus(Duration.ofDays(2L * DAYS.incrementAndGet()));
    private final String domain = UUID.randomUUID().toString().substring(0, 8) + ".example";
    private final Desk desk = new Desk();
    private final Waves waves = new Waves(TestDatabase.dataSource());

    @AfterEach
    void close() {
        desk.close();
    }

    private long recipient() {
        String address = UUID.randomUUID() + "@" + domain;
        return new Recipients(TestDatabase.dataSource(), Clock.systemUTC()).add(new Recipient(0, Audience.CONSUMER, "test", "FR",
                "fr", null, Map.of(), List.of(new Recipient.Address(Channel.EMAIL, address)))).id();
    }

    private long stop(int second, String network) {
        long recipient = recipient();
        stop(recipient, second, network);
        return recipient;
    }

    private void stop(long recipient, int second, String network) {
        desk.at(noon.plusSeconds(second));
        desk.consents.withdraw(new OneClick(recipient, Scope.topic(1), 0, true, network)).toCompletableFuture().join();
    }

    private List<Wave> found() {
        return waves.between(noon.minusSeconds(1800), noon.plusSeconds(1800));
    }

    @Test
    void twelve_stops_of_one_domain_within_five_minutes_are_a_wave_and_stay_honoured() {
        List<Long> stopped = IntStream.range(0, 12).mapToObj(i -> stop(20 * i, i < 11 ? "aaaaaaaa" : "bbbbbbbb")).toList();
        assertEquals(List.of(new Wave(domain, noon, noon.plusSeconds(240), 12, 0, 0)), found());
        WaveLook look = waves.look(found().get(0));
        assertEquals(new WaveLook(2, 11, 0, Map.of(Timing.UNKNOWN, 12)), look);
        stopped.forEach(recipient -> assertTrue(
                desk.consents.choices(recipient).byCell().values().iterator().next().state().stops()));
    }

    @Test
    void nine_are_none_and_ten_spread_over_an_hour_neither() {
        IntStream.range(0, 9).forEach(i -> stop(i, "aaaaaaaa"));
        assertEquals(List.of(), found());
        IntStream.range(0, 10).forEach(i -> stop(400 + 100 * i, "aaaaaaaa"));
        assertEquals(List.of(), found());
    }

    @Test
    void what_is_usual_for_a_domain_is_no_wave_there() {
        // The day before, three stops in each window that is looked at.
        for (int probe = 1; probe <= 22; probe++) {
            for (int i = 0; i < 3; i++) {
                stop(-1800 - probe * 65 * 60 + 60 * i, null);
            }
        }
        IntStream.range(0, 12).forEach(i -> stop(i, null));
        assertEquals(List.of(), found());
        IntStream.range(0, 3).forEach(i -> stop(30 + i, null));
        assertEquals(List.of(new Wave(domain, noon, noon.plusSeconds(60), 15, 0, 3)), found());
        assertEquals(new WaveLook(0, 0, 15, Map.of(Timing.UNKNOWN, 15)), waves.look(found().get(0)));
    }

    @Test
    void how_soon_after_the_message_is_told_from_the_contact_history_about_what_was_stopped() throws SQLException {
        int stream = aStream();
        int topic = number("select topic_id from stream where id = " + stream);
        for (int i = 0; i < 10; i++) {
            long recipient = recipient();
            contact(recipient, stream, noon.minusSeconds(3), true);
            contact(recipient, aStream(), noon.minusSeconds(1), true);      // about something else
            contact(recipient, stream, noon.minusSeconds(1), false);        // reserved and never sent
            contact(recipient, stream, noon.plusSeconds(90), true);         // after the stop
            desk.at(noon.plusSeconds(i));
            desk.consents.withdraw(new OneClick(recipient, i < 9 ? Scope.topic(topic) : Scope.EVERYTHING, 0, true, "cccccccc"))
                    .toCompletableFuture().join();
        }
        Wave wave = found().get(0);
        assertEquals(10, wave.quick());
        assertEquals(Map.of(Timing.UNDER_10_SECONDS, 7, Timing.UNDER_A_MINUTE, 3).keySet(), waves.look(wave).timing().keySet());
        assertEquals(1, waves.look(wave).networks());
    }

    @Test
    void only_what_people_stopped_one_by_one_counts() {
        for (int i = 0; i < 12; i++) {
            desk.at(noon.plusSeconds(i));
            desk.consents.stopEverything(recipient(), Scope.brand(1), new Origin(Origin.Actor.IMPORT, "import", null, 0, 0, null));
            desk.consents.choose(recipient(), List.of(), Origin.recipient("page", "fr"));
            long undone = stop(i + 20, null);
            if (i < 4) {
                desk.consents.undo(undone, desk.consents.changes(undone, 1).get(0).change(), Origin.recipient("undo", "fr"));
            }
        }
        assertEquals(List.of(12), found().stream().map(Wave::stops).toList());
    }

    @Test
    void a_waves_stops_are_paged_by_key_each_once_with_the_change_that_undoes_it() {
        List<Long> recipients = IntStream.range(0, 12).mapToObj(i -> stop(i, "dddddddd")).toList();
        Wave wave = found().get(0);
        List<WaveStop> all = new ArrayList<>();
        for (List<WaveStop> page = waves.stops(wave, 0, 5); !page.isEmpty() && all.size() < 50;
                page = waves.stops(wave, all.get(all.size() - 1).arrival(), 5)) {
            assertTrue(page.size() <= 5);
            all.addAll(page);
        }
        assertEquals(recipients, all.stream().map(WaveStop::recipient).toList());
        WaveStop first = all.get(0);
        assertEquals("TOPIC:1", first.scope());
        desk.consents.undo(first.recipient(), first.change(), new Origin(Origin.Actor.AGENT, "undo", null, 0, 0, null));
        assertTrue(desk.consents.choices(first.recipient()).byCell().values().stream().noneMatch(c -> c.state().stops()));
    }

    @Test
    void a_stop_carries_its_network_and_nothing_else_does() {
        long recipient = stop(0, "abcdefgh");
        desk.consents.stopEverything(recipient, Scope.brand(1), Origin.recipient("page", "fr").from("hgfedcba"));
        desk.consents.grant(recipient, List.of(new org.preferencecenter.consent.entity.Wish(
                new org.preferencecenter.consent.entity.Cell(Scope.topic(1), Channel.EMAIL), true, null, null)),
                Origin.recipient("form", "fr").from("hgfedcba"));
        List<Entry> entries = Desk.entries(recipient);
        assertEquals("abcdefgh", entries.get(0).facts().get("net"));
        assertEquals("hgfedcba", entries.get(1).facts().get("net"));
        assertFalse(entries.get(2).facts().containsKey("net"), "a yes needs no network");
        assertEquals("", Desk.flaw(recipient));
        assertEquals(desk.consents.choices(recipient), Choices.replay(entries));
    }

    @Test
    void the_ledger_is_read_by_time_and_never_whole() throws SQLException {
        try (Connection connection = TestDatabase.dataSource().getConnection(); Statement sql = connection.createStatement()) {
            sql.execute("set enable_seqscan = off");
            StringBuilder plan = new StringBuilder();
            try (ResultSet rows = sql.executeQuery("explain select 1 from ledger_entry e where e.at >= timestamptz '2100-01-01' "
                    + "and e.at < timestamptz '2100-01-02'")) {
                while (rows.next()) {
                    plan.append(rows.getString(1)).append('\n');
                }
            }
            assertTrue(plan.toString().contains("Bitmap Index Scan on ledger_entry_at"), plan.toString());
        }
    }

    @Test
    void more_than_six_hours_are_not_looked_through() {
        assertThrows(IllegalArgumentException.class, () -> waves.between(noon, noon.plus(Waves.LONGEST).plusMillis(1)));
    }

    private static int number(String sql) throws SQLException {
        try (Connection connection = TestDatabase.dataSource().getConnection(); Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getInt(1);
        }
    }

    private static int aStream() throws SQLException {
        String code = "w" + UUID.randomUUID().toString().substring(0, 12);
        return number("""
                with b as (insert into brand (code, name, mail_domain, contact_email, postal_address, accent, accent_ink, default_locale)
                           values ('%1$s', 'B', 'b.example', 'b@b.example', '1', '#000000', '#ffffff', 'fr') returning id),
                     p as (insert into purpose (brand_id, code, nature, position) select id, '%1$s', 'PROSPECTING', 1 from b returning id),
                     t as (insert into topic (purpose_id, code, position) select id, '%1$s', 1 from p returning id, purpose_id)
                insert into stream (code, purpose_id, topic_id, channel) select '%1$s', purpose_id, id, 'EMAIL' from t returning id
                """.formatted(code));
    }

    private static void contact(long recipient, int stream, Instant at, boolean sent) throws SQLException {
        number(("insert into contact (recipient_id, id, stream_id, scope_kind, scope_id, channel, at, sent) "
                + "values (%d, gen_random_uuid(), %d, 1, 1, 1, '%s', %b) returning 1").formatted(recipient, stream, at, sent));
    }
}
