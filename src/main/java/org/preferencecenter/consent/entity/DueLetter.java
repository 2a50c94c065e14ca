package org.preferencecenter.consent.entity;

import java.time.Instant;
import java.util.UUID;

/**
 * A letter of ours that is to be mailed now, by whoever took it.
 *
 * @param id      of the confirmation or visit that its link opens
 * @param brand   id of the brand that writes; 0 for a confirmation, whose choices tell it
 * @param change  what is to be confirmed, or was; null for a visit of another kind
 * @param address the mailbox to write to, and no other: it is what the link proves. Null: it is gone
 * @param locale  of the page it was asked on, or null
 * @param sent    how often it was mailed before
 * @param attempt how often somebody set out to mail it, this time included
 * @param expires when its link is worth no more than a footer's, or nothing
 * @param reopens following its link lifts what suppresses the mailbox
 */
public record DueLetter(LetterKind kind, long recipient, int id, int brand, UUID change, String address, String locale,
        int sent, int attempt, Instant expires, boolean reopens) {

    /** Never to be written down: an address is in it. */
    @Override
    public String toString() {
        return kind + " letter " + id;
    }
}
