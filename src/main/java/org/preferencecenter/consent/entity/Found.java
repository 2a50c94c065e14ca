package org.preferencecenter.consent.entity;

import java.util.List;

/**
 * Somebody who was found.
 *
 * @param recipient  whom to show: of somebody who was joined to another, the other
 * @param name       as it was told us, or null
 * @param externalId what another system knows them by, or null
 * @param addresses  all of theirs, the main one of each channel first
 * @param by         what was typed, as it fits them
 */
public record Found(long recipient, String name, String externalId, String jurisdiction, String locale,
        List<Recipient.Address> addresses, Sought.By by) {

    /**
     * Some of whom a search finds.
     *
     * @param next where to go on, opaque and without anybody's data; null: these are all
     */
    public record Page(List<Found> people, String next) {
    }
}
