package org.preferencecenter.consent.entity;

import java.time.Instant;

/**
 * What was really sent to somebody on one stream lately.
 *
 * @param messages how many, 1 or more
 * @param first    when the first of them was
 */
public record Sent(int messages, Instant first) {
}
