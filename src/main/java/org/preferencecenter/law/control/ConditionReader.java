package org.preferencecenter.law.control;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalTime;
import java.time.Period;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;

import org.preferencecenter.law.entity.Condition;
import org.preferencecenter.law.entity.Fact;
import org.preferencecenter.law.entity.TimedCondition;
import org.preferencecenter.law.entity.TimedCondition.Window;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;

/** From a word of the closed vocabulary, with its arguments, to the condition it means. */
final class ConditionReader {

    /** Every word there is; {@code law/README.md} says what each means. */
    static final List<String> WORDS = List.of("consent", "sale", "same-seller", "analogous", "inquiry", "current-contract",
            "function-match", "role-address", "personal-address", "recorded", "screened", "listed", "appointment", "inactive",
            "younger-than", "open-pixel", "pixel-consent", "asks-to-go-on", "outside-hours", "attempts-reached",
            "refused-within");

    private static final int MOST_YEARS = 100;
    private static final String PERIOD = "a period of up to 100 years, such as P1Y, P24M or P30D";
    private static final String LENGTH = "a length of up to 31 days, such as PT30M or PT2H";

    private final Report report;
    private final Consumer<ScalarNode> namesList;

    /** @param namesList is told each opposition list a condition names */
    ConditionReader(Report report, Consumer<ScalarNode> namesList) {
        this.report = report;
        this.namesList = namesList;
    }

    /** Null where it cannot be read, which the report says. */
    Condition read(Node entry) {
        Node word = entry;
        Node argument = null;
        if (entry instanceof MappingNode mapping) {
            if (mapping.getValue().size() != 1) {
                report.add(entry, "an entry must be one condition", "give each its own line with a dash, and its arguments in"
                        + " braces: - consent: {within: P1Y}");
                return null;
            }
            NodeTuple only = mapping.getValue().get(0);
            word = only.getKeyNode();
            argument = only.getValueNode();
        }
        String text = Fields.text(word, "a condition", report);
        return text == null || Fields.word(word, text, WORDS, "condition", report).isEmpty() ? null
                : condition(text, new Argument(text, entry, argument));
    }

    private Condition condition(String word, Argument given) {
        return switch (word) {
            case "consent" -> new Condition.Consent(given.period("within", false));
            case "sale" -> new Condition.Sale(given.period("within", false));
            case "inquiry" -> new Condition.Inquiry(given.period("within", false));
            case "same-seller" -> given.nothing(new Condition.SameSeller());
            case "analogous" -> given.nothing(new Condition.Analogous());
            case "current-contract" -> given.nothing(new Condition.CurrentContract());
            case "function-match" -> given.nothing(new Condition.FunctionMatch());
            case "role-address" -> given.nothing(new Condition.RoleAddress());
            case "personal-address" -> given.nothing(new Condition.PersonalAddress());
            case "open-pixel" -> given.nothing(new Condition.OpenPixel());
            case "pixel-consent" -> given.nothing(new Condition.PixelConsent());
            case "asks-to-go-on" -> given.nothing(new Condition.AsksToGoOn());
            case "recorded" -> recorded(given);
            case "listed" -> new Condition.Listed(given.list(given.value("BLOCTEL")));
            case "screened" -> screened(given);
            case "appointment" -> appointment(given);
            case "inactive" -> new Condition.Inactive(given.period("since", true));
            case "younger-than" -> new Condition.YoungerThan(number(given.value("15"), "an age", 1, 120));
            case "outside-hours" -> outsideHours(given);
            case "attempts-reached" -> attemptsReached(given);
            case "refused-within" -> new TimedCondition.RefusedWithin(number(given.value("60"), "a number of days", 1, 3660));
            default -> throw new IllegalStateException("the word '" + word + "' is in the list, but has no meaning");
        };
    }

    private Condition recorded(Argument given) {
        ScalarNode value = given.value("soleTrader");
        List<String> keys = Arrays.stream(Fact.values()).map(Fact::key).toList();
        return value == null ? null : Fields.word(value, value.getValue(), keys, "fact", report)
                .flatMap(Fact::of).map(Condition.Recorded::new).orElse(null);
    }

    private Condition screened(Argument given) {
        Fields fields = given.fields(Set.of("list", "within"));
        fields.needs("list", "BLOCTEL");
        fields.needs("within", "P30D");
        String list = fields.has("list") && fields.at("list") instanceof ScalarNode name ? given.list(name) : null;
        return new Condition.Screened(list, fields.parsed("within", ConditionReader::period, PERIOD));
    }

    private Condition appointment(Argument given) {
        Fields fields = given.fields(Set.of("within"));
        fields.needs("within", "PT30M");
        return new Condition.Appointment(fields.parsed("within", ConditionReader::length, LENGTH));
    }

