package org.preferencecenter.consent.entity;

import java.time.Instant;
import java.util.UUID;

/**
 * The circumstances of one change.
 *
 * @param change names the change as a whole
 * @param at     when, to the microsecond
 */
public record Act(Reach reach, Origin origin, UUID change, Instant at) {
}
