package org.preferencecenter.decision.entity;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

import org.preferencecenter.catalog.entity.Purpose;
import org.preferencecenter.catalog.entity.Stream;
import org.preferencecenter.consent.entity.Choice;
import org.preferencecenter.consent.entity.Recipient;
import org.preferencecenter.consent.entity.Standing;
import org.preferencecenter.consent.entity.State;
import org.preferencecenter.consent.entity.SuppressionReason;
import org.preferencecenter.consent.entity.TelephoneNumber;
import org.preferencecenter.decision.entity.Decision.Verdict;
import org.preferencecenter.law.entity.Audience;
import org.preferencecenter.law.entity.Condition;
import org.preferencecenter.law.entity.Duty;
import org.preferencecenter.law.entity.Finding;
import org.preferencecenter.law.entity.Opinion;
import org.preferencecenter.law.entity.Rule;
import org.preferencecenter.law.entity.RuleBook;
import org.preferencecenter.law.entity.Situation;

/**
 * What the rules say to a question, given the facts. Pure. Every rule is asked and every one that applies is told, in the
 * order of STANDARDS B.1: suppression, objection or withdrawal, ban, consent, exception, opposition list, hours and
 * frequency. Forbid beats defer beats permit, and where nothing permits the answer is no.
 *
 * @param notBefore for {@link Verdict#DEFER}, the earliest instant; else null
 * @param reasons   all that apply, the deciding one first; never empty
 * @param duties    what the sender owes if it sends
 */
public record Judgement(Verdict verdict, Instant notBefore, List<Reason> reasons, List<Duty> duties) {

    /** The facts could not be read. */
    public static final Judgement UNAVAILABLE =
            new Judgement(Verdict.REFUSE, null, List.of(HouseRule.UNAVAILABLE.reason()), List.of());

    private static final Comparator<Reason> STRICTEST_FIRST = Comparator.comparing(Reason::verdict);
    private static final long SHORTEST_MONTH = 28 * 86_400L;

    public static Judgement of(Question question, Facts facts, RuleBook ruleBook) {
        Stream stream = question.stream();
        List<Reason> reasons = new ArrayList<>(6);
        if (stream.retired()) {
            reasons.add(HouseRule.RETIRED.reason());
        }
        if (!stream.purpose().published()) {
            reasons.add(HouseRule.UNPUBLISHED.reason());
        }
        if (stream.service()) {
            return service(question, facts, ruleBook, reasons);
        }
        facts.suppressed().forEach((why, cause) -> reasons.add(HouseRule.of(why).reason(cause)));
        if (facts.recipient().isEmpty()) {
            reasons.add(HouseRule.RECIPIENT_UNKNOWN.reason());
            return conclude(reasons, null, List.of());
        }
        return prospecting(question, facts, ruleBook, reasons);
    }

    /**
     * Service messages (tickets, orders, passwords) ask for no consent and no opt-out stops them (S-39), not even for
     * somebody who bought or registered a second ago and is not known here; but only where somebody wrote down why they
     * are a service (S-40). A complaint about offers costs nobody a ticket; an address that bounces, or whose holder was
     * erased, gets none.
     */
    private static Judgement service(Question question, Facts facts, RuleBook ruleBook, List<Reason> reasons) {
        boolean classified = !question.stream().purpose().classification().orElse("").isBlank();
        reasons.add((classified ? HouseRule.SERVICE : HouseRule.SERVICE_UNCLASSIFIED).reason());
        facts.suppressed().forEach((why, cause) -> {
            if (why == SuppressionReason.BOUNCE || why == SuppressionReason.ERASURE) {
                reasons.add(HouseRule.of(why).reason(cause));
            }
        });
        Recipient recipient = facts.recipient().orElse(null);
        return conclude(reasons, null, recipient == null ? List.of()
                : ruleBook.opinion(recipient.jurisdiction(), situation(question, facts, recipient)).duties());
    }

    private static Judgement prospecting(Question question, Facts facts, RuleBook ruleBook, List<Reason> reasons) {
        Recipient recipient = facts.recipient().orElseThrow();
        Situation situation = situation(question, facts, recipient);
        Opinion opinion = ruleBook.opinion(recipient.jurisdiction(), situation);
        if (situation.address() == null && TelephoneNumber.serves(situation.channel())) {
            reasons.add(HouseRule.NO_NUMBER.reason());
        }
        said(reasons, facts.standing());
        forbids(opinion, false, reasons);
        permissions(opinion, situation, facts, reasons);
        forbids(opinion, true, reasons);
        if (lapsed(question, facts)) {
            reasons.add((question.asksToGoOn() ? HouseRule.ASKS_TO_GO_ON : HouseRule.LAPSED).reason());
        }
        Instant notBefore = Rhythm.notBefore(question, facts, reasons);
        for (Finding defer : opinion.defers()) {
            reasons.add(Reason.of(defer, Verdict.DEFER));
            notBefore = Rhythm.later(notBefore, defer.until());
        }
        if (notBefore != null && (notBefore = Rhythm.earliest(notBefore, ruleBook, recipient, situation)) == null) {
            reasons.add(HouseRule.NO_HOUR.reason());
        }
        return conclude(reasons, notBefore, opinion.duties());
    }

