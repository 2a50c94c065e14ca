package org.preferencecenter.retention.entity;

import java.util.Comparator;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a run does to how many people, by purpose and country.
 *
 * @param people none of them 0
 */
public record Counts(Map<Key, Long> people) {

    /** A difference no larger than this, or than a hundredth, is none: people act between a count and the next. */
    static final long SLACK = 5;
    private static final int HUNDREDTH = 100;

    /** What is counted. */
    public enum What {
        /** Letters that ask; of several purposes of a brand one letter. */
        LETTER,
        /** Asked whether they want to go on. */
        ASK,
        /** To be asked, but may not be written to, or have no mailbox. */
        NOT_ASKED,
        /** Asked before; their answer has time. */
        AWAIT,
        /** Nothing is sent to them for the purpose any more. */
        EXPIRE,
        /** Their data is destroyed or archived. */
        END,
        /** Would be destroyed, but something is to be answered first. */
        HELD,
        /** Something went wrong with these; they come again with the next run. */
        FAILED
    }

    /** @param jurisdiction empty: not known */
    public record Key(What what, int purpose, String jurisdiction) {
    }

    public static final Comparator<Key> ORDER = Comparator.comparing(Key::what).thenComparing(Key::purpose).thenComparing(Key::jurisdiction);

    public Counts {
        people = java.util.Collections.unmodifiableMap(sorted(people));
    }

    private static Map<Key, Long> sorted(Map<Key, Long> people) {
        Map<Key, Long> sorted = new TreeMap<>(ORDER);
        sorted.putAll(people);
        return sorted;
    }

    /** Over all purposes and countries. */
    public long of(What what) {
        return people.entrySet().stream().filter(one -> one.getKey().what() == what).mapToLong(Map.Entry::getValue).sum();
    }

    /** Whether something irreversible would befall so many more people than were agreed to; fewer harm nobody. */
    public boolean exceeds(Counts agreed) {
        return people.entrySet().stream().filter(one -> one.getKey().what() == What.EXPIRE || one.getKey().what() == What.END
                || one.getKey().what() == What.ASK).anyMatch(one -> {
                    long before = agreed.people.getOrDefault(one.getKey(), 0L);
                    return one.getValue() - before > Math.max(SLACK, before / HUNDREDTH);
                });
    }
}
