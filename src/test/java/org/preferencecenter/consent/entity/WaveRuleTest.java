package org.preferencecenter.consent.entity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WaveRuleTest {

    private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");

    private static StopMinute minute(String domain, int minute, int stops, int quick) {
        return new StopMinute(domain, NOON.plus(Duration.ofMinutes(minute)), stops, quick);
    }

    /** Stops of the minutes 0, 1, 2 … with so many quick ones in all, against what is usual. */
    @ParameterizedTest
    @CsvSource({"10, 0, 0, true", "9, 9, 0, false", "10, 0, 2, true", "10, 0, 2.1, false", "10, 8, 100, true", "10, 7, 100, false",
        "2 2 2 2 2, 0, 0, true", "2 2 2 2 1 1, 0, 0, false", "500, 0, 101, false", "505, 0, 101, true", "500, 400, 101, true"})
    void ten_within_five_minutes_and_unusual_or_at_once(String stops, int quick, double usual, boolean wave) {
        List<StopMinute> minutes = new ArrayList<>();
        int left = quick;
        for (String count : stops.split(" ")) {
            int here = Math.min(left, Integer.parseInt(count));
            minutes.add(minute("example.org", minutes.size(), Integer.parseInt(count), here));
            left -= here;
        }
        assertEquals(wave, !WaveRule.waves(minutes, domain -> usual).isEmpty());
    }

    @Test
    void windows_that_touch_are_one_wave_and_later_ones_another() {
        List<Wave> waves = WaveRule.waves(List.of(minute("a.example", 0, 10, 0), minute("a.example", 3, 1, 1),
                minute("a.example", 5, 12, 12), minute("a.example", 40, 10, 0)), domain -> 0);
        assertEquals(List.of(new Wave("a.example", NOON, NOON.plusSeconds(360), 23, 13, 0),
                new Wave("a.example", NOON.plusSeconds(2400), NOON.plusSeconds(2460), 10, 0, 0)), waves);
        assertEquals(13 / 23.0, waves.get(0).quickShare());
    }

    @Test
    void an_ordinary_day_is_the_middle_of_its_windows() {
        assertEquals(0, WaveRule.usual(List.of(900), 22), "one wave yesterday is nothing usual");
        assertEquals(4, WaveRule.usual(Collections.nCopies(22, 4), 22));
        assertEquals(2.5, WaveRule.usual(List.of(1, 2, 3, 4), 4));
        assertEquals(0, WaveRule.usual(List.of(), 0));
    }

    @Test
    void a_minute_without_stops_is_no_minute() {
        assertThrows(IllegalArgumentException.class, () -> minute("a.example", 0, 0, 0));
        assertThrows(IllegalArgumentException.class, () -> minute("a.example", 0, 1, 2));
    }

    @Provide
    Arbitrary<List<StopMinute>> minutes() {
        return Combinators.combine(Arbitraries.of("a.example", "b.example"), Arbitraries.integers().between(0, 60),
                Arbitraries.integers().between(1, 15), Arbitraries.integers().between(0, 15))
                .as((domain, at, stops, quick) -> minute(domain, at, stops, Math.min(stops, quick))).list().ofMaxSize(40)
                .map(all -> {
                    TreeMap<String, StopMinute> once = new TreeMap<>();
                    all.forEach(m -> once.put(m.domain() + m.minute(), m));
                    return List.copyOf(once.values());
                });
    }

    @Property
    void every_window_that_is_remarkable_lies_in_one_wave_and_waves_never_touch(@ForAll("minutes") List<StopMinute> minutes) {
        double usual = 3;
        List<Wave> waves = WaveRule.waves(minutes, domain -> usual);
        for (StopMinute first : minutes) {
            List<StopMinute> window = minutes.stream().filter(m -> m.domain().equals(first.domain())
                    && !m.minute().isBefore(first.minute()) && m.minute().isBefore(first.minute().plus(WaveRule.WINDOW))).toList();
            int stops = window.stream().mapToInt(StopMinute::stops).sum();
            int quick = window.stream().mapToInt(StopMinute::quick).sum();
            if (stops >= 15 || stops >= 10 && quick >= 0.8 * stops) {
                assertEquals(1, waves.stream().filter(w -> w.domain().equals(first.domain())
                        && !w.from().isAfter(first.minute()) && w.to().isAfter(first.minute())).count());
            }
        }
        for (int i = 0; i < waves.size(); i++) {
            Wave wave = waves.get(i);
            List<StopMinute> within = minutes.stream().filter(m -> m.domain().equals(wave.domain())
                    && !m.minute().isBefore(wave.from()) && m.minute().isBefore(wave.to())).toList();
            assertEquals(within.stream().mapToInt(StopMinute::stops).sum(), wave.stops());
            assertEquals(within.stream().mapToInt(StopMinute::quick).sum(), wave.quick());
            assertTrue(wave.stops() >= WaveRule.LEAST);
            assertFalse(waves.subList(i + 1, waves.size()).stream().anyMatch(later -> later.domain().equals(wave.domain())
                    && later.from().isBefore(wave.to())));
        }
    }

    @Property
    void neither_the_order_of_the_minutes_nor_another_domain_changes_anything(@ForAll("minutes") List<StopMinute> minutes,
            @ForAll Random random) {
        List<StopMinute> shuffled = new ArrayList<>(minutes);
        Collections.shuffle(shuffled, random);
        List<Wave> waves = WaveRule.waves(minutes, domain -> 1);
        assertEquals(waves, WaveRule.waves(shuffled, domain -> 1));
        assertEquals(waves.stream().filter(w -> w.domain().equals("a.example")).toList(),
                WaveRule.waves(minutes.stream().filter(m -> m.domain().equals("a.example")).toList(), domain -> 1));
    }

    @Property
    void the_more_usual_the_fewer_waves(@ForAll("minutes") List<StopMinute> minutes) {
        int before = Integer.MAX_VALUE;
        for (double usual : new double[] {0, 1, 2, 5, 1000}) {
            int stops = WaveRule.waves(minutes, domain -> usual).stream().mapToInt(Wave::stops).sum();
            assertTrue(stops <= before);
            before = stops;
        }
    }

    @ParameterizedTest
    @CsvSource({"0, UNDER_10_SECONDS", "9, UNDER_10_SECONDS", "10, UNDER_A_MINUTE", "59, UNDER_A_MINUTE", "60, UNDER_10_MINUTES",
        "600, UNDER_AN_HOUR", "3600, UNDER_A_DAY", "86400, LATER", ", UNKNOWN"})
    void timing_comes_in_classes(Long seconds, Timing timing) {
        assertEquals(timing, Timing.of(seconds == null ? null : Duration.ofSeconds(seconds)));
        assertEquals(seconds != null && seconds < 60, timing.quick());
        if (seconds != null) {
            int below = 0;
            for (long bound : Timing.bounds()) {
                below += seconds >= bound ? 1 : 0;
            }
            assertEquals(timing, Timing.values()[below], "the query sorts as the rule does");
        }
    }
}
