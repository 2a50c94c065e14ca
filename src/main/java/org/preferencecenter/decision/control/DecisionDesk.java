package org.preferencecenter.decision.control;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Map;
import java.util.UUID;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;

import org.preferencecenter.consent.control.ContactHistory;
import org.preferencecenter.consent.entity.Recipient;
import org.preferencecenter.decision.entity.Answered;
import org.preferencecenter.decision.entity.Decision;
import org.preferencecenter.decision.entity.Facts;
import org.preferencecenter.decision.entity.Judgement;
import org.preferencecenter.decision.entity.Question;
import org.preferencecenter.law.control.RuleBooks;

/**
 * Answers "may I send?": loads the facts, lets the pure judgement decide, reserves the contact, keeps what was decided.
 * Fails closed: what cannot be read is refused, and so is what would be allowed but cannot be kept (S-28).
 */
@Singleton
public class DecisionDesk {

    private static final String APPLICATION = "app";
    private static final String MAIL = "mail";

    private static final Logger LOGGER = System.getLogger(DecisionDesk.class.getName());

    private final FactReader reader;
    private final FactsOfEach each;
    private final ContactHistory contacts;
    private final RuleBooks ruleBooks;
    private final DecisionLog log;
    private final Clock clock;

    @Inject
    public DecisionDesk(FactReader reader, ContactHistory contacts, RuleBooks ruleBooks, DecisionLog log, Clock clock) {
        this.reader = reader;
        this.each = new FactsOfEach(reader);
        this.contacts = contacts;
        this.ruleBooks = ruleBooks;
        this.log = log;
        this.clock = clock;
    }

    /** Within this application. */
    public Decision ask(Question question) {
        return ask(question, APPLICATION);
    }

    /** Decides; leaves no trace but the log. @param askedBy public id of an API key */
    public Decision ask(Question question, String askedBy) {
        return askAll(List.of(question), askedBy).get(0);
    }

    /**
     * As {@link #ask}, many at once, each as if it were asked alone; in their order.
     *
     * @param askedBy null: a trial that is not kept
     */
    public List<Decision> askAll(List<Question> questions, String askedBy) {
        List<Answered> answers = judgeAll(questions).stream().map(Judged::answered).toList();
        boolean kept = keep(answers, askedBy);
        return answers.stream().map(answer -> kept ? answer.decision() : unkept(answer.decision())).toList();
    }

    /**
     * A question as it was decided, nobody told of it yet.
     *
     * @param recipient whom it is about, with its address on the stream's channel
     */
    public record Judged(Answered answered, Optional<Recipient> recipient) {
    }

    /** Decides, many at once; keeps nothing: see {@link #keep}. */
    public List<Judged> judgeAll(List<Question> questions) {
        List<Facts> facts = each.read(questions);
        List<Judged> judged = new ArrayList<>(questions.size());
        for (int i = 0; i < questions.size(); i++) {
            Facts known = facts.get(i);
            Decision decision = decide(id(), questions.get(i), known);
            judged.add(new Judged(new Answered(questions.get(i), decision),
                    known == null ? Optional.empty() : known.recipient()));
        }
        return judged;
    }

    /** Decides and, if allowed, reserves the contact: report {@link #sent} or {@link #release} afterwards. */
    public Decision askToSend(Question question, String askedBy) {
        UUID id = id();
        List<Facts> facts = each.read(List.of(question));
        Decision decision = decide(id, question, facts.get(0));
        if (decision.allowed() && !question.stream().service()) {
            if (askedBy != null && FactReader.restOnChoices(facts.get(0), question.stream())) {
                Optional<Decision> reserved = reserveUnchanged(question, decision, facts.get(0), askedBy);
                if (reserved.isPresent()) {
                    return reserved.get();
                }
            }
            decision = reserve(id, question, facts.get(0));
        }
        if (keep(List.of(new Answered(question, decision)), askedBy)) {
            return decision;
        }
        if (decision.reservation() != null) {
            giveBack(decision);
        }
        return unkept(decision);
    }

    /** For a message that goes out here. */
    public Decision askToSend(Question question) {
        return askToSend(question, MAIL);
    }

    /** The message went out: the contact counts. Nothing to do for what was not reserved (service messages). */
    public void sent(Decision decision) {
        if (decision.reservation() != null && !decision.counted()) {
            contacts.sent(decision.recipient(), decision.reservation());
        }
    }

