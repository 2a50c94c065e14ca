package org.preferencecenter.decision.entity;

import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import org.preferencecenter.catalog.entity.Stream;
import org.preferencecenter.consent.entity.Frequency;
import org.preferencecenter.consent.entity.Recipient;
import org.preferencecenter.consent.entity.Standing;
import org.preferencecenter.consent.entity.State;
import org.preferencecenter.decision.entity.Decision.Verdict;
import org.preferencecenter.law.entity.Audience;
import org.preferencecenter.law.entity.LegalBasis;

/**
 * What the rules say to a question, given the facts. Pure. Every rule is asked and every one that applies is told: forbid
 * beats defer beats permit, and where nothing permits the answer is no.
 *
 * @param notBefore for {@link Verdict#DEFER}, the earliest instant; else null
 * @param rules     all that apply, the deciding one first; never empty
 */
public record Judgement(Verdict verdict, Instant notBefore, List<Rule> rules) {

    public static final Judgement UNAVAILABLE = new Judgement(Verdict.REFUSE, null, List.of(Rule.UNAVAILABLE));

    public static Judgement of(Question question, Facts facts) {
        Set<Rule> rules = EnumSet.noneOf(Rule.class);
        Stream stream = question.stream();
        if (stream.retired()) {
            rules.add(Rule.RETIRED);
        }
        if (stream.service()) {
            service(stream, rules);
        } else {
            prospecting(question, facts, rules);
        }
        return conclude(rules, question.at(), facts);
    }

    /**
     * Service messages (tickets, orders, passwords) ask for no consent and no opt-out stops them (S-39), not even for
     * somebody who bought or registered a second ago and is not known here; but only where somebody wrote down why they
     * are a service (S-40). A suppressed address passes too: what we are told does not say
     * why it is suppressed, and a complaint about offers must not cost anybody a ticket. To do when the reason is told:
     * refuse after BOUNCE (it would bounce again) and ERASURE (nobody is there any more).
     */
    private static void service(Stream stream, Set<Rule> rules) {
        boolean classified = !stream.purpose().classification().orElse("").isBlank();
        rules.add(classified ? Rule.SERVICE : Rule.SERVICE_UNCLASSIFIED);
    }

    private static void prospecting(Question question, Facts facts, Set<Rule> rules) {
        if (facts.suppressed()) {
            rules.add(Rule.SUPPRESSED);
        }
        if (facts.recipient().isEmpty()) {
            rules.add(Rule.RECIPIENT_UNKNOWN);
        } else {
            Standing standing = facts.standing();
            said(standing.state(), rules);
            basis(question.stream(), facts.recipient().get(), standing.state(), rules);
            rhythm(question, facts, rules);
        }
    }

    /** A no that stands, and a yes not yet confirmed, are no permission on any basis. */
    private static void said(State state, Set<Rule> rules) {
        switch (state) {
            case OBJECTED -> rules.add(Rule.OBJECTED);
            case WITHDRAWN -> rules.add(Rule.WITHDRAWN);
            case REFUSED -> rules.add(Rule.REFUSED);
            case EXPIRED -> rules.add(Rule.EXPIRED);
            case PENDING -> rules.add(Rule.PENDING);
            case NONE, GRANTED -> { }
        }
    }

    /** On what the message could rest, for this audience where it lives. An unknown audience is a consumer. */
    private static void basis(Stream stream, Recipient recipient, State state, Set<Rule> rules) {
        Audience audience = recipient.audience() != null ? recipient.audience() : Audience.CONSUMER;
        Optional<LegalBasis> basis = stream.purpose().basis(audience, recipient.jurisdiction());
        boolean open = state == State.NONE || state == State.GRANTED;
        if (basis.isEmpty() || !forOffers(basis.get())) {
            rules.add(Rule.BASIS_NONE);
        } else if (state == State.GRANTED) {
            // A yes to exactly this is stronger than what could be assumed without it.
            rules.add(Rule.CONSENT);
        } else if (basis.get() == LegalBasis.LEGITIMATE_INTEREST && open) {
            rules.add(Rule.LEGITIMATE_INTEREST);
        } else if (basis.get() == LegalBasis.SOFT_OPT_IN && open) {
            rules.add(customer(recipient) ? Rule.SOFT_OPT_IN : Rule.NOT_A_CUSTOMER);
        } else if (open) {
            rules.add(Rule.CONSENT_MISSING);
        }
    }

    /** A contract or a duty carries what it needs, never an offer besides. */
    private static boolean forOffers(LegalBasis basis) {
        return basis != LegalBasis.CONTRACT && basis != LegalBasis.LEGAL_OBLIGATION;
    }

    /** The address must come from a sale; without that fact it did not (S-18). */
    private static boolean customer(Recipient recipient) {
        return recipient.facts() != null && recipient.facts().containsKey("customerSince");
    }

    private static void rhythm(Question question, Facts facts, Set<Rule> rules) {
        Standing standing = facts.standing();
        if (standing.frequency().kind() == Frequency.Kind.DIGEST && !question.stream().digest()) {
            rules.add(Rule.DIGEST_ONLY);
        }
        if (after(standing.pausedUntil(), question.at())) {
            rules.add(Rule.PAUSED);
        }
        if (after(facts.nextFree(), question.at())) {
            rules.add(Rule.CAP_REACHED);
        }
    }

    private static boolean after(Instant then, Instant now) {
        return then != null && then.isAfter(now);
    }

    private static Judgement conclude(Set<Rule> rules, Instant at, Facts facts) {
        // The set is never empty: service, a state that stops, or a basis (found or not) always has a rule.
        List<Rule> told = List.copyOf(rules);
        Verdict verdict = told.get(0).verdict();
        return new Judgement(verdict, verdict == Verdict.DEFER ? notBefore(rules, at, facts) : null, told);
    }

    /** When the last of what defers has passed. */
    private static Instant notBefore(Set<Rule> rules, Instant at, Facts facts) {
        Instant earliest = at;
        if (rules.contains(Rule.PAUSED)) {
            earliest = facts.standing().pausedUntil();
        }
        if (rules.contains(Rule.CAP_REACHED) && facts.nextFree().isAfter(earliest)) {
            earliest = facts.nextFree();
        }
        return earliest;
    }
}
