package org.preferencecenter.retention.entity;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.preferencecenter.catalog.entity.Catalogue;
import org.preferencecenter.catalog.entity.Purpose;
import org.preferencecenter.consent.entity.State;
import org.preferencecenter.law.entity.Channel;
import org.preferencecenter.law.entity.Fact;
import org.preferencecenter.law.entity.LegalBasis;
import org.preferencecenter.law.entity.MessageNature;
import org.preferencecenter.link.entity.Scope;

/**
 * All clocks of one person: one for each purpose that may use their data, or one for all of it where none may. Pure, in whole
 * days of where the person lives: neither the hour nor a change to summer time moves a day.
 *
 * @param today where they live
 * @param bound a contract or relation goes on: no clock runs
 */
public record Timetable(LocalDate today, boolean bound, List<Lapse> lapses) {

    /** @param now an instant of the day that is asked about */
    public static Timetable of(Someone who, Catalogue catalogue, Terms terms, Policy policy, Instant now) {
        ZoneId zone = who.zone(terms.book());
        LocalDate today = LocalDate.ofInstant(now, zone);
        if (who.bound(today)) {
            return new Timetable(today, true, List.of());
        }
        LastAction last = who.lastAction(zone, today);
        List<Lapse> lapses = new ArrayList<>(4);
        for (Purpose purpose : catalogue.purposes()) {
            if (uses(purpose, who)) {
                Keeping keeping = terms.of(who.jurisdiction(), who.audience(), purpose.retentionMonths());
                lapses.add(new Lapse(purpose.id(), last, keeping, keeping.over(last.day())));
            }
        }
        if (lapses.isEmpty()) {
            Keeping keeping = terms.ofAll(who.jurisdiction(), who.audience());
            LocalDate over = keeping.over(last.day());
            LocalDate expired = who.expired(zone);
            LocalDate least = expired == null ? over : expired.plusDays(policy.endingDays());
            lapses.add(new Lapse(Lapse.ALL, last, keeping, least.isAfter(over) ? least : over));
        }
        return new Timetable(today, false, List.copyOf(lapses));
    }

    /** The clock of a purpose, if it runs. */
    public Optional<Lapse> of(int purpose) {
        return lapses.stream().filter(lapse -> lapse.purpose() == purpose).findFirst();
    }

    /** Whether the purpose may use their data: they said yes to some of it, or it needs no yes and they said nothing. */
    static boolean uses(Purpose purpose, Someone who) {
        if (purpose.retired() || !purpose.published() || purpose.nature() != MessageNature.PROSPECTING) {
            return false;
        }
        boolean without = withoutConsent(purpose, who);
        return purpose.channels().stream().anyMatch(channel -> uses(purpose.scopes(), channel, who, without)
                || purpose.topics().stream().anyMatch(topic -> !topic.retired() && uses(topic.scopes(), channel, who, without)));
    }

    private static boolean uses(List<Scope> scopes, Channel channel, Someone who, boolean without) {
        State state = who.choices().on(scopes, channel).state();
        return state == State.GRANTED || state == State.NONE && without && who.channels().contains(channel);
    }

    /** Where a sale is what permits, who never bought is nobody's own customer (S-18). */
    private static boolean withoutConsent(Purpose purpose, Someone who) {
        LegalBasis basis = purpose.basis(who.audience(), who.jurisdiction()).orElse(LegalBasis.CONSENT);
        return basis != LegalBasis.CONSENT && (basis != LegalBasis.SOFT_OPT_IN || who.facts().containsKey(Fact.CUSTOMER_SINCE.key())
                || who.facts().containsKey(Fact.LAST_PURCHASE.key()));
    }
}
