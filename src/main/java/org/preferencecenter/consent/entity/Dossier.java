package org.preferencecenter.consent.entity;

import java.time.Instant;

/**
 * What is on record about one recipient.
 *
 * @param recipient with no other addresses than the one it was asked about by
 * @param collected when it was first known here
 * @param seq       its latest ledger entry: as long as there is no later one, nothing was chosen anew
 */
public record Dossier(Recipient recipient, Instant collected, Choices choices, int seq) {
}