    private Condition attemptsReached(Argument given) {
        Fields fields = given.fields(Set.of("most", "days"));
        fields.needs("most", "4");
        fields.needs("days", "30");
        Integer most = fields.parsed("most", text -> whole(text, 1, 1000), "a whole number from 1 to 1000");
        Integer days = fields.parsed("days", text -> whole(text, 1, 90), "a whole number from 1 to 90");
        return most == null || days == null ? null : new TimedCondition.AttemptsReached(most, days);
    }

    private Condition outsideHours(Argument given) {
        Fields fields = given.fields(Set.of("days", "hours", "holidays"));
        fields.needs("days", "[MONDAY, FRIDAY]");
        fields.needs("hours", "[\"09:00-18:00\"]");
        List<DayOfWeek> days = fields.words("days", DayOfWeek.class, Fields.names(DayOfWeek.class), "day");
        List<Window> windows = fields.texts("hours", "[\"09:00-18:00\"]", this::window);
        Boolean holidays = fields.parsed("holidays", text -> text.matches("true|false")
                ? Optional.of(Boolean.valueOf(text)) : Optional.empty(), "true or false");
        if (windows.stream().anyMatch(one -> windows.stream().anyMatch(two -> one != two
                && one.from().isBefore(two.to()) && two.from().isBefore(one.to())))) {
            fields.wrong("hours", "two of the hours overlap", "write them as one: \"10:00-14:00\"");
        }
        return days.isEmpty() || windows.isEmpty() ? null
                : new TimedCondition.OutsideHours(new TreeSet<>(days), windows, Boolean.TRUE.equals(holidays));
    }

    private Window window(ScalarNode entry) {
        String[] ends = entry.getValue().strip().split("-");
        try {
            if (ends.length == 2 && entry.getValue().strip().matches("\\d\\d:\\d\\d-\\d\\d:\\d\\d")) {
                return new Window(LocalTime.parse(ends[0]), LocalTime.parse(ends[1]));
            }
        } catch (DateTimeParseException | IllegalArgumentException notHours) {
            // said below
        }
        report.add(entry, "'" + Report.quote(entry.getValue()) + "' are no hours", "write from and to within a day, such as"
                + " \"09:00-18:00\"");
        return null;
    }

    private int number(ScalarNode value, String what, int least, int most) {
        if (value == null) {
            return least;
        }
        return whole(value.getValue().strip(), least, most).orElseGet(() -> {
            report.add(value, "'" + Report.quote(value.getValue()) + "' is not " + what, "write a whole number from " + least
                    + " to " + most);
            return least;
        });
    }

    static Optional<Integer> whole(String text, int least, int most) {
        return text.matches("\\d{1,6}") && Integer.parseInt(text) >= least && Integer.parseInt(text) <= most
                ? Optional.of(Integer.parseInt(text)) : Optional.empty();
    }

    private static Optional<Period> period(String text) {
        try {
            Period period = Period.parse(text);
            boolean forward = !period.isNegative() && !period.isZero();
            return forward && period.toTotalMonths() <= MOST_YEARS * 12L && period.getDays() <= MOST_YEARS * 366
                    ? Optional.of(period) : Optional.empty();
        } catch (DateTimeParseException notPeriod) {
            return Optional.empty();
        }
    }

    private static Optional<Duration> length(String text) {
        try {
            Duration length = Duration.parse(text);
            return length.isZero() || length.isNegative() || length.compareTo(Duration.ofDays(31)) > 0
                    ? Optional.empty() : Optional.of(length);
        } catch (DateTimeParseException | ArithmeticException notDuration) {
            return Optional.empty();
        }
    }

    /** What follows a condition's word. */
    private final class Argument {

        private final String word;
        private final Node entry;
        private final Node node;

        Argument(String word, Node entry, Node node) {
            this.word = word;
            this.entry = entry;
            this.node = node;
        }

        Condition nothing(Condition condition) {
            if (node != null) {
                report.add(entry, "'" + word + "' takes nothing", "write - " + word);
            }
            return condition;
        }

        /** One value; null if there is none, which the report says. */
        ScalarNode value(String example) {
            if (node == null || !(node instanceof ScalarNode scalar) || scalar.getValue().isBlank()) {
                report.add(entry, "'" + word + "' needs one value", "write - " + word + ": " + example);
                return null;
            }
            return scalar;
        }

        String list(ScalarNode name) {
            if (name == null) {
                return null;
            }
            namesList.accept(name);
            return name.getValue().strip();
        }

        Period period(String key, boolean needed) {
            if (node == null && !needed) {
                return null;
            }
            Fields fields = fields(Set.of(key));
            fields.needs(key, "P1Y");
            return fields.parsed(key, ConditionReader::period, PERIOD);
        }

        Fields fields(Set<String> known) {
            if (node instanceof MappingNode mapping) {
                return new Fields(mapping, "condition '" + word + "'", new TreeSet<>(known), report);
            }
            report.add(entry, "'" + word + "' needs its arguments in braces", "write - " + word + ": {"
                    + String.join(": …, ", new TreeSet<>(known)) + ": …}");
            return Fields.none(entry);
        }
    }
}
