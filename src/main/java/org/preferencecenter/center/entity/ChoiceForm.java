package org.preferencecenter.center.entity;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.Period;
import java.time.ZoneId;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

import org.preferencecenter.catalog.entity.Brand;
import org.preferencecenter.catalog.entity.Catalogue;
import org.preferencecenter.catalog.entity.Purpose;
import org.preferencecenter.catalog.entity.Topic;
import org.preferencecenter.consent.entity.Cell;
import org.preferencecenter.consent.entity.Frequency;
import org.preferencecenter.consent.entity.Wish;
import org.preferencecenter.law.entity.Channel;
import org.preferencecenter.law.entity.MessageNature;
import org.preferencecenter.link.entity.Scope;

/**
 * One posted preference page. Its fields carry ids, so a topic retired between GET and POST never shifts another's
 * meaning, and what was shown, so that only what the person changed becomes a wish:
 *
 * <pre>
 * was=TOPIC:12/EMAIL=1      the box was shown ticked (0: not ticked)
 * on=TOPIC:12/EMAIL         the box is ticked now
 * freq.TOPIC:12=AT_MOST:1:WEEK   chosen now; wasfreq.TOPIC:12 is what was shown
 * pause=30                  days; "end" ends a pause; "until" takes the date in until=2026-12-24; anything else leaves it
 * </pre>
 *
 * Whatever is not of this form is not read: unknown ids and garbage change nothing.
 *
 * @param was          the boxes that were on the page, and whether they were ticked
 * @param on           the boxes ticked now
 * @param frequency    the frequency chosen now
 * @param frequencyWas the frequency that was shown
 * @param pause        the pause asked for, as sent
 * @param until        the date typed for it, as sent
 */
