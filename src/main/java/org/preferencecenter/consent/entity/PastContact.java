package org.preferencecenter.consent.entity;

import java.time.Instant;
import java.util.UUID;

import org.preferencecenter.law.entity.Channel;

/**
 * A contact as the history tells it.
 *
 * @param id      of the contact, and of the decision that reserved it where one did
 * @param stream  id of the stream
 * @param sent    false: only reserved; its sender has not told what became of it
 * @param outcome what became of it, or null if that is not known
 */
public record PastContact(UUID id, int stream, Channel channel, Instant at, boolean sent, ContactOutcome outcome) {
}
