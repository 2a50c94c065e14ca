package org.preferencecenter.consent.entity;

import java.time.Instant;

/**
 * A contact made or reserved.
 *
 * @param stream  id of its stream
 * @param refused the person refused
 */
public record Attempt(int stream, Instant at, boolean refused) {
}
