package org.preferencecenter.consent.entity;

import org.preferencecenter.link.entity.Scope;

/**
 * A one-click stop (RFC 8058), already verified.
 *
 * @param epoch the epoch in the link: older than the choice's is honoured and recorded as stale
 * @param pair  whether the body held {@code List-Unsubscribe=One-Click}
 * @param network what its network is called that day (W-09), or null
 */
public record OneClick(long recipient, Scope scope, int epoch, boolean pair, String network) {

    public OneClick(long recipient, Scope scope, int epoch, boolean pair) {
        this(recipient, scope, epoch, pair, null);
    }
}
