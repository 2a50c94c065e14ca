package org.preferencecenter.consent.entity;

import java.time.Instant;

/**
 * What somebody asks for one cell in one save; null leaves a part as it is.
 *
 * @param wanted      true to receive, false to stop, null to leave
 * @param frequency   how often, or null to leave
 * @param pausedUntil pause until then; {@link Instant#EPOCH} ends a pause; null to leave
 */
public record Wish(Cell cell, Boolean wanted, Frequency frequency, Instant pausedUntil) {
}
