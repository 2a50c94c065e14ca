package org.preferencecenter.consent.entity;

import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.preferencecenter.law.entity.Audience;
import org.preferencecenter.law.entity.Channel;

/**
 * The person or desk that is written to.
 *
 * @param id             opaque, 1 or more; 0 before it is stored
 * @param audienceSource provenance of the audience: who said so
 * @param jurisdiction   ISO 3166-1 alpha-2, or null if unknown
 * @param locale         BCP 47, or null if never chosen
 * @param timeZone       IANA name, or null if unknown
 * @param facts          what rules may ask for: {@code customerSince}, {@code lastPurchase} (ISO dates), {@code function}
 */
public record Recipient(long id, Audience audience, String audienceSource, String jurisdiction, String locale,
        String timeZone, Map<String, String> facts, List<Address> addresses) {

    /** An address as the person wrote it. */
    public record Address(Channel channel, String value) {
    }

    public Optional<String> address(Channel channel) {
        return addresses.stream().filter(a -> a.channel() == channel).map(Address::value).findFirst();
    }
}
