package org.preferencecenter.consent.entity;

/**
 * What following a link also does: lifts what suppresses the very mailbox it was mailed to, for one brand.
 *
 * @param hash    under which the mailbox is suppressed
 * @param mailbox {@code address.normal}: no other proves it
 * @param brand   id of the brand that was signed up to
 */
public record Reopening(byte[] hash, String mailbox, int brand) {
}
