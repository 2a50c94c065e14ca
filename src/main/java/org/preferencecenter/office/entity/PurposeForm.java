package org.preferencecenter.office.entity;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

import org.preferencecenter.catalog.entity.Basis;
import org.preferencecenter.catalog.entity.PurposeDraft;
import org.preferencecenter.catalog.entity.PurposeDraft.Ground;
import org.preferencecenter.catalog.entity.PurposeDraft.Said;
import org.preferencecenter.catalog.entity.PurposeDraft.Subject;
import org.preferencecenter.law.entity.Audience;
import org.preferencecenter.law.entity.Channel;
import org.preferencecenter.law.entity.LegalBasis;
import org.preferencecenter.law.entity.MessageNature;

/** The editor's form: its fields by name as a browser sends them, and the draft they make. Whatever was typed makes one. */
public final class PurposeForm {

    /** The most topics that a form carries. */
    private static final int TOPICS = 60;

    private final Map<String, String[]> fields;

    private PurposeForm(Map<String, String[]> fields) {
        this.fields = fields;
    }

    /**
     * @param live what is live: code and nature stay as they are there; null: a new one
     * @param does the button pressed: {@code topic-up:1}, {@code topic-down:1}, {@code topic-drop:1} move topics; others nothing
     */
    public static PurposeDraft read(Map<String, String[]> fields, PurposeDraft live, String does) {
        PurposeForm form = new PurposeForm(fields);
        List<Subject> topics = form.topics();
        move(topics, does);
        return new PurposeDraft(live == null ? form.text("code") : live.code(),
                live == null ? form.one(MessageNature.class, "nature", MessageNature.PROSPECTING) : live.nature(),
                form.text("classification"), form.text("functions"), form.text("families"), form.text("sector"),
                form.number("retention"), form.given("offered"), form.given("tracking"), form.grounds(),
                form.all("channel").stream().filter(PurposeForm::channel).map(Channel::valueOf)
                        .collect(Collectors.toCollection(TreeSet::new)),
                new TreeSet<>(form.all("country")), form.said(""), topics, form.notices(), new TreeSet<>(form.all("form")));
    }

    /** The answer to "do consents given so far cover the new words?"; null: none yet (S-11). */
    public static Boolean covers(Map<String, String[]> fields) {
        String answer = new PurposeForm(fields).text("covers");
        return answer.isEmpty() ? null : Boolean.valueOf(answer.equals("yes"));
    }

    private static boolean channel(String name) {
        return Arrays.stream(Channel.values()).anyMatch(one -> one != Channel.ANY && one.name().equals(name));
    }

    private List<Ground> grounds() {
        List<Ground> grounds = new ArrayList<>();
        for (Audience audience : Audience.values()) {
            String name = "basis." + audience;
            ground(grounds, audience, Basis.ANYWHERE, text(name));
            List<String> countries = all(name + ".country");
            List<String> bases = all(name + ".in");
            for (int i = 0; i < Math.min(countries.size(), bases.size()); i++) {
                ground(grounds, audience, countries.get(i), bases.get(i));
            }
        }
        return grounds;
    }

    private static void ground(List<Ground> grounds, Audience audience, String country, String basis) {
        if (!country.isBlank()) {
            Arrays.stream(LegalBasis.values()).filter(one -> one.name().equals(basis)).findFirst()
                    .ifPresent(found -> grounds.add(new Ground(audience, country.strip(), found)));
        }
    }

    private List<Subject> topics() {
        List<Subject> topics = new ArrayList<>();
        for (int i = 0; i < TOPICS && fields.containsKey("topic." + i + ".code"); i++) {
            String name = "topic." + i + ".";
            Subject topic = new Subject(text(name + "code"), number(name + "rate"), given(name + "retired"), said(name));
            if (!topic.code().isEmpty() || !topic.texts().isEmpty()) {
                topics.add(topic);
            }
        }
        return topics;
    }

    private static void move(List<Subject> topics, String does) {
        String[] parts = does.split(":");
        int at = parts.length == 2 && parts[1].matches("\\d{1,2}") ? Integer.parseInt(parts[1]) : -1;
        if (at < 0 || at >= topics.size()) {
            return;
        }
        Subject topic = topics.get(at);
        switch (parts[0]) {
            case "topic-up" -> {
                topics.remove(at);
                topics.add(Math.max(0, at - 1), topic);
            }
            case "topic-down" -> {
                topics.remove(at);
                topics.add(Math.min(topics.size(), at + 1), topic);
            }
            case "topic-drop" -> topics.remove(at);
            default -> {
                // Another button: nothing moves.
            }
        }
    }

    private SortedMap<String, Said> said(String prefix) {
        SortedMap<String, Said> said = new TreeMap<>();
        named(prefix + "title.").forEach(locale -> said.put(locale, new Said(text(prefix + "title." + locale),
                text(prefix + "about." + locale))));
        return said;
    }

    private SortedMap<String, String> notices() {
        SortedMap<String, String> notices = new TreeMap<>();
        named("notice.").forEach(locale -> notices.put(locale, text("notice." + locale)));
        return notices;
    }

    /** What follows a prefix in the names of fields. */
    private List<String> named(String prefix) {
        return fields.keySet().stream().filter(name -> name.startsWith(prefix)).map(name -> name.substring(prefix.length())).toList();
    }

    private String text(String name) {
        String[] values = fields.get(name);
        return values == null || values.length == 0 ? "" : values[0].strip();
    }

    private List<String> all(String name) {
        return Arrays.asList(fields.getOrDefault(name, new String[0]));
    }

    private boolean given(String name) {
        return !text(name).isEmpty();
    }

    /** 0 for what is no number: no field here takes it, so it comes back with a sentence. */
    private int number(String name) {
        return text(name).matches("\\d{1,6}") ? Integer.parseInt(text(name)) : 0;
    }

    private <E extends Enum<E>> E one(Class<E> type, String name, E otherwise) {
        return Arrays.stream(type.getEnumConstants()).filter(one -> one.name().equals(text(name))).findFirst().orElse(otherwise);
    }
}
