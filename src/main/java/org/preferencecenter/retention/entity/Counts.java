package org.preferencecenter.retention.entity;

import java.util.Comparator;
import java.util.HashMap;
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
        /** Asked whether they want to go on, before their time is over. */
        ASK,
        /** The same of those whose time is over, and whom nobody asked before. */
        LATE,
        /** To be asked, but may not be written to, or have no mailbox. */
        NOT_ASKED,
        /** Asked before; their answer has time. */
        AWAIT,
        /** Asked, and gave no answer: nothing is sent to them for the purpose any more. */
        EXPIRE,
        /** The same of those whose time is over, unasked: they may not be written to, or have no mailbox. */
        BARRED,
        /** The same of those whose time has been over for longer than the house asks. */
        OLD,
        /** Their data is destroyed or archived. */
        END,
        /** Would be destroyed, but something is to be answered first. */
        HELD,
        /** To be asked, but not today: they pause, or have had as much as they want. They come again. */
        LATER,
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

    /**
     * Whether something irreversible would befall so many more people than were agreed to; fewer harm nobody. Asked is asked, a
     * day before the end or after it, and ended is ended; who would be ended instead of asked counts.
     */
    public boolean exceeds(Counts agreed) {
        Map<Key, Long> before = agreed.befalling();
        return befalling().entrySet().stream().anyMatch(one -> {
            long then = before.getOrDefault(one.getKey(), 0L);
            return one.getValue() - then > Math.max(SLACK, then / HUNDREDTH);
        });
    }

    private Map<Key, Long> befalling() {
        Map<Key, Long> befalling = new HashMap<>();
        people.forEach((key, number) -> {
            What what = switch (key.what()) {
                case ASK, LATE -> What.ASK;
                case EXPIRE, BARRED, OLD -> What.EXPIRE;
                case END -> What.END;
                case LETTER, NOT_ASKED, AWAIT, HELD, LATER, FAILED -> null;
            };
            if (what != null) {
                befalling.merge(new Key(what, key.purpose(), key.jurisdiction()), number, Long::sum);
            }
        });
        return befalling;
    }
}
