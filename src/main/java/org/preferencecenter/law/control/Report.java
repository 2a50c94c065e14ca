package org.preferencecenter.law.control;

import java.util.Collection;
import java.util.List;

import org.preferencecenter.law.entity.Mistake;
import org.preferencecenter.law.entity.Spelling;
import org.yaml.snakeyaml.nodes.Node;

/** Takes down the mistakes of one file, with the place of each. */
final class Report {

    private static final int LONGEST_QUOTE = 60;

    private final String file;
    private final String rule;
    private final List<Mistake> mistakes;
    private final int before;

    Report(String file, String rule, List<Mistake> mistakes) {
        this.file = file;
        this.rule = rule;
        this.mistakes = mistakes;
        this.before = mistakes.size();
    }

    /** The same file, within a rule. */
    Report within(String id) {
        return new Report(file, id, mistakes);
    }

    /** True if something has been added since this report, or this part of it, was begun. */
    boolean any() {
        return mistakes.size() > before;
    }

    String file() {
        return file;
    }

    void add(Node where, String problem, String fix) {
        add(line(where), problem, fix);
    }

    void add(int line, String problem, String fix) {
        mistakes.add(new Mistake(file, line, rule, problem, fix));
    }

    /** A word that is none of those known. @param kind what the known ones are: {@code channel} */
    void unknown(Node where, String word, String kind, Collection<String> known) {
        add(where, "'" + quote(word) + "' is no " + kind, Spelling.nearest(word, known)
                .map(near -> "the nearest is '" + near + "'").orElse("known are " + String.join(", ", known)));
    }

    static int line(Node node) {
        return node.getStartMark().getLine() + 1;
    }

    /** As much of it as fits a sentence. */
    static String quote(String text) {
        String plain = text.replaceAll("\\s+", " ");
        return plain.length() <= LONGEST_QUOTE ? plain : plain.substring(0, LONGEST_QUOTE) + "…";
    }
}
