package org.preferencecenter.consent.entity;

/**
 * Fired after commit: a link is to be mailed to an address, so that its holder can prove that it is theirs.
 *
 * @param recipient who says that it is theirs
 * @param claim     what the link proves
 * @param brand     id of the brand on whose page it was said
 * @param address   where the link goes: nobody's yet, or perhaps somebody else's
 * @param locale    of the page, or null
 */
public record AddressClaimed(long recipient, int claim, int brand, String address, String locale) {

    /** Never to be written down. */
    @Override
    public String toString() {
        return "AddressClaimed " + claim;
    }
}
