package org.preferencecenter.retention.entity;

import java.time.LocalDate;
import java.time.Period;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

import org.preferencecenter.catalog.entity.Catalogue;
import org.preferencecenter.law.entity.Audience;
import org.preferencecenter.law.entity.Condition;
import org.preferencecenter.law.entity.Duty;
import org.preferencecenter.law.entity.Effect;
import org.preferencecenter.law.entity.Jurisdiction;
import org.preferencecenter.law.entity.MessageNature;
import org.preferencecenter.law.entity.Obligation;
import org.preferencecenter.law.entity.Rule;
import org.preferencecenter.law.entity.RuleBook;
import org.preferencecenter.law.entity.Term;

/**
 * The terms of the rule book on one day. Of the book's term and the house's own the shorter one counts. Where the book has no
 * term for a country, the house's own counts alone; where nobody knows the country, the shortest of all countries.
 *
 * <p>Asked again, it answers from what it found before; for one thread.
 */
public final class Terms {

    /** Where neither book nor catalogue says anything: as long as the shortest term that we know (CNIL, FR-15). */
    static final int HOUSE_MONTHS = 36;
    /** Any day tells which of two terms is shorter. */
    private static final LocalDate SOME_DAY = LocalDate.of(2025, 1, 31);
    private static final Comparator<Keeping> SHORTEST = Comparator.comparing(keeping -> keeping.over(SOME_DAY));

    private final RuleBook book;
    private final List<Rule> inForce;
    private final Map<List<Object>, Keeping> found = new HashMap<>();

    /** @param day on which the rules are asked */
    public Terms(RuleBook book, LocalDate day) {
        this.book = book;
        this.inForce = book.rules(day).stream().filter(rule -> rule.nature() != MessageNature.SERVICE).toList();
    }

    public RuleBook book() {
        return book;
    }

    /**
     * Of one purpose: no message for it after so long without a sign.
     *
     * @param jurisdiction ISO 3166-1 alpha-2, or null
     * @param months       the house's own term
     */
    public Keeping of(String jurisdiction, Audience audience, int months) {
        return found.computeIfAbsent(List.of(place(jurisdiction), audience, months), asked -> shortest(
                there(jurisdiction, audience).filter(rule -> rule.effect() == Effect.FORBID).flatMap(Terms::silences), months));
    }

    /** Of the data as a whole, once no purpose uses it. */
    public Keeping ofAll(String jurisdiction, Audience audience) {
        return found.computeIfAbsent(List.of(place(jurisdiction), audience), asked -> shortest(
                there(jurisdiction, audience).flatMap(Terms::ends), HOUSE_MONTHS));
    }

    /** All terms there are, one a line: what somebody agrees to who lets the schedule run. */
    public List<String> told(Catalogue catalogue) {
        Stream<String> rules = inForce.stream().flatMap(rule -> Stream.concat(rule.effect() == Effect.FORBID ? silences(rule)
                : Stream.empty(), ends(rule))).map(keeping -> keeping.rule() + "=" + keeping.term());
        return Stream.concat(rules, catalogue.purposes().stream().map(purpose -> purpose.id() + "=P" + purpose.retentionMonths() + "M"))
                .distinct().sorted().toList();
    }

    /** Whether a term is shorter than it was, or a rule is new. A purpose that is new shortens nothing. */
    public static boolean stricter(List<String> agreed, List<String> now) {
        Map<String, Period> before = periods(agreed);
        return periods(now).entrySet().stream().anyMatch(one -> {
            Period was = before.get(one.getKey());
            boolean purpose = Character.isDigit(one.getKey().charAt(0));
            return was == null ? !purpose : SOME_DAY.plus(one.getValue()).isBefore(SOME_DAY.plus(was));
        });
    }

    private static Map<String, Period> periods(List<String> told) {
        Map<String, Period> periods = new HashMap<>();
        told.forEach(line -> periods.put(line.substring(0, line.indexOf('=')), Period.parse(line.substring(line.indexOf('=') + 1))));
        return periods;
    }

    private String place(String jurisdiction) {
        return book.knows(jurisdiction) && !jurisdiction.equals(Jurisdiction.UNION) ? jurisdiction : "";
    }

    private Stream<Rule> there(String jurisdiction, Audience audience) {
        String place = place(jurisdiction);
        Set<String> near = Set.copyOf(place.isEmpty() ? everywhere() : book.near(place));
        return inForce.stream().filter(rule -> near.contains(rule.jurisdiction()))
                .filter(rule -> rule.audiences().isEmpty() || rule.audiences().contains(audience));
    }

    private Collection<String> everywhere() {
        return book.jurisdictions().stream().map(Jurisdiction::code).toList();
    }

    private static Stream<Keeping> silences(Rule rule) {
        return rule.when().stream().filter(Condition.Inactive.class::isInstance)
                .map(condition -> new Keeping(((Condition.Inactive) condition).since(), rule.id(), true));
    }

    private static Stream<Keeping> ends(Rule rule) {
        return rule.duties().stream().filter(duty -> duty.obligation() == Obligation.END_OF_DATA && duty.term() != null)
                .map(Duty::term).map(term -> new Keeping(period(term), rule.id(), true));
    }

    private static Period period(Term term) {
        return switch (term.unit()) {
            case YEARS -> Period.ofYears(term.amount());
            case MONTHS -> Period.ofMonths(term.amount());
            // Hours and minutes are no terms of keeping; business days are days, and a little less strict than the letter.
            case DAYS, BUSINESS_DAYS, HOURS, MINUTES -> Period.ofDays(term.amount());
        };
    }

    private static Keeping shortest(Stream<Keeping> rules, int months) {
        Optional<Keeping> book = rules.min(SHORTEST);
        Keeping house = new Keeping(Period.ofMonths(months), "", book.isPresent());
        return book.filter(rule -> SHORTEST.compare(rule, house) <= 0).orElse(house);
    }
}
