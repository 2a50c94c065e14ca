package org.preferencecenter.center.entity;

import java.util.Optional;

import org.preferencecenter.consent.entity.Renewal;
import org.preferencecenter.consent.entity.Visit;
import org.preferencecenter.link.entity.Scope;

/**
 * Whoever holds a link to the pages.
 *
 * @param token     the link's, for the forms that post back to it
 * @param scope     what the link is about
 * @param epoch     the epoch in it: older than the choice's means that the person has subscribed anew since
 * @param visit     the visit it opens; nothing for a footer's link
 * @param fresh     true while the link proves that they read the mailbox: what they add counts at once
 * @param renewal   the question whether they want to go on, while a yes still counts; such a link does no more besides than a footer's
 */
public record Holder(String token, long recipient, Scope scope, int epoch, Optional<Visit> visit, boolean fresh, Optional<Renewal> renewal) {

    /** Of a link by which nobody was asked whether they want to go on. */
    public Holder(String token, long recipient, Scope scope, int epoch, Optional<Visit> visit, boolean fresh) {
        this(token, recipient, scope, epoch, visit, fresh, Optional.empty());
    }
}
