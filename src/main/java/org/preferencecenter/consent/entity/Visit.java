package org.preferencecenter.consent.entity;

import java.time.Instant;

/**
 * A page opened by a link mailed on the person's own request: proof, for a while, that they read the mailbox.
 *
 * @param brand      id of the brand whose page it opens
 * @param freshUntil until when more can be asked for at once; afterwards the link is worth what any footer link is
 */
public record Visit(long recipient, int id, int brand, Instant freshUntil) {

    public boolean fresh(Instant now) {
        return now.isBefore(freshUntil);
    }
}