    /** The message did not go out: gives the contact back. */
    public void release(Decision decision) {
        if (decision.counted()) {
            contacts.takeBack(decision.recipient(), decision.reservation());
        } else if (decision.reservation() != null) {
            contacts.release(decision.recipient(), decision.reservation());
        }
    }

    private UUID id() {
        return DecisionIds.next(clock.instant());
    }

    private Decision decide(UUID id, Question question, Facts facts) {
        if (facts == null) {
            return unavailable(id);
        }
        try {
            return decision(id, Judgement.of(question, facts, ruleBooks.inForce()), facts, null);
        } catch (RuntimeException e) {
            LOGGER.log(Level.WARNING, "decision {0} is a refusal, the facts could not be judged: {1}", id, FactsOfEach.kind(e));
            return unavailable(id);
        }
    }

    /**
     * Reserves and keeps at once what a new choice alone could change. What goes out here counts from now on: so nothing is
     * left to be noted afterwards, and a crash in between cannot let a message go uncounted.
     *
     * @return nothing: the recipient has chosen meanwhile
     */
    private Optional<Decision> reserveUnchanged(Question question, Decision allowed, Facts facts, String askedBy) {
        UUID id = allowed.id();
        boolean here = askedBy.equals(MAIL);
        Decision reserved = here ? allowed.counted(id) : allowed.reserved(id);
        try {
            return contacts.reserveUnchanged(allowed.recipient(), facts.seq(), id, question.stream(), question.at(), here,
                    log.beside(question, reserved, askedBy)) ? Optional.of(reserved) : Optional.empty();
        } catch (RuntimeException e) {
            LOGGER.log(Level.WARNING, "decision {0} is a refusal, no contact could be reserved and kept: {1}", id, FactsOfEach.kind(e));
            return Optional.of(unavailable(id));
        }
    }

    /** Another sender, or the recipient, may have been faster since the facts were read: judged again under the lock. */
    private Decision reserve(UUID id, Question question, Facts before) {
        long recipient = before.recipient().orElseThrow().id();
        List<Decision> again = new ArrayList<>(1);
        try {
            boolean reserved = contacts.reserve(recipient, id, question.stream(), question.at(), held -> {
                again.add(decide(id, question, reader.renewed(before, question, held)));
                return again.get(0).allowed();
            });
            // Nobody to lock: erased meanwhile.
            return again.isEmpty() ? unavailable(id) : reserved ? again.get(0).reserved(id) : again.get(0);
        } catch (RuntimeException e) {
            LOGGER.log(Level.WARNING, "decision {0} is a refusal, no contact could be reserved: {1}", id, FactsOfEach.kind(e));
            return unavailable(id);
        }
    }

    /** @return false if they could not be kept: then nobody may be told that something is allowed */
    public boolean keep(List<Answered> answers, String askedBy) {
        if (askedBy == null || answers.isEmpty()) {
            return true;
        }
        try {
            if (answers.size() == 1) {
                log.append(answers.get(0).question(), answers.get(0).decision(), askedBy);
            } else {
                log.appendAll(answers, askedBy);
            }
            return true;
        } catch (RuntimeException e) {
            LOGGER.log(Level.WARNING, "{0} decisions from {1} could not be kept: {2}", answers.size(),
                    answers.get(0).decision().id(), FactsOfEach.kind(e));
            return false;
        }
    }

    /** What is allowed must be proven later, so it must be kept; a refusal is one all the same. */
    private Decision unkept(Decision decision) {
        return decision.allowed() ? unavailable(decision.id()) : decision;
    }

    private void giveBack(Decision decision) {
        try {
            release(decision);
        } catch (RuntimeException e) {
            LOGGER.log(Level.WARNING, "the place of decision {0} is given back when it lapses: {1}", decision.id(), FactsOfEach.kind(e));
        }
    }

    /** The answer where nobody was asked, since the facts were just found to be out of reach. */
    public Decision unavailable() {
        return unavailable(id());
    }

    private Decision unavailable(UUID id) {
        return decision(id, Judgement.UNAVAILABLE, Facts.ofNobody(Map.of()), null);
    }

    private Decision decision(UUID id, Judgement judgement, Facts facts, UUID reservation) {
        return new Decision(id, judgement.verdict(), judgement.notBefore(), judgement.reasons(), judgement.duties(),
                facts.recipient().map(Recipient::id).orElse(0L),
                facts.recipient().isEmpty() ? Optional.empty() : facts.standing().because(), ruleBooks.inForce().digest(),
                reservation);
    }
}
