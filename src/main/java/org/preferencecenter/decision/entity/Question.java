package org.preferencecenter.decision.entity;

import java.time.Instant;

import org.preferencecenter.catalog.entity.Stream;

/** May this stream write to this address now? */
public record Question(Stream stream, String address, Instant at) {
}
