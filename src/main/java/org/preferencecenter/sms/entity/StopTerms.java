package org.preferencecenter.sms.entity;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import org.preferencecenter.law.entity.Audience;
import org.preferencecenter.law.entity.Channel;
import org.preferencecenter.law.entity.Deadline;
import org.preferencecenter.law.entity.Duty;
import org.preferencecenter.law.entity.Jurisdiction;
import org.preferencecenter.law.entity.LegalBasis;
import org.preferencecenter.law.entity.MessageNature;
import org.preferencecenter.law.entity.Obligation;
import org.preferencecenter.law.entity.Place;
import org.preferencecenter.law.entity.RuleBook;
import org.preferencecenter.law.entity.Situation;

/**
 * What the law where a number belongs asks of a STOP by text, from the rule book: how far it reaches, by when it must be
 * honoured, within what time one text may confirm it. Dates included: a rule that begins later (US-02.revoke-all, STANDARDS
 * US-02) is not asked before. Pure.
 *
 * @param everyBrand     it stops all texts and automated calls of whoever sends them
 * @param honourBy       the first instant that is too late, where the law names a term; else the text's own, for at once
 * @param confirmationBy until when one text may confirm it; null where the law does not say
 * @param rules          ids of the rules these follow from
 */
public record StopTerms(boolean everyBrand, Instant honourBy, Instant confirmationBy, List<String> rules) {

    /**
     * @param region where the number belongs, ISO 3166-1 alpha-2, or null: then the strictest of all
     * @param at     when the text was sent
     */
    public static StopTerms of(RuleBook book, String region, String brand, Instant at) {
        Situation situation = new Situation(at, null, brand, Channel.SMS, Audience.CONSUMER, MessageNature.PROSPECTING, null,
                Set.of(), Set.of(), LegalBasis.CONSENT, null, null, Map.of(), null, List.of(), null, Map.of(), false, false, false);
        List<Duty> duties = book.opinion(region, situation).duties();
        Place place = book.place(book.knows(region) ? region : Jurisdiction.WORLD).orElseThrow();
        // Where no law is known, the stop is for the brand that was written to: another's is not taken without need.
        Optional<Duty> all = owed(book, duties, Obligation.STOP_COVERS_ALL).filter(duty -> book.knows(region));
        Optional<Duty> honour = owed(book, duties, Obligation.HONOUR_STOP);
        Optional<Duty> confirm = owed(book, duties, Obligation.CONFIRM_STOP_BY_TEXT);
        List<String> rules = new ArrayList<>();
        List.of(all, honour, confirm).forEach(duty -> duty.map(Duty::rule).ifPresent(rules::add));
        return new StopTerms(all.isPresent(), by(honour, situation, place).orElse(at),
                by(confirm, situation, place).orElse(null), List.copyOf(rules));
    }

    /** As the country's own law has it; the house's floor, which is stricter, only where that is silent. */
    private static Optional<Duty> owed(RuleBook book, List<Duty> duties, Obligation what) {
        List<Duty> all = duties.stream().filter(duty -> duty.obligation() == what).toList();
        List<Duty> own = all.stream().filter(duty -> book.rule(duty.rule())
                .map(rule -> !rule.jurisdiction().equals(Jurisdiction.WORLD)).orElse(false)).toList();
        return Duty.strictest(own.isEmpty() ? all : own).stream().findFirst();
    }

    private static Optional<Instant> by(Optional<Duty> duty, Situation situation, Place place) {
        return duty.map(Duty::term).map(term -> Deadline.of(term, situation.at(), place.zones(situation), place));
    }
}
