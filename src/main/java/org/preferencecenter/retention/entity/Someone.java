package org.preferencecenter.retention.entity;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.preferencecenter.consent.entity.Cause;
import org.preferencecenter.consent.entity.Choice;
import org.preferencecenter.consent.entity.Choices;
import org.preferencecenter.consent.entity.State;
import org.preferencecenter.law.entity.Audience;
import org.preferencecenter.law.entity.Channel;
import org.preferencecenter.law.entity.Fact;
import org.preferencecenter.law.entity.RuleBook;

/**
 * What a clock needs to know of a person.
 *
 * @param jurisdiction ISO 3166-1 alpha-2, or null
 * @param timeZone     as it is on record, or null
 * @param collected    when they became known to us
 * @param channels     on which they have an address
 */
public record Someone(long id, Audience audience, String jurisdiction, String timeZone, Map<String, String> facts, Instant collected,
        Set<Channel> channels, Choices choices) {

    /** What came about without the person. */
    private static final Set<Cause> NOBODYS = EnumSet.of(Cause.BOUNCE, Cause.EXPIRY, Cause.LIST, Cause.SYSTEM);

    /** The same person with other choices. */
    public Someone with(Choices others) {
        return new Someone(id, audience, jurisdiction, timeZone, facts, collected, channels, others);
    }

    /** Their own zone, else the first of their country, else UTC: as rules count days. */
    public ZoneId zone(RuleBook book) {
        try {
            if (timeZone != null && !timeZone.isBlank()) {
                return ZoneId.of(timeZone);
            }
        } catch (DateTimeException unknown) {
            // A zone that does not exist is not known.
        }
        List<ZoneId> zones = jurisdiction == null ? List.of() : book.place(jurisdiction).map(place -> place.jurisdiction().zones())
                .orElse(List.of());
        return zones.isEmpty() ? ZoneOffset.UTC : zones.get(0);
    }

    /** Whether a contract or relation goes on: then no clock runs. */
    public boolean bound(LocalDate today) {
        String until = facts.get(Fact.CONTRACT_UNTIL.key());
        LocalDate last = day(until);
        String relation = facts.get(Fact.EXISTING_RELATION.key());
        return "open".equals(until) || last != null && !last.isBefore(today)
                || relation != null && !relation.isBlank() && !relation.equals("false") && !relation.equals("no");
    }

    /**
     * Their last action. What expired was none, nor what nobody confirmed, for anybody can type an address; a date still to come
     * proves nothing yet.
     *
     * @param today where they live
     */
    public LastAction lastAction(ZoneId zone, LocalDate today) {
        LastAction last = new LastAction(LocalDate.ofInstant(collected, zone), LastAction.Kind.COLLECTED);
        for (Choice choice : choices.byCell().values()) {
            if (acted(choice)) {
                last = last.or(LocalDate.ofInstant(choice.since(), zone), LastAction.Kind.CHOICE);
            }
        }
        return last.or(past(Fact.CUSTOMER_SINCE, today), LastAction.Kind.CUSTOMER)
                .or(past(Fact.LAST_PURCHASE, today), LastAction.Kind.PURCHASE)
                .or(past(Fact.CONTRACT_UNTIL, today), LastAction.Kind.CONTRACT)
                .or(past(Fact.LAST_ACTION, today), LastAction.Kind.REPORTED);
    }

    private static boolean acted(Choice choice) {
        return choice.state() != State.EXPIRED && choice.state() != State.PENDING
                && (choice.cause() == null || !NOBODYS.contains(choice.cause()));
    }

    /** The day on which a purpose was last found to be over, or null. */
    LocalDate expired(ZoneId zone) {
        return choices.byCell().values().stream().filter(choice -> choice.state() == State.EXPIRED)
                .map(choice -> LocalDate.ofInstant(choice.since(), zone)).max(LocalDate::compareTo).orElse(null);
    }

    private LocalDate past(Fact fact, LocalDate today) {
        LocalDate day = day(facts.get(fact.key()));
        return day == null || day.isAfter(today) ? null : day;
    }

    /** A day as facts write it; an instant counts as its day. Null for what is no date. */
    private static LocalDate day(String text) {
        String day = text == null ? "" : text.strip();
        try {
            return day.isEmpty() ? null : LocalDate.parse(day.length() > 10 && day.charAt(10) == 'T' ? day.substring(0, 10) : day);
        } catch (DateTimeException none) {
            return null;
        }
    }
}
