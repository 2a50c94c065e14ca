package org.preferencecenter.law.entity;

import java.time.Instant;
import java.util.List;

/**
 * What one rule says to a situation.
 *
 * @param rule   the rule
 * @param unmet  for a PERMIT that does not apply, what it lacks: conditions of {@code when} that do not hold, or of
 *               {@code unless} that do; empty where the rule applies
 * @param until  for a DEFER, until when; else null
 */
public record Finding(Rule rule, List<Condition> unmet, Instant until) {

    public boolean applies() {
        return unmet.isEmpty();
    }
}
