package org.preferencecenter.consent.entity;

import org.preferencecenter.law.entity.Channel;
import org.preferencecenter.link.entity.Scope;

/**
 * A stop by a token that was checked: one-click (RFC 8058), or by mail.
 *
 * @param epoch the epoch in the link: older than the choice's is honoured and recorded as stale
 * @param pair  whether the body held {@code List-Unsubscribe=One-Click}
 * @param via     the way in, see {@link Origin#via()}: {@code one-click}, {@code mailto}, {@code complaint}
 * @param network what its network is called that day (W-09), or null
 */
public record OneClick(long recipient, Scope scope, int epoch, boolean pair, String network, String via) {

    public OneClick(long recipient, Scope scope, int epoch, boolean pair) {
        this(recipient, scope, epoch, pair, null);
    }

    /** By the mail client's button. */
    public OneClick(long recipient, Scope scope, int epoch, boolean pair, String network) {
        this(recipient, scope, epoch, pair, network, "one-click");
    }

    /** By a message to the address in List-Unsubscribe (RFC 2369 §3.2), which has no body to speak of. */
    public static OneClick byMail(long recipient, Scope scope, int epoch) {
        return new OneClick(recipient, scope, epoch, false, null, "mailto");
    }

    /** By a complaint: an objection to this list (STANDARDS A.7). */
    public static OneClick byComplaint(long recipient, Scope scope, int epoch) {
        return new OneClick(recipient, scope, epoch, false, null, "complaint");
    }

    /** What it stops: one-click is about e-mail; a link to a brand or everything means all of it. */
    Cell cell() {
        return new Cell(scope, wide(scope) ? Channel.ANY : Channel.EMAIL);
    }

    static boolean wide(Scope scope) {
        return scope.kind() == Scope.Kind.BRAND || scope.kind() == Scope.Kind.EVERYTHING;
    }
}
