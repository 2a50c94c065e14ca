package org.preferencecenter.consent.control;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.preferencecenter.consent.entity.Visit;
import org.preferencecenter.platform.TestDatabase;

class VisitsIT {

    private static final Instant START = Instant.parse("2026-11-22T10:00:00Z");
    private static int brand;
    private final long recipient = Math.abs(java.util.concurrent.ThreadLocalRandom.current().nextLong());

    @BeforeAll
    static void a_brand() throws Exception {
        try (var connection = TestDatabase.dataSource().getConnection(); var sql = connection.createStatement();
                var row = sql.executeQuery("""
                        insert into brand (code, name, mail_domain, contact_email, postal_address, accent, accent_ink, default_locale)
                        values ('visits-' || (random() * 1e9)::bigint, 'V', 'v.example', 'v@v.example', 'V', '#000000', '#ffffff', 'fr')
                        returning id""")) {
            row.next();
            brand = row.getInt(1);
            if (!connection.getAutoCommit()) {
                connection.commit();
            }
        }
    }

    private static Visits at(Duration later) {
        return new Visits(TestDatabase.dataSource(), Clock.fixed(START.plus(later), ZoneOffset.UTC));
    }

    private Visit find(int id) {
        return at(Duration.ZERO).find(recipient, id).orElseThrow();
    }

    @Test
    void an_unused_visit_is_fresh_for_a_day_however_often_it_is_looked_at() {
        int id = at(Duration.ZERO).open(recipient, brand);
        assertTrue(find(id).fresh(START));
        assertTrue(find(id).fresh(START.plus(Visits.UNUSED).minusSeconds(1)));
        assertFalse(find(id).fresh(START.plus(Visits.UNUSED)));
        assertEquals(brand, find(id).brand());
    }

    @Test
    void the_first_thing_done_begins_a_sitting_that_nothing_prolongs() {
        int id = at(Duration.ZERO).open(recipient, brand);
        at(Duration.ofHours(1)).begin(find(id));
        at(Duration.ofHours(1).plusMinutes(20)).begin(find(id));
        Instant end = START.plus(Duration.ofHours(1)).plus(Visits.SITTING);
        assertTrue(find(id).fresh(end.minusSeconds(1)));
        assertFalse(find(id).fresh(end));
    }

    @Test
    void a_sitting_never_outlasts_the_day() {
        int id = at(Duration.ZERO).open(recipient, brand);
        at(Visits.UNUSED.minusMinutes(1)).begin(find(id));
        assertFalse(find(id).fresh(START.plus(Visits.UNUSED)));
    }

    @Test
    void anothers_visit_and_a_waiting_confirmation_are_none() throws Exception {
        int id = at(Duration.ZERO).open(recipient, brand);
        assertEquals(Optional.empty(), at(Duration.ZERO).find(recipient + 1, id));
    }
}
