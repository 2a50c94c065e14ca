package org.preferencecenter.center.entity;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;

import org.preferencecenter.center.entity.PageView.Group;
import org.preferencecenter.center.entity.PageView.Option;
import org.preferencecenter.consent.entity.Frequency;
import org.preferencecenter.consent.entity.Frequency.Per;

/** How often somebody may ask to be written to: as the question they are asked, "how many a month?" (S-49, W-07). */
final class Frequencies {

    /** A list one can take in at a glance: so many numbers a question, at most. */
    private static final int NUMBERS = 3;
    private static final int[] A_WEEK = {1, 2, 3, 5};
    private static final int[] A_MONTH = {1, 2, 4, 6, 8, 12};

    private final Words words;

    Frequencies(Words words) {
        this.words = words;
    }

    /**
     * Every message, numbers that really mean less, the digests that are sent, and always what is chosen now.
     *
     * @param every   about how many messages a month there are, if anybody knows
     * @param digests the digests that would really come
     * @param now     what is chosen; {@code shown} what the list shows as chosen, where a form comes back
     */
    List<Group> offered(OptionalDouble every, List<Per> digests, Frequency now, Frequency shown) {
        Set<Frequency> offered = new LinkedHashSet<>();
        offered.add(Frequency.EVERY_MESSAGE);
        offered.addAll(fewer(A_MONTH, Per.MONTH, every.orElse(1)));
        offered.addAll(fewer(A_WEEK, Per.WEEK, every.orElse(4) / 4));
        digests.forEach(per -> offered.add(Frequency.digest(per)));
        offered.add(now);
        offered.add(shown);
        Map<String, List<Option>> byQuestion = new LinkedHashMap<>();
        for (Frequency frequency : offered) {
            byQuestion.computeIfAbsent(question(frequency), question -> new ArrayList<>()).add(new Option(frequency.toString(),
                    label(frequency, every), frequency.equals(shown) ? "selected" : ""));
        }
        return byQuestion.entrySet().stream().map(e -> new Group(e.getKey(), e.getValue())).toList();
    }

    /** The numbers below what comes, the largest of them; and always 1, which also guards against a busy week. */
    private static List<Frequency> fewer(int[] numbers, Per per, double comes) {
        List<Frequency> fewer = new ArrayList<>();
        for (int number : numbers) {
            if (number == 1 || number < comes) {
                fewer.add(Frequency.atMost(number, per));
            }
        }
        while (fewer.size() > NUMBERS) {
            fewer.remove(1);
        }
        return fewer;
    }

    private String question(Frequency frequency) {
        return switch (frequency.kind()) {
            case EVERY_MESSAGE -> "";
            case AT_MOST -> words.say("often.ask." + frequency.per());
            case DIGEST -> words.say("often.ask.digest");
        };
    }

    private String label(Frequency frequency, OptionalDouble every) {
        return frequency.kind() == Frequency.Kind.EVERY_MESSAGE && every.isPresent() && Math.round(every.getAsDouble()) > 0
                ? words.say("often.every.rate", Math.round(every.getAsDouble())) : label(frequency);
    }

    /** In a few words: {@code at most 2 a month}. */
    String label(Frequency frequency) {
        return switch (frequency.kind()) {
            case EVERY_MESSAGE -> words.say("often.every");
            case AT_MOST -> words.say("often.most." + frequency.per(), frequency.limit());
            case DIGEST -> words.say("often.digest." + frequency.per());
        };
    }
}
