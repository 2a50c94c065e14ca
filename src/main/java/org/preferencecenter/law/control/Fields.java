package org.preferencecenter.law.control;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;

import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/**
 * The keys and values of one mapping, read into types. Whatever is wrong goes into the report, and reading goes on: what
 * could not be read is null or left out, and nobody uses it, because the file has a mistake.
 */
final class Fields {

    private static final Set<String> LANGUAGES = Set.of("en", "fr");

    private final Node node;
    private final Report report;
    private final boolean complete;
    private final Map<String, Node> values = new LinkedHashMap<>();

    /** @param kind what the mapping is: {@code rule} */
    Fields(MappingNode node, String kind, Collection<String> known, Report report) {
        this.node = node;
        this.report = report;
        this.complete = true;
        for (NodeTuple entry : node.getValue()) {
            String key = entry.getKeyNode() instanceof ScalarNode scalar ? scalar.getValue() : null;
            if (key == null) {
                report.add(entry.getKeyNode(), "a key must be one word", "write key: value");
            } else if (!known.contains(key)) {
                report.unknown(entry.getKeyNode(), key, "key of a " + kind, known);
            } else if (values.putIfAbsent(key, entry.getValueNode()) != null) {
                report.add(entry.getKeyNode(), "'" + key + "' is given twice", "keep one of them");
            }
        }
    }

    private Fields(Node node) {
        this.node = node;
        this.report = null;
        this.complete = false;
    }

    /** Of something that is no mapping, as has been reported: nothing is there, and nothing is missed. */
    static Fields none(Node node) {
        return new Fields(node);
    }

    boolean has(String key) {
        return values.containsKey(key);
    }

    /** The value's place; the mapping's own where it is missing. */
    Node at(String key) {
        return values.getOrDefault(key, node);
    }

    void wrong(String key, String problem, String fix) {
        report.add(at(key), problem, fix);
    }

    /** Null if missing, which the report says. @param example a right value */
    String needed(String key, String example) {
        return needs(key, example) ? text(key) : null;
    }

    /** Says so if the key is missing. */
    boolean needs(String key, String example) {
        if (complete && !has(key)) {
            report.add(node, "'" + key + "' is missing", "add " + key + ": " + example);
        }
        return has(key);
    }

    /** Null if missing or no text. */
    String text(String key) {
        return has(key) ? text(at(key), "'" + key + "'", report) : null;
    }

    static String text(Node node, String what, Report report) {
        if (!(node instanceof ScalarNode scalar)) {
            report.add(node, what + " must be one value", "give it without brackets, dashes or keys");
            return null;
        }
        if (scalar.getValue().isBlank() || scalar.isPlain() && scalar.getValue().equals("~")) {
            report.add(node, what + " is empty", "give it a value, or leave the key out");
            return null;
        }
        return scalar.getValue().strip();
    }

    /** Null if missing or wrong. @param rule how a right value looks, with an example */
    <T> T parsed(String key, Function<String, Optional<T>> parse, String rule) {
        String text = text(key);
        if (text == null) {
            return null;
        }
        Optional<T> value = parse.apply(text);
        if (value.isEmpty()) {
            wrong(key, "'" + key + "' is '" + Report.quote(text) + "'", "it must be " + rule);
        }
        return value.orElse(null);
    }

    <E extends Enum<E>> E word(String key, Class<E> type, String kind) {
        String text = text(key);
        return text == null ? null : word(at(key), text, names(type), kind, report).map(w -> Enum.valueOf(type, w)).orElse(null);
    }

    static Optional<String> word(Node where, String text, Collection<String> known, String kind, Report report) {
        if (known.contains(text)) {
            return Optional.of(text);
        }
        report.unknown(where, text, kind, known);
        return Optional.empty();
    }

    static <E extends Enum<E>> List<String> names(Class<E> type) {
        return Arrays.stream(type.getEnumConstants()).map(Enum::name).toList();
    }

    /** The entries of a list; empty if the key is missing. A list that is given holds something. */
    List<Node> list(String key, String example) {
        if (!has(key)) {
            return List.of();
        }
        if (!(at(key) instanceof SequenceNode sequence)) {
            wrong(key, "'" + key + "' must be a list", "write " + key + ": " + example);
            return List.of();
        }
        if (sequence.getValue().isEmpty()) {
            wrong(key, "'" + key + "' is an empty list", "leave the key out, or name something");
        }
        return sequence.getValue();
    }

    /** The texts of a list, each once. @param parse null where it cannot be used, which it reports itself */
    <T> List<T> texts(String key, String example, Function<ScalarNode, T> parse) {
        List<T> found = new ArrayList<>();
        for (Node entry : list(key, example)) {
            if (text(entry, "an entry of '" + key + "'", report) == null) {
                continue;
            }
            T value = parse.apply((ScalarNode) entry);
            if (value != null && found.contains(value)) {
                report.add(entry, "'" + Report.quote(((ScalarNode) entry).getValue()) + "' is named twice", "name it once");
            } else if (value != null) {
                found.add(value);
            }
        }
        return found;
    }

    <E extends Enum<E>> List<E> words(String key, Class<E> type, Collection<String> known, String kind) {
        return texts(key, "[" + known.iterator().next() + "]", entry -> word(entry, entry.getValue(), known, kind, report)
                .map(word -> Enum.valueOf(type, word)).orElse(null));
    }

    /** A text in each language, French and English at least. Empty if missing or wrong. */
    Map<String, String> languages(String key) {
        Map<String, String> texts = new TreeMap<>();
        if (!has(key)) {
            return texts;
        }
        if (!(at(key) instanceof MappingNode mapping)) {
            wrong(key, "'" + key + "' must be given by language", "write " + key + ": {en: …, fr: …}");
            return texts;
        }
        for (NodeTuple entry : mapping.getValue()) {
            String language = entry.getKeyNode() instanceof ScalarNode scalar ? scalar.getValue() : "";
            String text = text(entry.getValueNode(), "the text of '" + key + "'", report);
            if (!language.matches("[a-z]{2,3}")) {
                report.add(entry.getKeyNode(), "'" + Report.quote(language) + "' is no language", "write en, fr or another code of"
                        + " two letters");
            } else if (text != null && texts.put(language, text) != null) {
                report.add(entry.getKeyNode(), "'" + key + "' is given twice in '" + language + "'", "keep one of them");
            }
        }
        LANGUAGES.stream().sorted().filter(language -> !texts.containsKey(language)).forEach(language ->
                wrong(key, "'" + key + "' has no text in '" + language + "'", "write " + key + ": {en: …, fr: …}"));
        return texts;
    }
}
