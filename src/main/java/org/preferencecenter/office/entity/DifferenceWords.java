package org.preferencecenter.office.entity;

import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

import org.preferencecenter.center.entity.Words;
import org.preferencecenter.ledger.entity.Difference;

/** Says what an audit found as somebody understands who never saw the database: what was done, to what, and what can be known. */
public record DifferenceWords(Words words) {

    private static final String DIFF = "log.diff.";
    private static final String NOTHING = "-";
    /** Columns beside an entry: the entry itself is as it was signed. */
    private static final Set<String> BESIDE = Set.of("at", "prev_hash", "recipient_id", "seq");
    /** Words that entries signed. */
    private static final Pattern WORDS = Pattern.compile("(notice|script)/\\d+");
    private static final Map<String, String> KNOWN = Map.of("hash", "hash", "ledger_leaf.hash", "treehash", "leaf", "unknown");

    /** What was found, in one to three sentences. */
    public String of(Difference found) {
        String field = found.field();
        return switch (found.kind()) {
            case CHANGED -> changed(found, field);
            case REMOVED -> WORDS.matcher(field).matches() ? words.say(DIFF + field.replaceFirst("/.*", ".gone"),
                    field.replaceFirst(".*/", ""), entry(found))
                    : field.startsWith("node") ? words.say(DIFF + "node.gone", number(found.leaf()))
                    : field.equals("recipient") ? words.say(DIFF + "person.gone", number(found.recipient()))
                    : field.equals("leaf_index") ? words.say(DIFF + "place.gone", entry(found))
                    : found.recipient() > 0 ? words.say(DIFF + "removed", entry(found)) : words.say(DIFF + "removed.leaf", number(found.leaf()));
            case INSERTED -> found.recipient() > 0 ? words.say(DIFF + "inserted", entry(found)) : words.say(DIFF + "inserted.leaf",
                    number(found.leaf()));
            case REORDERED -> words.say(DIFF + "reordered", entry(found));
            case REPLAYED -> words.say(DIFF + "replayed", entry(found));
            case TRUNCATED -> found.recipient() > 0 ? words.say(DIFF + "cut", number(found.recipient()), number(found.seq()))
                    : words.say(DIFF + "cut.log", number(found.leaf()), number(found.since()));
            case CHECKPOINT -> words.say(DIFF + (field.equals("note") ? "note" : "root"), number(found.since()));
            case KEY -> words.say(DIFF + "key", field.replaceFirst(".*/", ""));
            case STANDING -> standing(found, field);
        };
    }

    private String changed(Difference found, String field) {
        if (field.startsWith("node")) {
            return words.say(DIFF + "node", number(found.leaf()));
        }
        if (WORDS.matcher(field).matches()) {
            return words.say(DIFF + field.replaceFirst("/.*", ""), field.replaceFirst(".*/", ""), entry(found), found.was(), found.is());
        }
        if (BESIDE.contains(field)) {
            return words.say(DIFF + "beside", entry(found), field(field), found.was(), found.is());
        }
        if (KNOWN.containsKey(field) || found.was().isEmpty()) {
            return words.say(DIFF + KNOWN.getOrDefault(field, "unknown"), entry(found));
        }
        String[] fields = field.split(",");
        String[] was = found.was().split(",");
        String[] is = found.is().split(",");
        StringBuilder said = new StringBuilder(words.say(DIFF + "changed", entry(found)));
        for (int i = 0; i < fields.length; i++) {
            said.append(' ').append(words.say(DIFF + "fact", field(fields[i]), value(was[i]), value(is[i])));
        }
        return said.toString();
    }

    private String standing(Difference found, String field) {
        String cell = field.replaceFirst(".*@", "").replace("/", ", ");
        String person = number(found.recipient());
        if (field.startsWith("choice@") || !field.contains("@")) {
            return found.is().equals(NOTHING) ? words.say(DIFF + "choice.gone", person, cell, value(found.was()))
                    : words.say(DIFF + "choice.none", person, cell, value(found.is()));
        }
        return words.say(DIFF + "choice", person, cell, field("choice." + field.replaceFirst("choice[.](.*)@.*", "$1")),
                value(found.was()), value(found.is()), number(found.seq()));
    }

    private String entry(Difference found) {
        String person = number(found.recipient());
        return found.leaf() < 0 ? words.say("log.entry", number(found.seq()), person)
                : words.say("log.entry.leaf", number(found.seq()), person, number(found.leaf()));
    }

    private String field(String field) {
        String key = "log.field." + field;
        return words.phrases().containsKey(key) ? words.say(key) : words.say("log.field", field.replaceFirst("^facts[.]", ""));
    }

    /** As the log writes it, or in words where there are any. */
    private String value(String value) {
        String key = "log.value." + value;
        return words.phrases().containsKey(key) ? words.say(key) : value;
    }

    /** Names of things, not amounts: without the blanks of a language. */
    private static String number(long number) {
        return Long.toString(number);
    }
}
