package org.preferencecenter.link.entity;

import java.util.Objects;

/**
 * What a link says once its MAC has been checked, or before it is signed. The fixed layout of the token is in
 * {@link Token}.
 *
 * @param power     what the holder may do
 * @param recipient the recipient's opaque id, 1 or more
 * @param scope     how far it reaches
 * @param epoch     the subscription epoch of the choice when the link was made, 0 to 16,777,215: a link from before a
 *                  re-subscription still stops, and is recorded as stale
 */
public record SignedLink(Power power, long recipient, Scope scope, int epoch) {

    public static final int MAX_EPOCH = 0xFFFFFF;

    public SignedLink {
        Objects.requireNonNull(power, "power");
        Objects.requireNonNull(scope, "scope");
        if (recipient < 1) {
            throw new IllegalArgumentException("a recipient's id is 1 or more, not " + recipient);
        }
        if (epoch < 0 || epoch > MAX_EPOCH) {
            throw new IllegalArgumentException("an epoch is 0 to " + MAX_EPOCH + ", not " + epoch);
        }
    }
}
