package org.preferencecenter.consent.entity;

import java.util.Objects;

import org.preferencecenter.law.entity.Channel;
import org.preferencecenter.link.entity.Scope;

/** What a choice is about: a scope on a channel, {@link Channel#ANY} for all of them. */
public record Cell(Scope scope, Channel channel) {

    public Cell {
        Objects.requireNonNull(channel, "channel");
        if (scope.kind() == Scope.Kind.CONFIRMATION) {
            throw new IllegalArgumentException("a confirmation is nothing one can choose to receive");
        }
    }
}
