package org.preferencecenter.decision.boundary;

import java.util.Collections;
import java.util.List;
import java.util.concurrent.TimeUnit;

import org.preferencecenter.decision.control.DecisionDesk;
import org.preferencecenter.decision.entity.Decision;
import org.preferencecenter.decision.entity.HouseRule;
import org.preferencecenter.decision.entity.Question;

/**
 * Asks the desk block by block. A database that was just found to be away is left alone for a moment: waiting for it
 * again with every block would turn a long batch into hours of refusals.
 */
final class BlockDesk {

    private static final long LEAVE_ALONE_NANOS = TimeUnit.SECONDS.toNanos(2);

    private final DecisionDesk desk;
    private final String askedBy;
    private volatile long awaySince;

    BlockDesk(DecisionDesk desk, String askedBy) {
        this.desk = desk;
        this.askedBy = askedBy;
    }

    List<Decision> ask(List<Question> questions) {
        long since = awaySince;
        if (since != 0 && System.nanoTime() - since < LEAVE_ALONE_NANOS) {
            return questions.stream().map(question -> desk.unavailable()).toList();
        }
        if (questions.isEmpty()) {
            return Collections.emptyList();
        }
        List<Decision> decisions = desk.askAll(questions, askedBy);
        awaySince = decisions.stream().allMatch(BlockDesk::unavailable) ? System.nanoTime() | 1 : 0;
        return decisions;
    }

    private static boolean unavailable(Decision decision) {
        return decision.reasons().get(0).rule().equals(HouseRule.UNAVAILABLE.id());
    }
}