    private static void forbids(Opinion opinion, boolean byList, List<Reason> reasons) {
        for (Finding forbid : opinion.forbids()) {
            if (byList == asksList(forbid.rule())) {
                reasons.add(Reason.of(forbid, Verdict.REFUSE));
            }
        }
    }

    private static boolean asksList(Rule rule) {
        for (Condition condition : rule.when()) {
            if (condition instanceof Condition.Listed) {
                return true;
            }
        }
        for (Condition condition : rule.unless()) {
            if (condition instanceof Condition.Screened) {
                return true;
            }
        }
        return false;
    }

    /** On what the message may rest; where on nothing, what each rule lacks that would have permitted it. */
    private static void permissions(Opinion opinion, Situation situation, Facts facts, List<Reason> reasons) {
        if (situation.basis() == null) {
            reasons.add(HouseRule.BASIS_NONE.reason());
        }
        for (Finding permit : opinion.permits()) {
            reasons.add(Reason.of(permit, Verdict.ALLOW));
        }
        if (opinion.permits().isEmpty()) {
            if (facts.standing().state() == State.GRANTED && situation.consentSince() == null) {
                reasons.add(HouseRule.WORDING_CHANGED.reason());
            }
            for (Finding lacking : opinion.lacking()) {
                reasons.add(Reason.of(lacking, Verdict.REFUSE));
            }
            if (situation.basis() != null && opinion.lacking().isEmpty()) {
                reasons.add(HouseRule.NOTHING_PERMITS.reason());
            }
        }
    }

    private static boolean lapsed(Question question, Facts facts) {
        if (facts.lastAction() == null) {
            return true;
        }
        int months = question.stream().purpose().retentionMonths();
        // No month is shorter than 28 days: most need no calendar.
        return !question.at().isBefore(facts.lastAction().plusSeconds(months * SHORTEST_MONTH))
                && !question.at().isBefore(facts.lastAction().atZone(ZoneOffset.UTC).plusMonths(months).toInstant());
    }

    /** An unknown audience is a consumer (STANDARDS B.1); a time zone that does not exist is unknown. */
    private static Situation situation(Question question, Facts facts, Recipient recipient) {
        Stream stream = question.stream();
        Purpose purpose = stream.purpose();
        Audience audience = recipient.audience() != null ? recipient.audience() : Audience.CONSUMER;
        String address = question.address() != null ? question.address() : recipient.address(stream.channel()).orElse(null);
        return new Situation(question.at(), zone(recipient.timeZone()), stream.brand().code(), stream.channel(), audience,
                purpose.nature(), purpose.sector().orElse(null), purpose.families(), purpose.functions(),
                purpose.basis(audience, recipient.jurisdiction()).orElse(null), address, consentSince(facts),
                recipient.facts() == null ? java.util.Map.of() : recipient.facts(), facts.lastAction(), facts.attempts(),
                facts.refusedAt(), facts.lists(), question.openPixel(), facts.pixelConsent(), question.asksToGoOn());
    }

    private static Instant consentSince(Facts facts) {
        if (facts.standing().state() != State.GRANTED) {
            return null;
        }
        Instant since = facts.standing().because().map(Choice::since).orElse(null);
        return since == null || Rhythm.after(facts.consentsFrom(), since) ? null : since;
    }

    private static ZoneId zone(String name) {
        try {
            return name == null || name.isBlank() ? null : ZoneId.of(name);
        } catch (DateTimeException unknown) {
            return null;
        }
    }

    private static Judgement conclude(List<Reason> reasons, Instant notBefore, List<Duty> duties) {
        // A stable sort: what forbids, then what defers, then what permits, each in the order it was asked.
        if (reasons.size() > 1) {
            reasons.sort(STRICTEST_FIRST);
        }
        Verdict verdict = reasons.get(0).verdict();
        return new Judgement(verdict, verdict == Verdict.DEFER ? notBefore : null, List.copyOf(reasons),
                verdict == Verdict.REFUSE ? List.of() : List.copyOf(duties));
    }

    /** An answer that forbids, and whose doing it is: an agent's stop is not told as the person's own (S-37). */
    private static void said(List<Reason> reasons, Standing standing) {
        HouseRule rule = HouseRule.of(standing.state());
        if (rule != null) {
            reasons.add(rule.reason(standing.because().map(Choice::cause).orElse(null)));
        }
    }
}
