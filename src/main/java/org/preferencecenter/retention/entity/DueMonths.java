package org.preferencecenter.retention.entity;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * How many people's time is over in which month, as the last whole round counted it.
 *
 * @param at when the counting ended; null: it never did
 */
public record DueMonths(Instant at, List<Month> months) {

    /** Instead of a purpose: all of them together. */
    public static final int EVERY = -1;

    /** @param month its first day; {@code jurisdiction} empty: not known */
    public record Month(int purpose, LocalDate month, String jurisdiction, long people) {
    }

    public DueMonths {
        months = List.copyOf(months);
    }

    /**
     * How many become due in months from one on, before another. A person counts once for each purpose.
     *
     * @param purpose {@link #EVERY}: all of them, not the data that no purpose uses
     */
    public long people(int purpose, LocalDate from, LocalDate before) {
        return months.stream().filter(one -> purpose == EVERY ? one.purpose() != Lapse.ALL : one.purpose() == purpose)
                .filter(one -> !one.month().isBefore(from) && one.month().isBefore(before)).mapToLong(Month::people).sum();
    }

    /** Of so many months, each purpose together; what is over already is in the first. */
    public long[] each(LocalDate first, int number) {
        long[] values = new long[number];
        for (int i = 0; i < number; i++) {
            values[i] = people(EVERY, i == 0 ? LocalDate.EPOCH : first.plusMonths(i), first.plusMonths(i + 1L));
        }
        return values;
    }

    /** Where those of a purpose live; empty: nobody knows. */
    public SortedSet<String> places(int purpose) {
        return months.stream().filter(one -> one.purpose() == purpose).map(Month::jurisdiction)
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
