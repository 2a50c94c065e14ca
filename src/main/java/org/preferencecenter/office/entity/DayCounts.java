package org.preferencecenter.office.entity;

import java.time.LocalDate;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;

import org.preferencecenter.law.entity.Channel;
import org.preferencecenter.office.entity.Happening.What;

/** What happened on some days, to be added up in any way. */
public record DayCounts(List<Line> lines) {

    /**
     * What happened so often on a day.
     *
     * @param brand   id, 0 for everything
     * @param purpose id, 0 for the brand as a whole
     * @param topic   id, 0 for the purpose as a whole
     */
    public record Line(LocalDate day, int brand, int purpose, int topic, Channel channel, What what, String via,
            long entries) {
    }

    public long sum(Predicate<Line> which) {
        return lines.stream().filter(which).mapToLong(Line::entries).sum();
    }

    /** Stops from that day on, that day included. */
    public long stops(LocalDate from) {
        return sum(line -> line.what() == What.STOPPED && !line.day().isBefore(from));
    }

    /** One number a day, zeros included. @param to the last day */
    public long[] daily(LocalDate from, LocalDate to, Predicate<What> which) {
        long[] days = new long[(int) (to.toEpochDay() - from.toEpochDay()) + 1];
        lines.stream().filter(line -> which.test(line.what()) && !line.day().isBefore(from) && !line.day().isAfter(to))
                .forEach(line -> days[(int) (line.day().toEpochDay() - from.toEpochDay())] += line.entries());
        return days;
    }

    /** Stops by something, the most first. */
    public <K> Map<K, Long> stopsBy(Function<Line, K> key, Predicate<Line> which) {
        Map<K, Long> sums = lines.stream().filter(line -> line.what() == What.STOPPED).filter(which)
                .collect(Collectors.groupingBy(key, Collectors.summingLong(Line::entries)));
        Map<K, Long> sorted = new LinkedHashMap<>();
        sums.entrySet().stream().sorted(Map.Entry.<K, Long>comparingByValue(Comparator.reverseOrder()))
                .forEach(sum -> sorted.put(sum.getKey(), sum.getValue()));
        return sorted;
    }
}
