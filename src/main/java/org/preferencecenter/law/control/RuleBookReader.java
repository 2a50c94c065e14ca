package org.preferencecenter.law.control;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;

import org.preferencecenter.law.control.Draft.Found;
import org.preferencecenter.law.entity.AddressWords;
import org.preferencecenter.law.entity.Holidays;
import org.preferencecenter.law.entity.Jurisdiction;
import org.preferencecenter.law.entity.Mistake;
import org.preferencecenter.law.entity.OppositionList;
import org.preferencecenter.law.entity.Rule;
import org.preferencecenter.law.entity.RuleBook;
import org.preferencecenter.law.entity.Spelling;

/**
 * From rule files to the rule book: whole, or not at all. An operator's file may describe a jurisdiction anew or add one,
 * replace a rule or an opposition list by its id, and add to both. In what order the files come changes nothing.
 */
public final class RuleBookReader {

    /** The files hold mistakes: all of them, each with file, line, rule, problem and fix. */
    public static final class Unreadable extends RuntimeException {

        private static final long serialVersionUID = 1L;
        private static final int MOST_TOLD = 100;

        private final transient List<Mistake> mistakes;

        Unreadable(List<Mistake> mistakes) {
            super(told(mistakes));
            this.mistakes = List.copyOf(mistakes);
        }

        public List<Mistake> mistakes() {
            return mistakes;
        }

        private static String told(List<Mistake> mistakes) {
            List<String> lines = new ArrayList<>();
            lines.add("The rule book has " + (mistakes.size() == 1 ? "a mistake" : mistakes.size() + " mistakes")
                    + " and is not used:");
            mistakes.stream().limit(MOST_TOLD).map(Mistake::toString).forEach(lines::add);
            if (mistakes.size() > MOST_TOLD) {
                lines.add("… and " + (mistakes.size() - MOST_TOLD) + " more.");
            }
            return String.join(System.lineSeparator(), lines);
        }
    }

    private final Set<String> messages = sentencesThatShip();
    private final Holidays holidays;

    /** @param holidays the calendars the book's conditions ask */
    public RuleBookReader(Holidays holidays) {
        this.holidays = holidays;
    }

    /** What ships, and nothing else. */
    public RuleBook shipped() {
        return read(RuleFile.shipped());
    }

    /** @throws Unreadable with every mistake of every file */
    public RuleBook read(List<RuleFile> files) {
        List<Mistake> mistakes = new ArrayList<>();
        List<Draft> drafts = new ArrayList<>();
        for (RuleFile file : files) {
            Draft.read(file, messages, new Report(file.name(), null, mistakes)).ifPresent(drafts::add);
        }
        // What ships comes first; an operator's files after it.
        List<Draft> ordered = drafts.stream().sorted((one, other) -> Boolean.compare(one.own, other.own)).toList();
        Map<String, Jurisdiction> jurisdictions = jurisdictions(ordered);
        Map<String, Found<Rule>> rules = rules(ordered);
        Map<String, Found<OppositionList>> lists = lists(ordered);
        checkLists(ordered, lists.keySet());
        if (!mistakes.isEmpty()) {
            throw new Unreadable(mistakes.stream().sorted(
                    Comparator.comparing(Mistake::file).thenComparing(Mistake::line)).toList());
        }
        Set<String> roles = new HashSet<>();
        Set<String> personal = new HashSet<>();
        ordered.forEach(draft -> {
            roles.addAll(draft.roles);
            personal.addAll(draft.personal);
        });
        return new RuleBook(jurisdictions.values(), rules.values().stream().map(Found::value).toList(),
                lists.values().stream().map(Found::value).toList(), new AddressWords(roles, personal), holidays);
    }

