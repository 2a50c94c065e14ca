package org.preferencecenter.law.control;

import java.io.StringReader;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.events.AliasEvent;
import org.yaml.snakeyaml.events.CollectionStartEvent;
import org.yaml.snakeyaml.events.DocumentStartEvent;
import org.yaml.snakeyaml.events.Event;
import org.yaml.snakeyaml.events.NodeEvent;
import org.yaml.snakeyaml.events.ScalarEvent;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;

/**
 * From bytes to a tree of nodes that know their lines. Only the plain part of YAML: no anchors, tags or second documents,
 * so that a file says what it seems to say, and none can grow in memory.
 */
final class YamlFile {

    private static final int DEEPEST = 20;

    private final Report report;

    private YamlFile(Report report) {
        this.report = report;
    }

    /** The file's top mapping; nothing where it cannot be read, which the report then says. */
    static Optional<MappingNode> read(RuleFile file, Report report) {
        return new YamlFile(report).read(file.bytes());
    }

    private Optional<MappingNode> read(byte[] bytes) {
        if (bytes.length > RuleFile.MOST_BYTES) {
            report.add(0, "the file is larger than " + RuleFile.MOST_BYTES / 1024 + " KiB", "rule files are small: check that"
                    + " it is one, or share the rules out over several files");
            return Optional.empty();
        }
        return decode(bytes).filter(this::isPlainText).flatMap(this::compose);
    }

    private Optional<String> decode(byte[] bytes) {
        CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
        ByteBuffer in = ByteBuffer.wrap(bytes);
        CharBuffer out = CharBuffer.allocate(bytes.length);
        CoderResult result = decoder.decode(in, out, true);
        if (result.isError()) {
            int line = 1;
            for (int i = 0; i < in.position(); i++) {
                line += bytes[i] == '\n' ? 1 : 0;
            }
            report.add(line, "this is not text in UTF-8", "save the file as UTF-8, without other encodings in it");
            return Optional.empty();
        }
        String text = out.flip().toString();
        // What some editors put before UTF-8 does no harm.
        return Optional.of(text.startsWith("\uFEFF") ? text.substring(1) : text);
    }

    private boolean isPlainText(String text) {
        int line = 0;
        boolean plain = true;
        for (String row : text.split("\r\n|\r|\n", -1)) {
            line++;
            if (row.chars().anyMatch(c -> c < 32 && c != '\t' || c == 127)) {
                report.add(line, "there is a control character, which no text holds", "check that this is a rule file, and"
                        + " retype the line");
                return false;
            }
            if (row.matches(" *\t.*") && !row.isBlank()) {
                report.add(line, "the line is indented with a tab", "indent it with blanks, as YAML asks");
                plain = false;
            }
        }
        return plain;
    }

    private Optional<MappingNode> compose(String text) {
        LoaderOptions options = new LoaderOptions();
        options.setNestingDepthLimit(DEEPEST);
        Yaml yaml = new Yaml(new SafeConstructor(options));
        try {
            Event first = null;
            int documents = 0;
            for (Event event : yaml.parse(new StringReader(text))) {
                documents += event instanceof DocumentStartEvent ? 1 : 0;
                first = first == null && (documents > 1 || beyondPlain(event)) ? event : first;
            }
            if (first != null) {
                report.add(first.getStartMark().getLine() + 1, "rule files use neither anchors (&), references (*), tags (!)"
                        + " nor a second document (---)", "write the words out; put \"*\" in quotes");
                return Optional.empty();
            }
            return top(yaml.compose(new StringReader(text)));
        } catch (MarkedYAMLException e) {
            int line = e.getProblemMark() == null ? 0 : e.getProblemMark().getLine() + 1;
            report.add(line, "this is not YAML (" + Report.quote(e.getProblem()) + ")", "check indentation, brackets, and"
                    + " quotes around texts that hold a colon or begin with a sign");
        } catch (YAMLException e) {
            report.add(0, "the file cannot be read (" + Report.quote(String.valueOf(e.getMessage())) + ")",
                    "write it as the examples in the handbook");
        }
        return Optional.empty();
    }

    private static boolean beyondPlain(Event event) {
        return event instanceof AliasEvent
                || event instanceof NodeEvent node && node.getAnchor() != null
                || event instanceof ScalarEvent scalar && scalar.getTag() != null
                || event instanceof CollectionStartEvent collection && collection.getTag() != null;
    }

    private Optional<MappingNode> top(Node node) {
        if (node instanceof MappingNode mapping) {
            return Optional.of(mapping);
        }
        report.add(node == null ? 0 : Report.line(node), node == null ? "the file holds nothing" : "the file is no list of"
                + " keys and values", "begin with 'jurisdiction:', as the examples in the handbook");
        return Optional.empty();
    }
}
