package org.preferencecenter.decision.entity;

import java.time.Instant;
import java.util.UUID;

import org.preferencecenter.decision.entity.Decision.Verdict;

/**
 * A decision as the log tells it.
 *
 * @param recipient whom it was about, or 0 if nobody was found
 * @param at        the time asked about
 * @param stream    id of the stream
 * @param notBefore for {@link Verdict#DEFER}, the earliest instant; else null
 * @param grounds   as {@link Grounds} writes them
 * @param ruleBook  digest of the rule book applied
 * @param relied    the recipient's ledger entry relied on, or 0
 * @param reserved  a contact was reserved under the same id
 * @param askedBy   public id of an API key, or {@code mail}
 */
public record PastDecision(UUID id, long recipient, Instant at, int stream, Verdict verdict, Instant notBefore,
        String grounds, String ruleBook, int relied, boolean openPixel, boolean reserved, String askedBy) {
}
