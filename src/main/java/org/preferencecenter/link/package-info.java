/**
 * Signed links: what a recipient holds instead of a password.
 *
 * <p>Promises:
 *
 * <ul>
 * <li>A link says who, how far and what may be done, in opaque ids only; nothing of it can be changed, guessed or
 *     made without a key ({@code TokenTest}, {@code LinkPropertiesTest}, {@code HmacTest}).
 * <li>A link of one power never passes for another: each signs with a key of its own ({@code LinkPropertiesTest}).
 * <li>A token has one form that is accepted, and whatever is wrong with another, the answer is the same
 *     ({@code TokenTest}, {@code TokenFuzzTest}, {@code LinksTest}).
 * <li>A link never stops working: keys rotate and verify for ever, also while the database is away; those of a
 *     compromised key still stop and do nothing else ({@code LinkKeysTest}, {@code LinkKeysIT}).
 * <li>The layout never changes under mail that was already sent ({@code GoldenTokensTest}).
 * <li>A copy of the database signs nothing: keys are stored sealed ({@code LinkKeysIT}).
 * </ul>
 *
 * Rules: STANDARDS E. A mailed link may stand in a URL (ASVS 14.2.1) because it can only stop, reduce and show masked
 * state; one that adds contact lives for hours and works once, which the room consent sees to.
 */
package org.preferencecenter.link;
