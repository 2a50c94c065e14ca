package org.preferencecenter.law.entity;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** A condition that time alone ends: a rule that defers holds until then. */
public sealed interface TimedCondition extends Condition {

    /** When it no longer holds; the situation's own time if it does not hold now. Far off where that never comes. */
    Instant until(Situation situation, Place place);

    @Override
    default boolean holds(Situation situation, Place place) {
        return until(situation, place).isAfter(situation.at());
    }

    /**
     * The midnight that many days after the day of an event, where the person is; the last of them where several zones
     * count; the situation's own time if that is past.
     */
    private static Instant daysLater(Instant event, int days, Situation s, Place place) {
        Instant free = s.at();
        for (ZoneId zone : place.zones(s)) {
            Instant there = event.atZone(zone).toLocalDate().plusDays(days).atStartOfDay(zone).toInstant();
            free = there.isAfter(free) ? there : free;
        }
        return free;
    }

    /** From the first minute to just before the last. */
    record Window(LocalTime from, LocalTime to) {
        public Window {
            if (!from.isBefore(to)) {
                throw new IllegalArgumentException("a window of hours ends after it begins");
            }
        }
    }

    /**
     * It is none of these hours of these days where the person is; in all zones that count.
     *
     * @param holidays true if public holidays are days like others
     */
    record OutsideHours(Set<DayOfWeek> days, List<Window> windows, boolean holidays) implements TimedCondition {

        private static final int SEARCH_DAYS = 30;

        public OutsideHours {
            days = Collections.unmodifiableSet(new TreeSet<>(days));
            windows = windows.stream().sorted(java.util.Comparator.comparing(Window::from)).toList();
            if (days.isEmpty() || windows.isEmpty()) {
                throw new IllegalArgumentException("hours need at least one day and one window: to forbid for ever, forbid");
            }
        }

        @Override
        public Instant until(Situation s, Place place) {
            Instant at = s.at();
            Instant last = at.plusSeconds(SEARCH_DAYS * 86_400L);
            List<ZoneId> zones = place.zones(s);
            for (boolean moved = true; moved && at.isBefore(last);) {
                moved = false;
                for (ZoneId zone : zones) {
                    Instant open = open(at.atZone(zone), place);
                    moved |= open.isAfter(at);
                    at = open;
                }
            }
            return at;
        }

        /** The time itself if within hours, else when they next begin. */
        private Instant open(ZonedDateTime at, Place place) {
            for (int later = 0; later < SEARCH_DAYS; later++) {
                LocalDate day = at.toLocalDate().plusDays(later);
                if (!days.contains(day.getDayOfWeek()) || !holidays && place.holiday(day)) {
                    continue;
                }
                for (Window window : windows) {
                    ZonedDateTime from = day.atTime(window.from()).atZone(at.getZone());
                    ZonedDateTime to = day.atTime(window.to()).atZone(at.getZone());
                    if (at.isBefore(to)) {
                        return (at.isBefore(from) ? from : at).toInstant();
                    }
                }
            }
            return at.plusDays(SEARCH_DAYS).toInstant();
        }

        @Override
        public String word() {
            return "outside-hours";
        }
    }

    /** The brand has tried so often already within so many calendar days, today included; unanswered attempts count. */
    record AttemptsReached(int most, int days) implements TimedCondition {

        public AttemptsReached {
            if (most < 1 || days < 1 || days > 90) {
                throw new IllegalArgumentException("attempts are counted from 1, over 1 to 90 days");
            }
        }

        @Override
        public Instant until(Situation s, Place place) {
            if (s.attempts().size() < most) {
                return s.at();
            }
            return daysLater(s.attempts().get(most - 1), days, s, place);
        }

        @Override
        public String word() {
            return "attempts-reached";
        }
    }

    /** The person refused on this channel, no longer ago than so many days. */
    record RefusedWithin(int days) implements TimedCondition {
        @Override
        public Instant until(Situation s, Place place) {
            if (s.refusedAt() == null) {
                return s.at();
            }
            return daysLater(s.refusedAt(), days, s, place);
        }

        @Override
        public String word() {
            return "refused-within";
        }
    }
}
