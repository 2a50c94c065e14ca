package org.preferencecenter.consent.entity;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/**
 * All that a person's own page tells about them, read at one moment.
 *
 * @param changes    their latest changes, newest first: at least the newest, and the one asked for if there is such a one
 * @param provenance how each answer in force came about
 * @param sent       what was sent to them lately, by stream id
 * @param explained  the stops whose reason they told
 */
public record Overview(Recipient recipient, Choices choices, List<PastChange> changes, Map<Cell, Provenance> provenance,
        Map<Integer, Sent> sent, Set<UUID> explained) {
}
