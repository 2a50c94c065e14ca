package org.preferencecenter.consent.entity;

import java.time.Instant;
import java.util.Collection;
import java.util.EnumSet;
import java.util.Set;

import org.preferencecenter.law.entity.Channel;

/**
 * One suppression of an address.
 *
 * @param channel {@link Channel#ANY}: on every channel
 * @param brand   its id, 0: for every brand
 * @param since   when it was made
 * @param cause   whose doing it is (S-37); null: not known
 */
public record Suppressed(Channel channel, int brand, SuppressionReason reason, Instant since, Cause cause) {

    /** As far as the reason tells whose doing it is. */
    public Suppressed(Channel channel, int brand, SuppressionReason reason, Instant since) {
        this(channel, brand, reason, since, Cause.of(reason));
    }

    /**
     * What the person can undo by signing up anew and following the link mailed to the very address: what they asked for
     * themselves, and what a mail that arrives disproves. An opposition list and an erasure are not the sender's to undo.
     */
    private static final Set<SuppressionReason> THEIRS = EnumSet.of(SuppressionReason.BOUNCE,
            SuppressionReason.COMPLAINT, SuppressionReason.MANUAL, SuppressionReason.EXPIRY);

    /** Whether it forbids contact on that channel for that brand. */
    public boolean reaches(Channel on, int forBrand) {
        return (channel == on || channel == Channel.ANY) && (brand == 0 || brand == forBrand);
    }

    /**
     * Whether the person's own confirmed sign-up with a brand lifts it: never one for every brand, but for a mailbox that was
     * dead and is not.
     */
    public boolean liftedBySignUp(int forBrand) {
        return THEIRS.contains(reason) && (brand == forBrand || brand == 0 && reason == SuppressionReason.BOUNCE);
    }

    /** Whether a confirmed sign-up with a brand would open a mailbox for it: everything that stands in its way is lifted. */
    public static boolean openedBySignUp(Collection<Suppressed> all, int brand) {
        return all.stream().filter(one -> one.reaches(Channel.EMAIL, brand)).allMatch(one -> one.liftedBySignUp(brand));
    }
}
