package org.preferencecenter.office.entity;

import java.util.Arrays;
import java.util.stream.Collectors;

import org.preferencecenter.center.entity.Mask;
import org.preferencecenter.consent.entity.TelephoneNumber;
import org.preferencecenter.law.entity.Channel;

/**
 * What of a person is told to whom: to somebody who may not see it whole, enough to recognise whom they look for and not
 * enough to write to them.
 *
 * @param lifted whether everything is told
 */
public record Veil(boolean lifted) {

    private static final String DOTS = "••••";

    /** A name by its initials: {@code C•••• M••••}. */
    public String name(String name) {
        return name == null ? "" : lifted ? name : Arrays.stream(name.strip().split("\\s+")).filter(word -> !word.isEmpty())
                .map(word -> word.substring(0, word.offsetByCodePoints(0, 1)) + DOTS).collect(Collectors.joining(" "));
    }

    /** As {@link Mask} tells it; numbers as anybody writes them. */
    public String address(Channel channel, String address) {
        return !lifted ? Mask.of(address) : TelephoneNumber.serves(channel) ? TelephoneNumber.international(address) : address;
    }

    public String id(String externalId) {
        return externalId == null ? "" : lifted ? externalId : Mask.of(externalId);
    }
}
