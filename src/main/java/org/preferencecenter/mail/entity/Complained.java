package org.preferencecenter.mail.entity;

import java.util.List;

import org.preferencecenter.link.entity.Scope;

/**
 * What a complaint is about, if it is believed.
 *
 * @param recipient whose it would be
 * @param scope     the list that is objected to
 * @param epoch     of the subscription the message was sent under
 * @param named     mailboxes that the report names, often none
 */
public record Complained(long recipient, Scope scope, int epoch, List<String> named) {

    public Complained {
        named = List.copyOf(named);
    }

    /** Holds addresses. */
    @Override
    public String toString() {
        return "a complaint about " + scope;
    }
}
