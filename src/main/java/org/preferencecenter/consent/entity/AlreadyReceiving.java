package org.preferencecenter.consent.entity;

/**
 * Fired after commit: somebody signed up for what they already receive. A message tells them so, since the page tells
 * everybody the same.
 *
 * @param brand  id of the brand whose form it was
 * @param locale language of the form
 */
public record AlreadyReceiving(long recipient, int brand, String locale) {
}
