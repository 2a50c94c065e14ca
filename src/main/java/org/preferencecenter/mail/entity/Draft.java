package org.preferencecenter.mail.entity;

import java.util.Optional;

import org.preferencecenter.catalog.entity.Brand;
import org.preferencecenter.catalog.entity.Stream;

/**
 * A letter of ours, ready to be composed.
 *
 * @param stream what a one-click in the mail client stops; nothing where there is nothing to unsubscribe from
 */
public record Draft(Letter letter, Brand brand, long recipient, Optional<Stream> stream) {
}
