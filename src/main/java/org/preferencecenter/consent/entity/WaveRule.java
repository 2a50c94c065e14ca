package org.preferencecenter.consent.entity;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;

/**
 * What counts as a wave: within five minutes at least ten stops of one mail domain, and either five times as many as that
 * domain sends on an ordinary day, or four in five of them within a minute of the message. Windows that touch are one wave.
 */
public final class WaveRule {

    /** How long a window is. */
    public static final Duration WINDOW = Duration.ofMinutes(5);
    /** Fewer stops in a window are nobody's wave. */
    public static final int LEAST = 10;
    private static final double TIMES_USUAL = 5;
    private static final double QUICK_SHARE = 0.8;
    private static final Duration MINUTE = Duration.ofMinutes(1);

    private WaveRule() {
    }

    /**
     * @param minutes each minute of a domain at most once, in any order
     * @param usual   by domain: how many stops a window of an ordinary day holds, 0 or more
     * @return by time, then domain; waves of one domain never touch
     */
    public static List<Wave> waves(List<StopMinute> minutes, ToDoubleFunction<String> usual) {
        Map<String, List<StopMinute>> byDomain = minutes.stream().collect(Collectors.groupingBy(StopMinute::domain));
        return byDomain.entrySet().stream().flatMap(e -> of(e.getValue(), usual.applyAsDouble(e.getKey())).stream())
                .sorted(Comparator.comparing(Wave::from).thenComparing(Wave::domain)).toList();
    }

    private static List<Wave> of(List<StopMinute> unsorted, double usual) {
        List<StopMinute> minutes = unsorted.stream().sorted(Comparator.comparing(StopMinute::minute)).toList();
        boolean[] within = new boolean[minutes.size()];
        for (int first = 0; first < within.length; first++) {
            int after = end(minutes, first);
            if (remarkable(minutes.subList(first, after), usual)) {
                Arrays.fill(within, first, after, true);
            }
        }
        List<Wave> waves = new ArrayList<>();
        Wave open = null;
        for (int i = 0; i < within.length; i++) {
            StopMinute minute = minutes.get(i);
            Instant end = minute.minute().plus(MINUTE);
            if (!within[i]) {
                open = null;
            } else if (open == null || minute.minute().isAfter(open.to().plus(WINDOW))) {
                open = new Wave(minute.domain(), minute.minute(), end, minute.stops(), minute.quick(), usual);
                waves.add(open);
            } else {
                open = open.and(minute, end);
                waves.set(waves.size() - 1, open);
            }
        }
        return waves;
    }

    /** The first minute that no longer lies in the window which begins with the minute {@code first}. */
    private static int end(List<StopMinute> minutes, int first) {
        Instant over = minutes.get(first).minute().plus(WINDOW);
        int end = first;
        while (end < minutes.size() && minutes.get(end).minute().isBefore(over)) {
            end++;
        }
        return end;
    }

    private static boolean remarkable(List<StopMinute> window, double usual) {
        int stops = window.stream().mapToInt(StopMinute::stops).sum();
        int quick = window.stream().mapToInt(StopMinute::quick).sum();
        return stops >= LEAST && (stops >= TIMES_USUAL * usual || quick >= QUICK_SHARE * stops);
    }

    /**
     * What a window of an ordinary day holds: the middle of several, so that one wave among them counts for nothing.
     *
     * @param counts of the windows in which there was any stop
     * @param probes how many windows were looked at, at least as many
     */
    public static double usual(List<Integer> counts, int probes) {
        int[] all = Arrays.copyOf(counts.stream().mapToInt(Integer::intValue).toArray(), probes);
        Arrays.sort(all);
        return probes == 0 ? 0 : probes % 2 == 1 ? all[probes / 2] : (all[probes / 2 - 1] + all[probes / 2]) / 2.0;
    }
}
