package org.preferencecenter.consent.entity;

/**
 * Fired after commit: somebody known asked for a link to their page. Who is not known is told the same and fires nothing.
 *
 * @param visit  the visit its link opens
 * @param brand  id of the brand that was asked
 * @param locale language of the page it was asked on, or null
 */
public record LinkWanted(long recipient, int visit, int brand, String locale) {
}
