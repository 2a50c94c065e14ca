package org.preferencecenter.mail.entity;

import java.time.Instant;

/**
 * A DKIM key as its owner sees it: what is in DNS, never the private half.
 *
 * @param created   when it was made
 * @param signsFrom since when it signs; null: made, to be published first
 * @param retired   since when it signs no more, and stays published (RFC 6376 §5.2); null: not
 */
public record PublishedKey(String selector, DkimKey.Algorithm algorithm, DnsRecord record, Instant created, Instant signsFrom,
        Instant retired) {

    /** Where a key is in its life. */
    public enum State { PREPARED, SIGNING, RETIRED }

    public State state() {
        return retired != null ? State.RETIRED : signsFrom == null ? State.PREPARED : State.SIGNING;
    }
}
