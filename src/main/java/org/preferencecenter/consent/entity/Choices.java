package org.preferencecenter.consent.entity;

import java.util.List;
import java.util.Map;

import org.preferencecenter.catalog.entity.Channel;
import org.preferencecenter.link.entity.Scope;

/** All current choices of one recipient. Immutable. */
public record Choices(Map<Cell, Choice> byCell) {

    /**
     * How the choices come together on a stream. A stop reaches everything within its scope. A yes lifts a stop only if
     * it came later and lies within the stop's scope: a wider yes never lifts a narrower no, an earlier yes never
     * lifts a later no.
     *
     * @param scopes  the scopes that reach the stream, narrow to wide
     * @param channel the channel it uses
     */
    public Standing on(List<Scope> scopes, Channel channel) {
        throw new UnsupportedOperationException();
    }
}
