package org.preferencecenter.catalog.entity;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** What differs between two sayings of a purpose, field by field, ready to be read. */
public final class Differences {

    /**
     * @param field  {@code nature}, {@code classification}, {@code channels}, {@code countries}, {@code retention},
     *               {@code offered}, {@code tracking}, {@code functions}, {@code families}, {@code sector}, {@code forms},
     *               {@code basis}, {@code title}, {@code about}, {@code notice}, {@code topic}, {@code topic-title},
     *               {@code topic-about}, {@code topic-rate}, {@code topic-retired}, {@code order}
     * @param of     which one: a locale, an audience and country, a topic's code; or empty
     * @param pieces before and after in one, word by word
     */
    public record Difference(String field, String of, List<WordDiff.Piece> pieces) {
    }

    private final List<Difference> differences = new ArrayList<>();

    private Differences() {
    }

    /** @param before null: there was nothing */
    public static List<Difference> between(PurposeDraft before, PurposeDraft after) {
        PurposeDraft old = before == null ? nothing(after) : before;
        Differences found = new Differences();
        found.add("nature", "", before == null ? "" : old.nature(), after.nature());
        found.add("classification", "", old.classification(), after.classification());
        found.grounds(old, after);
        found.add("channels", "", joined(old.channels()), joined(after.channels()));
        found.add("countries", "", joined(old.countries()), joined(after.countries()));
        found.add("retention", "", before == null ? "" : old.retentionMonths(), after.retentionMonths());
        found.add("offered", "", before == null ? "" : old.offered(), after.offered());
        found.add("tracking", "", old.tracking(), after.tracking());
        found.add("functions", "", old.functions(), after.functions());
        found.add("families", "", old.families(), after.families());
        found.add("sector", "", old.sector(), after.sector());
        found.texts("", old.texts(), after.texts());
        found.topics(old.topics(), after.topics());
        for (String locale : both(old.notices(), after.notices())) {
            found.add("notice", locale, old.notices().getOrDefault(locale, ""), after.notices().getOrDefault(locale, ""));
        }
        found.add("forms", "", joined(old.forms()), joined(after.forms()));
        return found.differences;
    }

    private static PurposeDraft nothing(PurposeDraft after) {
        return new PurposeDraft(after.code(), after.nature(), "", "", "", "", after.retentionMonths(), after.offered(), false,
                List.of(), new TreeSet<>(), new TreeSet<>(), new java.util.TreeMap<>(), List.of(), new java.util.TreeMap<>(),
                new TreeSet<>());
    }

    private static String joined(Set<?> things) {
        return things.stream().map(Object::toString).collect(Collectors.joining(", "));
    }

    private static Set<String> both(Map<String, ?> one, Map<String, ?> other) {
        Set<String> keys = new TreeSet<>(one.keySet());
        keys.addAll(other.keySet());
        return keys;
    }

    private void add(String field, String of, Object before, Object after) {
        if (!Objects.equals(before, after)) {
            differences.add(new Difference(field, of, WordDiff.between(before.toString(), after.toString())));
        }
    }

    private void grounds(PurposeDraft old, PurposeDraft after) {
        Set<String> places = new TreeSet<>();
        old.grounds().forEach(ground -> places.add(place(ground)));
        after.grounds().forEach(ground -> places.add(place(ground)));
        places.forEach(place -> add("basis", place, basis(old, place), basis(after, place)));
    }

    private static String place(PurposeDraft.Ground ground) {
        return ground.audience() + " " + ground.country();
    }

    private static String basis(PurposeDraft draft, String place) {
        return draft.grounds().stream().filter(ground -> place(ground).equals(place)).map(ground -> ground.basis().name())
                .collect(Collectors.joining(", "));
    }

    private void texts(String topic, Map<String, PurposeDraft.Said> old, Map<String, PurposeDraft.Said> after) {
        PurposeDraft.Said none = new PurposeDraft.Said("", "");
        String field = topic.isEmpty() ? "" : "topic-";
        for (String locale : both(old, after)) {
            PurposeDraft.Said was = old.getOrDefault(locale, none);
            PurposeDraft.Said is = after.getOrDefault(locale, none);
            String of = topic.isEmpty() ? locale : topic + " " + locale;
            add(field + "title", of, was.title(), is.title());
            add(field + "about", of, was.about(), is.about());
        }
    }

    private void topics(List<PurposeDraft.Subject> old, List<PurposeDraft.Subject> after) {
        for (PurposeDraft.Subject topic : after) {
            PurposeDraft.Subject was = PurposeDraft.named(old, topic.code());
            add("topic-rate", topic.code(), was == null ? "" : was.perMonth(), topic.perMonth());
            add("topic-retired", topic.code(), was != null && was.retired(), topic.retired());
            texts(topic.code(), was == null ? Map.of() : was.texts(), topic.texts());
        }
        List<String> before = old.stream().map(PurposeDraft.Subject::code).toList();
        List<String> now = after.stream().map(PurposeDraft.Subject::code).filter(before::contains).toList();
        if (!before.stream().filter(now::contains).toList().equals(now)) {
            add("order", "", String.join(", ", before), String.join(", ", now));
        }
    }
}
