package org.preferencecenter.link.entity;

import java.time.Instant;

/**
 * A link key as its owner sees it; never its secret.
 *
 * @param id          1 to {@link Token#MAX_KEY_ID}
 * @param compromised since when others know it, or null: its links may only stop from then on
 * @param signs       links are signed with it now; the others only check those of old mail
 */
public record RingKey(int id, Instant created, Instant compromised, boolean signs) {
}
