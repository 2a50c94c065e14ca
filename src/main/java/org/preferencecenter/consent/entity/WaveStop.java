package org.preferencecenter.consent.entity;

import java.time.Instant;
import java.util.UUID;

/**
 * One stop of a wave, enough to look at it and to undo it (its change, for {@code Consents.undo}).
 *
 * @param arrival where the next page begins
 */
public record WaveStop(long arrival, long recipient, int seq, Instant at, UUID change, String scope) {
}
