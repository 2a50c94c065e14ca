package org.preferencecenter.law.control;

import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;

import org.preferencecenter.law.entity.Audience;
import org.preferencecenter.law.entity.Channel;
import org.preferencecenter.law.entity.Condition;
import org.preferencecenter.law.entity.Confidence;
import org.preferencecenter.law.entity.Duty;
import org.preferencecenter.law.entity.Effect;
import org.preferencecenter.law.entity.LegalBasis;
import org.preferencecenter.law.entity.MessageNature;
import org.preferencecenter.law.entity.Obligation;
import org.preferencecenter.law.entity.Rule;
import org.preferencecenter.law.entity.Term;
import org.preferencecenter.law.entity.TimedCondition;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;

/** Reads one rule of a file. */
final class RuleReader {

    private static final List<String> KEYS = List.of("id", "title", "valid_from", "valid_to", "channels", "audiences", "nature",
            "sectors", "effect", "basis", "when", "unless", "duties", "citation", "confidence", "message", "text");
    private static final List<String> EFFECTS = List.of("permit", "forbid", "defer", "oblige");
    private static final List<String> CHANNELS = Fields.names(Channel.class).stream()
            .filter(name -> !name.equals(Channel.ANY.name())).toList();
    private static final Map<String, Confidence> CONFIDENCE = Map.of("V", Confidence.VERIFIED, "S", Confidence.SECONDARY,
            "M", Confidence.UNVERIFIED, "D", Confidence.DESIGN);
    private static final int MOST_YEARS = 100;
    private static final String TERM = "a number and a unit, up to 100 years, such as 10 BUSINESS_DAYS or 3 YEARS";

    private final String jurisdiction;
    private final Set<String> messages;
    private final BiConsumer<ScalarNode, Report> namesList;

    /**
     * @param messages  keys of the sentences that ship
     * @param namesList is told each opposition list a condition names
     */
    RuleReader(String jurisdiction, Set<String> messages, BiConsumer<ScalarNode, Report> namesList) {
        this.jurisdiction = jurisdiction;
        this.messages = messages;
        this.namesList = namesList;
    }

    /** The id, if the node has one: with it every mistake can be told. */
    static Optional<String> id(Node node) {
        return node instanceof MappingNode mapping ? mapping.getValue().stream()
                .filter(entry -> entry.getKeyNode() instanceof ScalarNode key && key.getValue().equals("id"))
                .map(NodeTuple::getValueNode).filter(ScalarNode.class::isInstance)
                .map(value -> ((ScalarNode) value).getValue().strip()).filter(text -> !text.isEmpty()).findFirst()
                : Optional.empty();
    }

    /** Null where it cannot be read, which the report says. @param report of the file, within this rule */
    Rule read(Node node, Report report) {
        if (!(node instanceof MappingNode mapping)) {
            report.add(node, "a rule must be keys and values", "begin it with - id: FR-99");
            return null;
        }
        Fields in = new Fields(mapping, "rule", KEYS, report);
        String id = in.needed("id", "FR-99");
        if (id != null && !id.matches("[A-Za-z0-9][A-Za-z0-9._-]{0,39}")) {
            in.wrong("id", "'" + Report.quote(id) + "' is no id", "use up to 40 letters, digits, dots and dashes, such as FR-99");
        }
        in.needs("title", "{en: …, fr: …}");
        LocalDate from = date(in, "valid_from");
        LocalDate to = date(in, "valid_to");
        if (from != null && to != null && to.isBefore(from)) {
            in.wrong("valid_to", "valid_to lies before valid_from", "the last day must be the first day or later");
        }
        ConditionReader conditions = new ConditionReader(report, list -> namesList.accept(list, report));
        List<Condition> when = conditions(in, "when", conditions, report);
        List<Condition> unless = conditions(in, "unless", conditions, report);
        List<Duty> duties = duties(in, id, report);
        Effect effect = effect(in, report);
        LegalBasis basis = in.word("basis", LegalBasis.class, "legal basis");
        checkTogether(in, effect, when);
        String citation = in.needed("citation", "the article, and where you read it");
        Confidence confidence = confidence(in);
        String message = message(in);
        List<Channel> channels = in.words("channels", Channel.class, CHANNELS, "channel");
        List<Audience> audiences = in.words("audiences", Audience.class, Fields.names(Audience.class), "audience");
        MessageNature nature = in.word("nature", MessageNature.class, "message nature");
        List<String> sectors = in.texts("sectors", "[home-energy]", entry -> sector(entry, report));
        Map<String, String> title = in.languages("title");
        Map<String, String> text = in.languages("text");
        return report.any() ? null : new Rule(id, jurisdiction, title, from, to, new LinkedHashSet<>(channels),
                new LinkedHashSet<>(audiences), nature, new LinkedHashSet<>(sectors), effect, basis, when, unless, duties,
                citation, confidence, message, text);
    }

    private static LocalDate date(Fields in, String key) {
        return in.parsed(key, text -> {
            try {
                LocalDate day = LocalDate.parse(text);
                return day.getYear() >= 1900 && day.getYear() <= 2200 ? Optional.of(day) : Optional.empty();
            } catch (DateTimeParseException notDate) {
                return Optional.empty();
            }
        }, "a day from 1900 to 2200, written as 2026-08-11");
    }