public record ChoiceForm(Map<Cell, Boolean> was, Set<Cell> on, Map<Scope, Frequency> frequency,
        Map<Scope, Frequency> frequencyWas, String pause, String until) {

    /** Pauses offered, in days. */
    public static final List<Integer> PAUSES = List.of(30, 60, 90);
    /** The value that ends a pause. */
    public static final String END = "end";
    /** The value of a pause until a date of one's own. */
    public static final String UNTIL = "until";
    /** The longest pause by date; who wants longer stops. */
    private static final Period LONGEST = Period.ofYears(1);
    private static final String FREQUENCY = "freq.";
    private static final String FREQUENCY_WAS = "wasfreq.";

    /** Reads what can be read and leaves the rest. */
    public static ChoiceForm read(Fields fields) {
        Map<Cell, Boolean> was = new LinkedHashMap<>();
        for (String text : fields.all("was")) {
            int end = text.length() - 2;
            if (end > 0 && (text.endsWith("=1") || text.endsWith("=0"))) {
                cell(text.substring(0, end)).ifPresent(cell -> was.put(cell, text.endsWith("1")));
            }
        }
        Set<Cell> on = new LinkedHashSet<>();
        fields.all("on").forEach(text -> cell(text).ifPresent(on::add));
        return new ChoiceForm(was, on, frequencies(fields, FREQUENCY), frequencies(fields, FREQUENCY_WAS),
                fields.first("pause"), fields.first("until").strip());
    }

    /** The form-field name of a cell: {@code TOPIC:12/EMAIL}. */
    public static String name(Cell cell) {
        return cell.scope() + "/" + cell.channel();
    }

    private static Optional<Cell> cell(String text) {
        int slash = text.indexOf('/');
        if (slash < 0) {
            return Optional.empty();
        }
        try {
            return Optional.of(new Cell(Scope.parse(text.substring(0, slash)), Channel.valueOf(text.substring(slash + 1))));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static Map<Scope, Frequency> frequencies(Fields fields, String prefix) {
        Map<Scope, Frequency> found = new LinkedHashMap<>();
        fields.byName().forEach((name, values) -> {
            if (name.startsWith(prefix)) {
                try {
                    found.put(Scope.parse(name.substring(prefix.length())), Frequency.parse(values.get(0)));
                } catch (IllegalArgumentException e) {
                    // Not a field of ours: nothing was asked by it.
                }
            }
        });
        return found;
    }

    /**
     * What the person asks for: only differences between what was shown and what came back, only for this brand's
     * public promotional purposes. Nothing retired or private can be added; what was shown can always be stopped.
     *
     * @param now  when the form came in: a pause counts from here
     * @param zone the person's: a date is a day of theirs
     */
    public List<Wish> wishes(Catalogue catalogue, Brand brand, Instant now, ZoneId zone) {
        List<Wish> wishes = new ArrayList<>();
        was.forEach((cell, ticked) -> {
            boolean wanted = on.contains(cell);
            Boolean change = wanted == ticked ? null : Boolean.valueOf(wanted);
            Frequency often = asked(cell, change);
            if ((change != null || often != null) && allowed(catalogue, brand, cell, wanted)) {
                wishes.add(new Wish(cell, change, often, null));
            }
        });
        pausedUntil(now, zone).ifPresent(until ->
                wishes.add(new Wish(new Cell(Scope.brand(brand.id()), Channel.ANY), null, null, until)));
        return wishes;
    }

    /** The boxes that were shown empty and came back ticked. */
    public Set<Cell> added() {
        return was.entrySet().stream().filter(box -> !box.getValue() && on.contains(box.getKey())).map(Map.Entry::getKey)
                .collect(Collectors.toUnmodifiableSet());
    }

    /** A changed frequency counts for the topic's ticked boxes, or for all its boxes if none is; a new yes carries it. */
    private Frequency asked(Cell cell, Boolean change) {
        Frequency now = frequency.get(cell.scope());
        if (now == null || Boolean.FALSE.equals(change)) {
            return null;
        }
        if (Boolean.TRUE.equals(change)) {
            return now;
        }
        boolean reaches = on.contains(cell) || on.stream().noneMatch(other -> other.scope().equals(cell.scope()));
        return reaches && !Objects.equals(now, frequencyWas.get(cell.scope())) ? now : null;
    }

    private Optional<Instant> pausedUntil(Instant now, ZoneId zone) {
        if (pause.equals(END)) {
            return Optional.of(Instant.EPOCH);
        }
        if (dated()) {
            return date().filter(day -> flaw(now, zone).isEmpty()).map(day -> day.atStartOfDay(zone).toInstant());
        }
        return PAUSES.stream().filter(days -> pause.equals(days.toString())).findFirst()
                .map(days -> now.plus(Duration.ofDays(days)));
    }

    /** A date was typed, and no other pause chosen: it is meant whether or not its own button was pressed. */
    public boolean dated() {
        return pause.equals(UNTIL) || !until.isEmpty() && !pause.equals(END)
                && PAUSES.stream().noneMatch(days -> pause.equals(days.toString()));
    }

    /** The first day a pause may last until, in the person's time zone. */
    static LocalDate first(Instant now, ZoneId zone) {
        return LocalDate.ofInstant(now, zone).plusDays(1);
    }

    static LocalDate last(Instant now, ZoneId zone) {
        return LocalDate.ofInstant(now, zone).plus(LONGEST);
    }

    /** What is wrong with the date: the key of a sentence, {@code until.missing} and the like; nothing: it can be used. */
    public Optional<String> flaw(Instant now, ZoneId zone) {
        if (!dated()) {
            return Optional.empty();
        }
        if (until.isEmpty()) {
            return Optional.of("until.missing");
        }
        return date().map(day -> day.isBefore(first(now, zone)) ? "until.past" : day.isAfter(last(now, zone)) ? "until.far" : "")
                .or(() -> Optional.of("until.wrong")).filter(flaw -> !flaw.isEmpty());
    }

    private Optional<LocalDate> date() {
        try {
            return Optional.of(LocalDate.parse(until));
        } catch (DateTimeParseException noDate) {
            return Optional.empty();
        }
    }

    /** Whether a cell is one of this brand's public promotional ones; what is retired can still be stopped. */
    static boolean allowed(Catalogue catalogue, Brand brand, Cell cell, boolean wanted) {
        Scope scope = cell.scope();
        Optional<Topic> topic = scope.kind() == Scope.Kind.TOPIC ? catalogue.topic(scope.id()) : Optional.empty();
        Optional<Purpose> found = scope.kind() == Scope.Kind.PURPOSE ? catalogue.purpose(scope.id())
                : topic.map(Topic::purpose);
        if (found.isEmpty()) {
            return false;
        }
        Purpose purpose = found.get();
        boolean ours = purpose.brand().id() == brand.id() && purpose.offered() && purpose.published()
                && purpose.nature() == MessageNature.PROSPECTING && purpose.channels().contains(cell.channel());
        boolean alive = !purpose.retired() && !purpose.brand().retired() && topic.map(t -> !t.retired())
                .orElseGet(() -> purpose.topics().stream().allMatch(Topic::retired));
        return ours && (alive || !wanted);
    }
}
