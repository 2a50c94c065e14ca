package org.preferencecenter.exchange.entity;

import java.time.Instant;
import java.util.List;

/** A line of a job's log. @param key of the phrase book; {@code said}: what belongs in its gaps, no personal data */
public record JobNote(Instant at, String key, List<String> said) {
}
