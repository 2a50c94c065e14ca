package org.preferencecenter.demo.entity;

import java.time.Instant;

/**
 * A text that a demo telephone received.
 *
 * @param brand id of the brand that wrote
 */
public record Texted(int id, Instant at, int brand, String number, String text) {
}
