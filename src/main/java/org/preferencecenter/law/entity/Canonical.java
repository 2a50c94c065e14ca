package org.preferencecenter.law.entity;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

import org.preferencecenter.law.entity.TimedCondition.AttemptsReached;
import org.preferencecenter.law.entity.TimedCondition.OutsideHours;
import org.preferencecenter.law.entity.TimedCondition.RefusedWithin;

/**
 * The one way to write a rule book down, as JSON with sorted keys: what its digest is made of and what is stored under it.
 * Pure. The words are those of rule files, never names of classes, so a book keeps its digest when the program changes.
 */
public final class Canonical {

    private Canonical() {
    }

    /** Everything in the book, as maps, lists, texts and numbers. */
    public static Map<String, Object> book(RuleBook book) {
        return map("format", 1,
                "jurisdictions", all(book.jurisdictions(), Canonical::jurisdiction),
                "opposition_lists", all(book.lists(), list -> map("code", list.code(), "jurisdiction", list.jurisdiction(),
                        "name", list.name())),
                "role_addresses", List.copyOf(book.words().roles()),
                "personal_domains", List.copyOf(book.words().personal()),
                "rules", all(book.rules(), Canonical::rule));
    }

    /** A jurisdiction as files write it; the order of its zones means something, the first one's day counts. */
    public static Map<String, Object> jurisdiction(Jurisdiction of) {
        return map("code", of.code(), "name", of.name(), "zones", of.zones().stream().map(Object::toString).toList(),
                "members", List.copyOf(of.members()));
    }

    /** A rule as files write it; what is left out there is left out here. */
    public static Map<String, Object> rule(Rule rule) {
        return map("id", rule.id(), "jurisdiction", rule.jurisdiction(), "title", rule.title(),
                "valid_from", text(rule.validFrom()), "valid_to", text(rule.validTo()),
                "channels", some(rule.channels().stream().map(Enum::name).sorted().toList()),
                "audiences", some(rule.audiences().stream().map(Enum::name).sorted().toList()),
                "nature", text(rule.nature()), "sectors", some(List.copyOf(rule.sectors())), "effect", rule.effect().name(),
                "basis", text(rule.basis()), "when", some(all(rule.when(), Canonical::condition)),
                "unless", some(all(rule.unless(), Canonical::condition)), "duties", some(all(rule.duties(), Canonical::duty)),
                "citation", rule.citation(), "confidence", rule.confidence().name(), "message", rule.message(),
                "text", rule.text().isEmpty() ? null : rule.text());
    }

    /** A condition as {@code {"consent": {"within": "P1Y"}}}; one without arguments has none. */
    public static Map<String, Object> condition(Condition condition) {
        return map(condition.word(), arguments(condition));
    }

    /** What a condition is asked with, by the names of rule files. */
    public static Map<String, Object> arguments(Condition condition) {
        if (condition instanceof Condition.Consent c) {
            return map("within", text(c.within()));
        } else if (condition instanceof Condition.Sale c) {
            return map("within", text(c.within()));
        } else if (condition instanceof Condition.Inquiry c) {
            return map("within", text(c.within()));
        } else if (condition instanceof Condition.Recorded c) {
            return map("flag", c.flag().key());
        } else if (condition instanceof Condition.Screened c) {
            return map("list", c.list(), "within", text(c.within()));
        } else if (condition instanceof Condition.Listed c) {
            return map("list", c.list());
        } else if (condition instanceof Condition.Appointment c) {
            return map("within", text(c.within()));
        } else if (condition instanceof Condition.Inactive c) {
            return map("since", text(c.since()));
        } else if (condition instanceof Condition.YoungerThan c) {
            return map("years", c.years());
        } else if (condition instanceof OutsideHours c) {
            return map("days", c.days().stream().map(Enum::name).toList(), "windows", all(c.windows(),
                    window -> window.from() + "-" + window.to()), "holidays", c.holidays());
        } else if (condition instanceof AttemptsReached c) {
            return map("most", c.most(), "days", c.days());
        } else if (condition instanceof RefusedWithin c) {
            return map("days", c.days());
        }
        return Map.of();
    }

    private static Map<String, Object> duty(Duty duty) {
        return map("obligation", duty.obligation().name(), "term", text(duty.term()));
    }

    /** Without what is null. */
    private static Map<String, Object> map(Object... keysAndValues) {
        Map<String, Object> map = new TreeMap<>();
        for (int i = 0; i < keysAndValues.length; i += 2) {
            if (keysAndValues[i + 1] != null) {
                map.put((String) keysAndValues[i], keysAndValues[i + 1]);
            }
        }
        return map;
    }

    private static <T> List<Object> all(Collection<T> of, java.util.function.Function<T, Object> as) {
        return of.stream().map(as).toList();
    }

    private static List<?> some(List<?> list) {
        return list.isEmpty() ? null : list;
    }

    private static String text(Object value) {
        return Objects.toString(value, null);
    }

    /** JSON without blanks, keys in their order. */
    public static String json(Object value) {
        StringBuilder out = new StringBuilder();
        write(value, out);
        return out.toString();
    }

    private static void write(Object value, StringBuilder out) {
        if (value instanceof Map<?, ?> map) {
            char before = '{';
            for (Map.Entry<?, ?> entry : new ArrayList<>(map.entrySet())) {
                quote(String.valueOf(entry.getKey()), out.append(before));
                write(entry.getValue(), out.append(':'));
                before = ',';
            }
            out.append(map.isEmpty() ? "{}" : "}");
        } else if (value instanceof Collection<?> list) {
            char before = '[';
            for (Object entry : list) {
                write(entry, out.append(before));
                before = ',';
            }
            out.append(list.isEmpty() ? "[]" : "]");
        } else if (value instanceof Number || value instanceof Boolean) {
            out.append(value);
        } else {
            quote((String) value, out);
        }
    }

    private static void quote(String text, StringBuilder out) {
        out.append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"' || c == '\\') {
                out.append('\\').append(c);
            } else if (c < ' ') {
                out.append(String.format("\\u%04x", (int) c));
            } else {
                out.append(c);
            }
        }
        out.append('"');
    }
}
