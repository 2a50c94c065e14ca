package org.preferencecenter.office.entity;

import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

import org.preferencecenter.office.entity.Group.Kind;
import org.preferencecenter.office.entity.Group.Trait;

/**
 * Those who opted out compared with all who ever answered (S-50), trait by trait.
 *
 * @param all  how many ever answered
 * @param out  how many of these opted out of anything
 * @param rows in the order of the traits; within one, the largest share of all first
 */
public record Cohort(long all, long out, List<Row> rows) {

    /** Of fewer people nothing is concluded. */
    static final long LEAST = 30;
    /** A difference of so many points is told. */
    static final int POINTS = 5;
    private static final int MOST_OF_A_TRAIT = 6;
    private static final int RECENT_MONTHS = 12;

    /**
     * One value of a trait.
     *
     * @param value what {@link Trait} tells, {@link Trait#UNKNOWN}, or for purchases {@code RECENT} and {@code OLDER}
     * @param all   per cent of all who have it. @param out per cent of those who opted out who have it
     */
    public record Row(Trait trait, String value, long people, double all, double out) {

        /** How many points more of those who opted out. */
        public double more() {
            return out - all;
        }
    }

    /** From the groups {@link Kind#ANSWERED} and {@link Kind#OPTED_OUT}, added up over brands. @param now the present month */
    public static Cohort of(Map<Group, Long> groups, YearMonth now) {
        Map<String, long[]> values = new TreeMap<>();
        long[] total = new long[2];
        groups.forEach((group, people) -> {
            if (group.kind() == Kind.ANSWERED || group.kind() == Kind.OPTED_OUT) {
                long[] counts = group.value().isEmpty() ? total
                        : values.computeIfAbsent(value(group.value(), now), v -> new long[2]);
                counts[group.kind() == Kind.ANSWERED ? 0 : 1] += people;
            }
        });
        List<Row> rows = new ArrayList<>();
        for (Trait trait : Trait.values()) {
            values.entrySet().stream().filter(value -> Trait.of(value.getKey()) == trait)
                    .map(value -> new Row(trait, Trait.told(value.getKey()), value.getValue()[0],
                            percent(value.getValue()[0], total[0]), percent(value.getValue()[1], total[1])))
                    .sorted(Comparator.comparingLong(Row::people).reversed()).limit(MOST_OF_A_TRAIT).forEach(rows::add);
        }
        return new Cohort(total[0], total[1], rows);
    }

    private static String value(String value, YearMonth now) {
        if (Trait.of(value) != Trait.LAST_PURCHASE || Trait.told(value).equals(Trait.UNKNOWN)) {
            return value;
        }
        boolean recent = YearMonth.parse(Trait.told(value)).isAfter(now.minusMonths(RECENT_MONTHS));
        return Trait.LAST_PURCHASE.is(recent ? "RECENT" : "OLDER");
    }

    private static double percent(long part, long whole) {
        return whole == 0 ? 0 : 100.0 * part / whole;
    }

    /** Where they do worse, the widest gap: what the advice is about. Nothing of few people or small differences. */
    public Optional<Row> worst() {
        return out < LEAST ? Optional.empty() : rows.stream().filter(row -> !row.value().equals(Trait.UNKNOWN)
                && row.more() >= POINTS).max(Comparator.comparingDouble(Row::more));
    }

    /** True if those who opted out bought less lately than all did. */
    public boolean buyLess() {
        return out >= LEAST && rows.stream().anyMatch(row -> row.trait() == Trait.LAST_PURCHASE && row.value().equals("RECENT")
                && row.more() <= -POINTS);
    }
}
