package org.preferencecenter.exchange.entity;

import org.preferencecenter.consent.entity.SuppressionReason;

/** What another system says of somebody as a whole. */
public enum Status {
    /** Said yes to what the list is about. */
    YES(null),
    /** Stopped all messages of the brand on the channel of the list. */
    STOPPED(null),
    /** Mail to the address came back. */
    BOUNCED(SuppressionReason.BOUNCE),
    /** Called a message spam. */
    COMPLAINED(SuppressionReason.COMPLAINT),
    /** Not written to on purpose: blocklisted by hand. */
    BLOCKED(SuppressionReason.MANUAL),
    /** Neither yes nor no: not confirmed, archived, only customers. */
    NOTHING(null);

    private final SuppressionReason suppresses;

    Status(SuppressionReason suppresses) {
        this.suppresses = suppresses;
    }

    /** Why the address must not be written to any more, or null. */
    public SuppressionReason suppresses() {
        return suppresses;
    }
}
