package org.preferencecenter.office.entity;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;

import org.preferencecenter.center.entity.MailAddress;
import org.preferencecenter.consent.entity.Cell;
import org.preferencecenter.exchange.entity.ImportOrder;
import org.preferencecenter.exchange.entity.Profile;
import org.preferencecenter.exchange.entity.Status;
import org.preferencecenter.exchange.entity.Target;
import org.preferencecenter.law.entity.Audience;
import org.preferencecenter.law.entity.LegalBasis;
import org.preferencecenter.link.entity.Scope;

/**
 * The form of an import as it was filled in: what it orders, or what is missing, field by field. What was typed is kept.
 *
 * @param fields by name, as they were sent; {@code c0}, {@code c1} … say what the columns hold
 */
public record ImportForm(Map<String, String> fields, List<String> about) {

    public static final String NO_BASIS = "NONE";

    public String value(String name, String unless) {
        return fields.getOrDefault(name, unless);
    }

    /** What columns hold, as far as it was said; the guess where it was not. */
    public static List<Target> guess(List<String> headings, Profile profile, Map<String, Target> remembered) {
        List<Target> targets = new ArrayList<>();
        Set<Target> taken = new java.util.HashSet<>();
        for (String heading : headings) {
            Target target = remembered.getOrDefault(Profile.plain(heading), profile.guess(heading).orElse(Target.IGNORED));
            // Two columns cannot both be the address.
            targets.add(target.kind().inParts() || taken.add(target) ? target : Target.IGNORED);
        }
        return targets;
    }

    /**
     * What the lines themselves tell, where no heading named the mail addresses: "Adresse" may be a street or a mailbox, and
     * the first lines show which.
     *
     * @param guess   by the headings
     * @param samples the first lines of each column
     */
    public static List<Target> seen(List<Target> guess, List<List<String>> samples) {
        Target mail = Target.of(Target.Kind.EMAIL);
        List<Target> targets = new ArrayList<>(guess);
        for (int i = 0; i < targets.size() && !targets.contains(mail); i++) {
            List<String> filled = samples.get(i).stream().map(String::strip).filter(text -> !text.isEmpty()).toList();
            long addresses = filled.stream().filter(MailAddress::plausible).count();
            if (addresses > 0 && addresses * 2 > filled.size()) {
                targets.set(i, mail);
            }
        }
        return targets;
    }

    /** What all lines of a file are, if a column tells that only such files have. */
    public static Optional<Status> everybody(List<String> headings, Profile profile) {
        Set<Status> marks = headings.stream().map(Profile::plain).filter(profile.marks()::containsKey)
                .map(profile.marks()::get).collect(Collectors.toSet());
        return java.util.stream.Stream.of(Status.BOUNCED, Status.STOPPED, Status.YES).filter(marks::contains).findFirst();
    }

    /** The targets chosen. */
    public List<Target> targets(int columns) {
        List<Target> targets = new ArrayList<>();
        for (int i = 0; i < columns; i++) {
            targets.add(Target.parse(value("c" + i, "ignore")).orElse(Target.IGNORED));
        }
        return targets;
    }

    /** What a yes of the whole line is a yes to. */
    public List<Cell> cells() {
        return about.stream().map(text -> Target.parse("answer/" + text)).flatMap(Optional::stream).map(Target::cell).toList();
    }

    /**
     * What is missing or does not go together: the field, and the key of the sentence.
     *
     * @param purpose whose a scope is
     */
    public Map<String, String> flaws(int columns, Function<Scope, Integer> purpose, LocalDate today) {
        Map<String, String> flaws = new LinkedHashMap<>();
        List<Target> targets = targets(columns);
        Set<Target.Kind> kinds = targets.stream().map(Target::kind).collect(Collectors.toSet());
        if (kinds.stream().noneMatch(kind -> kind == Target.Kind.EMAIL || kind == Target.Kind.MOBILE || kind == Target.Kind.PHONE
                || kind == Target.Kind.POST)) {
            flaws.put("columns", "import.flaw.noAddress");
        }
        twice(targets).ifPresent(kind -> flaws.put("columns", "import.flaw.twice"));
        if (!fields.containsKey("basis")) {
            flaws.put("basis", "import.flaw.basis");
        }
        boolean yes = kinds.contains(Target.Kind.ANSWER) || !about.isEmpty();
        if (value("everybody", "").equals(Status.YES.name()) && about.isEmpty()) {
            flaws.put("about", "import.flaw.about");
        }
        if (value("basis", "").equals(LegalBasis.CONSENT.name()) && yes) {
            if (value("point", "").isEmpty()) {
                flaws.put("point", "import.flaw.point");
            }
            if (value("day", "").isEmpty() && !kinds.contains(Target.Kind.GIVEN_AT)) {
                flaws.put("day", "import.flaw.day");
            }
            if (asked(targets).stream().map(cell -> purpose.apply(cell.scope())).anyMatch(id -> value("notice" + id, "").isEmpty())) {
                flaws.put("about", "import.flaw.notice");
            }
        }
        Optional<LocalDate> day = day();
        if (!value("day", "").isEmpty() && (day.isEmpty() || day.get().isAfter(today))) {
            flaws.put("day", "import.flaw.dayRead");
        }
        return flaws;
    }

    private static Optional<Target.Kind> twice(List<Target> targets) {
        Map<Target, Long> counts = targets.stream().filter(target -> !target.kind().inParts())
                .collect(Collectors.groupingBy(target -> target, Collectors.counting()));
        return counts.entrySet().stream().filter(count -> count.getValue() > 1).map(count -> count.getKey().kind()).findFirst();
    }

    private List<Cell> asked(List<Target> targets) {
        List<Cell> asked = new ArrayList<>(cells());
        targets.stream().filter(target -> target.cell() != null).forEach(target -> asked.add(target.cell()));
        return asked;
    }

    private Optional<LocalDate> day() {
        try {
            return value("day", "").isEmpty() ? Optional.empty() : Optional.of(LocalDate.parse(value("day", "")));
        } catch (DateTimeException none) {
            return Optional.empty();
        }
    }

    /** The order, once there are no flaws. */
    public ImportOrder order(ImportOrder.FileForm file, String profile, int columns, UUID change) {
        Map<Integer, Integer> notices = new TreeMap<>();
        fields.forEach((name, value) -> {
            if (name.matches("notice[0-9]{1,9}") && value.matches("[0-9]{1,9}")) {
                notices.put(Integer.valueOf(name.substring("notice".length())), Integer.valueOf(value));
            }
        });
        String basis = value("basis", NO_BASIS);
        return new ImportOrder(file, profile, targets(columns), status(), cells(),
                Arrays.stream(LegalBasis.values()).filter(one -> one.name().equals(basis)).findFirst().orElse(null),
                day().orElse(null), value("point", "").matches("[0-9]{1,9}") ? Integer.parseInt(value("point", "")) : 0, notices,
                value("country", "").matches("[A-Z]{2}") ? value("country", "") : null,
                Arrays.stream(Audience.values()).filter(one -> one.name().equals(value("audience", ""))).findFirst()
                        .orElse(Audience.CONSUMER), change);
    }

    private Status status() {
        return Arrays.stream(Status.values()).filter(one -> one.name().equals(value("everybody", ""))).findFirst().orElse(null);
    }
}
