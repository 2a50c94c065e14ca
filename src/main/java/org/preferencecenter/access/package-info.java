/**
 * Who may call the API: keys, what each lets do, for which brand and how often.
 *
 * <p>Promises:
 * <ul>
 * <li>A key's secret is shown once and kept as a hash; a copy of the database opens nothing.
 * <li>An API method says what permission it needs, or that it is open; one that says neither is answered to nobody.
 * <li>A key acts for its own brand only, as often as its limit allows, and until it expires or is revoked.
 * <li>A key is rotated without a gap: the old one goes on for a while beside the new.
 * </ul>
 */
package org.preferencecenter.access;
