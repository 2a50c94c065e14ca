package org.preferencecenter.decision.control;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

import org.preferencecenter.decision.entity.Decision;
import org.preferencecenter.decision.entity.GroundsKey;
import org.preferencecenter.decision.entity.Reason;

/**
 * What the answers of one batch make of the reasons and obligations of decisions. The decisions of a million lines rest on
 * a few dozen grounds, so each is written once. For many threads.
 *
 * @param <T> what is made of them
 */
final class GroundsText<T> {

    private static final int MOST = 2_000;   // an operator's rules may make many; what is not held is written again

    private final Function<Decision, T> write;
    private final Map<GroundsKey, T> written = new ConcurrentHashMap<>();

    GroundsText(Function<Decision, T> write) {
        this.write = write;
    }

    T of(Decision decision) {
        GroundsKey grounds = new GroundsKey(decision);
        T text = written.get(grounds);
        if (text == null) {
            text = write.apply(decision);
            if (written.size() < MOST) {
                written.put(grounds, text);
            }
        }
        return text;
    }

    /** The reasons to be told. */
    static List<Reason> told(Decision decision, boolean all) {
        return all ? decision.reasons() : decision.reasons().subList(0, 1);
    }
}
