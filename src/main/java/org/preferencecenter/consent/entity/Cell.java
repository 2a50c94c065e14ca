package org.preferencecenter.consent.entity;

import org.preferencecenter.catalog.entity.Channel;
import org.preferencecenter.link.entity.Scope;

/** What a choice is about: a scope on a channel, {@link Channel#ANY} for all of them. */
public record Cell(Scope scope, Channel channel) {
}
