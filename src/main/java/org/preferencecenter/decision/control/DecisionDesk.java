package org.preferencecenter.decision.control;

import jakarta.inject.Singleton;

import org.preferencecenter.decision.entity.Decision;
import org.preferencecenter.decision.entity.Question;

/** Answers "may I send?": loads the facts, lets the pure judgement decide, reserves the contact. Fails closed. */
@Singleton
public class DecisionDesk {

    /** Decides without leaving a trace. */
    public Decision ask(Question question) {
        throw new UnsupportedOperationException();
    }

    /** Decides and, if allowed, reserves the contact: report {@link #sent} or {@link #release} afterwards. */
    public Decision askToSend(Question question) {
        throw new UnsupportedOperationException();
    }

    public void sent(Decision decision) {
        throw new UnsupportedOperationException();
    }

    public void release(Decision decision) {
        throw new UnsupportedOperationException();
    }
}