    private static List<Condition> conditions(Fields in, String key, ConditionReader reader, Report report) {
        List<Condition> found = new ArrayList<>();
        for (Node entry : in.list(key, "one line with a dash for each condition")) {
            Condition condition = reader.read(entry);
            if (condition != null && found.contains(condition)) {
                report.add(entry, "this condition is named twice", "name it once");
            } else if (condition != null) {
                found.add(condition);
            }
        }
        return found;
    }

    private static Effect effect(Fields in, Report report) {
        String text = in.needed("effect", "permit");
        return text == null ? null : Fields.word(in.at("effect"), text, EFFECTS, "effect", report)
                .map(word -> Effect.valueOf(word.toUpperCase(java.util.Locale.ROOT))).orElse(null);
    }

    private static void checkTogether(Fields in, Effect effect, List<Condition> when) {
        if (effect == Effect.PERMIT) {
            in.needs("basis", "CONSENT (or another of " + String.join(", ", Fields.names(LegalBasis.class)) + ")");
        } else if (effect != null && in.has("basis")) {
            in.wrong("basis", "only what permits stands on a basis", "leave 'basis' out, or write effect: permit");
        }
        if (effect == Effect.DEFER && when.stream().noneMatch(TimedCondition.class::isInstance)) {
            in.wrong("effect", "what defers needs a condition that time ends", "name outside-hours, attempts-reached or"
                    + " refused-within under 'when', or write effect: forbid");
        }
        if (effect == Effect.OBLIGE) {
            in.needs("duties", "[NAME_SENDER]");
        } else if (effect != null && effect != Effect.PERMIT && in.has("duties")) {
            in.wrong("duties", "only what permits or obliges names duties", "put them into a rule of their own with effect:"
                    + " oblige");
        }
    }

    private static List<Duty> duties(Fields in, String rule, Report report) {
        List<Duty> found = new ArrayList<>();
        for (Node entry : in.list("duties", "[NAME_SENDER]")) {
            Duty duty = duty(entry, rule, report);
            if (duty != null && found.stream().anyMatch(other -> other.obligation() == duty.obligation())) {
                report.add(entry, duty.obligation() + " is named twice", "name it once");
            } else if (duty != null) {
                found.add(duty);
            }
        }
        return found;
    }

    private static Duty duty(Node entry, String rule, Report report) {
        Node word = entry;
        Term term = null;
        if (entry instanceof MappingNode mapping) {
            Fields in = new Fields(mapping, "duty", List.of("obligation", "term"), report);
            term = in.parsed("term", RuleReader::term, TERM);
            if (!in.needs("obligation", "KEEP_PROOF")) {
                return null;
            }
            word = in.at("obligation");
        }
        String text = Fields.text(word, "a duty", report);
        Optional<String> known = text == null ? Optional.empty()
                : Fields.word(word, text, Fields.names(Obligation.class), "obligation", report);
        Term within = term;
        return known.map(name -> new Duty(Obligation.valueOf(name), within, rule)).orElse(null);
    }

    private static Optional<Term> term(String text) {
        String[] parts = text.split("\\s+");
        if (parts.length != 2 || !Fields.names(Term.Unit.class).contains(parts[1])) {
            return Optional.empty();
        }
        Term.Unit unit = Term.Unit.valueOf(parts[1]);
        int inYear = switch (unit) {
            case MINUTES -> 366 * 24 * 60;
            case HOURS -> 366 * 24;
            case DAYS, BUSINESS_DAYS -> 366;
            case MONTHS -> 12;
            case YEARS -> 1;
        };
        return ConditionReader.whole(parts[0], 1, MOST_YEARS * inYear).map(amount -> new Term(amount, unit));
    }

    private static Confidence confidence(Fields in) {
        in.needs("confidence", "V (read in a primary text), S (in a secondary one), M (from memory) or D (own decision)");
        return in.parsed("confidence", text -> Optional.ofNullable(CONFIDENCE.get(text)),
                "V (read in a primary text), S (in a secondary one), M (from memory) or D (own decision)");
    }

    private String message(Fields in) {
        String message = in.text("message");
        if (in.has("message") && in.has("text")) {
            in.wrong("text", "a rule has one sentence", "give either 'message' or 'text'");
        } else if (!in.has("text") && !in.has("message")) {
            in.wrong("id", "the rule has no sentence for its readers", "add text: {en: …, fr: …}");
        }
        if (message != null && !messages.contains(message)) {
            in.wrong("message", "no sentence ships under '" + Report.quote(message) + "'", "write text: {en: …, fr: …} instead");
        }
        return message;
    }

    private static String sector(ScalarNode entry, Report report) {
        String text = entry.getValue().strip();
        if (text.matches("[a-z0-9]+(-[a-z0-9]+){0,9}") && text.length() <= 60) {
            return text;
        }
        report.add(entry, "'" + Report.quote(text) + "' is no sector", "use small letters and dashes, such as home-energy");
        return null;
    }
}
