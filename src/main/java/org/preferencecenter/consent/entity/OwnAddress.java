package org.preferencecenter.consent.entity;

import java.time.Instant;
import java.util.UUID;

import org.preferencecenter.law.entity.Channel;

/**
 * One of a recipient's addresses.
 *
 * @param id       says nothing about it; what the ledger calls it
 * @param value    as the person wrote it
 * @param main     the one of its channel that is written to first
 * @param verified when it was proven to be theirs, or null: on somebody's word
 */
public record OwnAddress(UUID id, Channel channel, String value, boolean main, Instant verified) {
}
