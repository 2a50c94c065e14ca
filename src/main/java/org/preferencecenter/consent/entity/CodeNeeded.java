package org.preferencecenter.consent.entity;

/**
 * Fired: a code is to be sent to a telephone, so that its holder can prove that it is theirs.
 *
 * @param brand  id of the brand on whose page it was asked
 * @param number as ITU-T E.164 writes it
 * @param code   digits; lives for minutes, and is kept by us only as a hash
 * @param locale of the page, or null
 */
public record CodeNeeded(int brand, String number, String code, String locale) {

    /** Never to be written down. */
    @Override
    public String toString() {
        return "CodeNeeded for brand " + brand;
    }
}
