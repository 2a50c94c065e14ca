package org.preferencecenter.office.entity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.YearMonth;
import java.util.HashMap;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.preferencecenter.law.entity.Channel;
import org.preferencecenter.office.entity.Group.Kind;
import org.preferencecenter.office.entity.Group.Trait;

class CohortTest {

    private static final YearMonth NOW = YearMonth.of(2026, 11);

    private final Map<Group, Long> groups = new HashMap<>();

    private CohortTest of(int brand, Kind kind, String value, long people) {
        groups.put(new Group(brand, kind, 0, Channel.ANY, value), people);
        return this;
    }

    private Cohort all(long all, long out) {
        return of(1, Kind.ANSWERED, "", all).of(1, Kind.OPTED_OUT, "", out).cohort();
    }

    private Cohort cohort() {
        return Cohort.of(groups, NOW);
    }

    @Test
    void shares_are_of_their_own_whole_and_brands_add_up() {
        of(1, Kind.ANSWERED, Trait.AUDIENCE.is("CONSUMER"), 90).of(2, Kind.ANSWERED, Trait.AUDIENCE.is("CONSUMER"), 60);
        of(1, Kind.OPTED_OUT, Trait.AUDIENCE.is("CONSUMER"), 20).of(2, Kind.ANSWERED, "", 100).of(2, Kind.OPTED_OUT, "", 10);
        Cohort.Row row = all(100, 30).rows().get(0);
        assertEquals(75, row.all());
        assertEquals(50, row.out());
        assertEquals(150, row.people());
    }

    @ParameterizedTest
    @CsvSource({ "2025-12, RECENT", "2026-11, RECENT", "2025-11, OLDER", "2001-01, OLDER", ", ?" })
    void a_purchase_is_recent_for_twelve_months(String month, String value) {
        of(1, Kind.ANSWERED, Trait.LAST_PURCHASE.is(month), 5);
        assertEquals(value, all(100, 40).rows().get(0).value());
    }

    @ParameterizedTest
    // How many opted out, how many of these are professionals (of 1000 answered, 100 are).
    @CsvSource({ "100, 20, true", "100, 15, true", "100, 14, false", "100, 0, false", "29, 29, false", "0, 0, false" })
    void advice_is_given_on_a_gap_of_five_points_and_never_on_a_few_people(long out, long professionals, boolean told) {
        of(1, Kind.ANSWERED, Trait.AUDIENCE.is("PROFESSIONAL"), 100).of(1, Kind.OPTED_OUT, Trait.AUDIENCE.is("PROFESSIONAL"), professionals);
        assertEquals(told, all(1000, out).worst().isPresent());
    }

    @Test
    void who_is_not_on_record_is_no_group_to_advise_on_and_buying_less_is_told() {
        of(1, Kind.ANSWERED, Trait.LAST_PURCHASE.is("2026-10"), 500).of(1, Kind.OPTED_OUT, Trait.LAST_PURCHASE.is("2026-10"), 20);
        of(1, Kind.ANSWERED, Trait.LAST_PURCHASE.is(null), 500).of(1, Kind.OPTED_OUT, Trait.LAST_PURCHASE.is(null), 80);
        Cohort cohort = all(1000, 100);
        assertTrue(cohort.worst().isEmpty());
        assertTrue(cohort.buyLess());
        groups.put(new Group(1, Kind.OPTED_OUT, 0, Channel.ANY, Trait.LAST_PURCHASE.is("2026-10")), 48L);
        assertFalse(cohort().buyLess());
    }
}
