package org.preferencecenter.mail.entity;

import org.preferencecenter.link.entity.SignedLink;

/**
 * An address of ours that somebody wrote to.
 *
 * @param link  what its token says, its MAC checked; null for {@link Kind#FEEDBACK} and {@link Kind#REPLY}
 * @param brand id of the brand it belongs to, 0: not known
 */
public record Postbox(Kind kind, SignedLink link, int brand) {

    /** What it is for. */
    public enum Kind {
        /** {@code u-…}: writing there stops (RFC 2369 §3.2). */
        STOP,
        /** {@code b-…}: the envelope sender of one message (VERP). */
        BOUNCE,
        /** Where mailbox providers report complaints (RFC 9477). */
        FEEDBACK,
        /** The brand's own address, or its postmaster's. */
        REPLY
    }
}