    private static Map<String, Jurisdiction> jurisdictions(List<Draft> drafts) {
        Map<String, Jurisdiction> all = new TreeMap<>();
        Map<String, String> ownSays = new HashMap<>();
        for (Draft draft : drafts) {
            Jurisdiction said = draft.jurisdiction.value();
            Jurisdiction before = all.get(said.code());
            if (before == null) {
                draft.needWhole();
            } else if (!draft.own) {
                wrong(draft.jurisdiction, said.code() + " has a file already", "put all its rules into one");
            }
            all.put(said.code(), before == null ? said : over(before, said));
            boolean describes = !said.name().isEmpty() || !said.zones().isEmpty() || !said.members().isEmpty();
            String other = draft.own && describes ? ownSays.putIfAbsent(said.code(), draft.jurisdiction.place()) : null;
            if (other != null) {
                wrong(draft.jurisdiction, "name, zones or members of " + said.code() + " are given twice: also in " + other,
                        "give them in one file only");
            }
        }
        return all;
    }

    /** What the later file leaves out stays as it was. */
    private static Jurisdiction over(Jurisdiction before, Jurisdiction said) {
        return new Jurisdiction(said.code(), said.name().isEmpty() ? before.name() : said.name(),
                said.zones().isEmpty() ? before.zones() : said.zones(),
                said.members().isEmpty() ? before.members() : said.members());
    }

    private static Map<String, Found<Rule>> rules(List<Draft> drafts) {
        Map<String, Found<Rule>> all = new TreeMap<>();
        Map<String, Found<Rule>> own = new HashMap<>();
        for (Draft draft : drafts) {
            for (Found<Rule> rule : draft.rules) {
                Found<Rule> before = all.put(rule.value().id(), rule);
                Found<Rule> twice = draft.own ? own.put(rule.value().id(), rule) : before;
                if (twice != null) {
                    wrong(rule, "the rule is given twice: also in " + twice.place(), "keep one of them");
                } else if (before != null && !before.value().jurisdiction().equals(rule.value().jurisdiction())) {
                    wrong(rule, "it would replace a rule of " + before.value().jurisdiction() + ", but this file is about "
                            + rule.value().jurisdiction(), "give it an id of its own, or move it to a file with jurisdiction: "
                            + before.value().jurisdiction());
                }
            }
        }
        return all;
    }

    private static Map<String, Found<OppositionList>> lists(List<Draft> drafts) {
        Map<String, Found<OppositionList>> all = new TreeMap<>();
        Map<String, Boolean> own = new HashMap<>();
        for (Draft draft : drafts) {
            for (Found<OppositionList> list : draft.lists) {
                Found<OppositionList> before = all.put(list.value().code(), list);
                boolean ownBefore = Boolean.TRUE.equals(own.put(list.value().code(), draft.own));
                if (before != null && (!draft.own || ownBefore)) {
                    wrong(list, "the list " + list.value().code() + " is given twice: also in " + before.place(), "keep one");
                } else if (before != null && !before.value().jurisdiction().equals(list.value().jurisdiction())) {
                    wrong(list, "the list " + list.value().code() + " is one of " + before.value().jurisdiction(), "give it a"
                            + " code of its own");
                }
            }
        }
        return all;
    }

    private static void checkLists(List<Draft> drafts, Set<String> known) {
        drafts.stream().flatMap(draft -> draft.listsNamed.stream()).filter(name -> !known.contains(name.value()))
                .forEach(name -> wrong(name, "'" + Report.quote(name.value()) + "' is no opposition list", Spelling
                        .nearest(name.value(), known).map(near -> "the nearest is '" + near + "'")
                        .orElse("name it under 'opposition_lists' first")));
    }

    private static void wrong(Found<?> what, String problem, String fix) {
        what.report().add(what.where(), problem, fix);
    }

    /** Keys that have a sentence in both languages. */
    private static Set<String> sentencesThatShip() {
        Set<String> keys = new HashSet<>(keys("en"));
        keys.retainAll(keys("fr"));
        return keys;
    }

    private static Set<String> keys(String language) {
        Properties sentences = new Properties();
        try (var in = RuleBookReader.class.getResourceAsStream("/messages/law_" + language + ".properties")) {
            if (in != null) {
                sentences.load(new InputStreamReader(in, StandardCharsets.UTF_8));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return sentences.stringPropertyNames();
    }
}
