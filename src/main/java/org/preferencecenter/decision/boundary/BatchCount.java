package org.preferencecenter.decision.boundary;

import java.util.concurrent.atomic.LongAdder;

import org.preferencecenter.decision.entity.Decision;

/** How the lines of a batch were answered. For many threads. */
final class BatchCount {

    final LongAdder allowed = new LongAdder();
    final LongAdder deferred = new LongAdder();
    final LongAdder refused = new LongAdder();
    final LongAdder wrong = new LongAdder();

    void add(Decision decision) {
        (switch (decision.verdict()) {
            case ALLOW -> allowed;
            case DEFER -> deferred;
            case REFUSE -> refused;
        }).increment();
    }

    long lines() {
        return allowed.sum() + deferred.sum() + refused.sum() + wrong.sum();
    }
}
