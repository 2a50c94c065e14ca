package org.preferencecenter.demo.entity;

import java.time.Instant;

/**
 * A message in the demo's inbox.
 *
 * @param recipient envelope recipient
 * @param subject   decoded
 * @param raw       as received, byte for byte; null in a list
 */
public record Received(int id, Instant at, String recipient, String subject, byte[] raw) {
}
