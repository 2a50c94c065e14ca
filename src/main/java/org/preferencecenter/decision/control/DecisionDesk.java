package org.preferencecenter.decision.control;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;

import org.preferencecenter.catalog.entity.Stream;
import org.preferencecenter.consent.control.Consents;
import org.preferencecenter.consent.control.ContactHistory;
import org.preferencecenter.consent.control.Recipients;
import org.preferencecenter.consent.control.Suppressions;
import org.preferencecenter.consent.entity.Frequency;
import org.preferencecenter.consent.entity.Recipient;
import org.preferencecenter.consent.entity.Standing;
import org.preferencecenter.consent.entity.SuppressionReason;
import org.preferencecenter.decision.entity.Decision;
import org.preferencecenter.decision.entity.Facts;
import org.preferencecenter.decision.entity.Judgement;
import org.preferencecenter.decision.entity.Question;
import org.preferencecenter.law.control.RuleBooks;

/** Answers "may I send?": loads the facts, lets the pure judgement decide, reserves the contact. Fails closed. */
@Singleton
public class DecisionDesk {

    private static final Logger LOGGER = System.getLogger(DecisionDesk.class.getName());

    private final Recipients recipients;
    private final Suppressions suppressions;
    private final Consents consents;
    private final ContactHistory contacts;
    private final RuleBooks ruleBooks;

    @Inject
    public DecisionDesk(Recipients recipients, Suppressions suppressions, Consents consents, ContactHistory contacts,
            RuleBooks ruleBooks) {
        this.recipients = recipients;
        this.suppressions = suppressions;
        this.consents = consents;
        this.contacts = contacts;
        this.ruleBooks = ruleBooks;
    }

    /** Decides without leaving a trace. */
    public Decision ask(Question question) {
        return decide(question, false);
    }

    /** Decides and, if allowed, reserves the contact: report {@link #sent} or {@link #release} afterwards. */
    public Decision askToSend(Question question) {
        return decide(question, true);
    }

    /** The message went out: the contact counts. Nothing to do for what was not reserved (service messages). */
    public void sent(Decision decision) {
        if (decision.reservation() != null) {
            contacts.sent(decision.recipient(), decision.reservation());
        }
    }

    /** The message did not go out: gives the contact back. */
    public void release(Decision decision) {
        if (decision.reservation() != null) {
            contacts.release(decision.recipient(), decision.reservation());
        }
    }

    private Decision decide(Question question, boolean toSend) {
        UUID id = UUID.randomUUID();
        try {
            Facts facts = facts(question);
            Judgement judgement = Judgement.of(question, facts, ruleBooks.inForce());
            if (toSend && judgement.verdict() == Decision.Verdict.ALLOW && !question.stream().service()) {
                return reserve(id, question, facts, judgement);
            }
            return decision(id, judgement, facts, null);
        } catch (RuntimeException e) {
            // The caller learns that it was refused, not why the world broke; so it is told here. The exception's own
            // message is left out: it may quote what was asked for, an address.
            LOGGER.log(Level.WARNING, "decision {0} is a refusal, the facts could not be read: {1}", id, kind(e));
            return decision(id, Judgement.UNAVAILABLE, Facts.ofNobody(Set.of()), null);
        }
    }

    private Facts facts(Question question) {
        Stream stream = question.stream();
        Set<SuppressionReason> suppressed = suppressions.reasons(stream.channel(), question.address(), stream.brand().id());
        Optional<Recipient> found = recipients.byAddress(stream.channel(), question.address());
        if (found.isEmpty()) {
            return Facts.ofNobody(suppressed);
        }
        long recipient = found.get().id();
        Standing standing = consents.choices(recipient).on(stream.scopes(), stream.channel());
        boolean counted = standing.frequency().kind() != Frequency.Kind.EVERY_MESSAGE && !stream.service();
        Instant nextFree = counted ? contacts.nextFree(recipient, stream, standing.frequency(), question.at()) : null;
        return new Facts(found, suppressed, standing, null, nextFree, question.at(), List.of(), null, Map.of(), false);
    }

    /** Another sender may have taken the last place since the facts were read: only the reservation knows. */
    private Decision reserve(UUID id, Question question, Facts facts, Judgement allowed) {
        long recipient = facts.recipient().orElseThrow().id();
        Frequency frequency = facts.standing().frequency();
        Optional<UUID> place = contacts.reserve(recipient, question.stream(), frequency, question.at());
        if (place.isPresent()) {
            return decision(id, allowed, facts, place.get());
        }
        Instant nextFree = contacts.nextFree(recipient, question.stream(), frequency, question.at());
        Facts full = facts.free(nextFree);
        Judgement again = Judgement.of(question, full, ruleBooks.inForce());
        // A place given back in between would make this an unreserved yes: ask again, then, rather than send uncounted.
        return decision(id, again.verdict() == Decision.Verdict.ALLOW ? Judgement.UNAVAILABLE : again, full, null);
    }

    private Decision decision(UUID id, Judgement judgement, Facts facts, UUID reservation) {
        return new Decision(id, judgement.verdict(), judgement.notBefore(), judgement.reasons(), judgement.duties(),
                facts.recipient().map(Recipient::id).orElse(0L),
                facts.recipient().isEmpty() ? Optional.empty() : facts.standing().because(), ruleBooks.inForce().digest(),
                reservation);
    }

    private static String kind(Throwable broken) {
        Throwable root = broken;
        while (root.getCause() != null && root.getCause() != root) {
            root = root.getCause();
        }
        return broken.getClass().getName() + (root == broken ? "" : " caused by " + root.getClass().getName());
    }
}
