package org.preferencecenter.decision.boundary;

import java.time.Instant;
import java.util.Arrays;
import java.util.Set;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

import org.preferencecenter.consent.entity.Sign;
import org.preferencecenter.law.entity.Channel;

/**
 * What somebody did, as a sender reports it.
 *
 * @param recipient 0: the address is given
 */
@Schema(name = "Action", requiredProperties = {"action", "at"}, description = "Names an address or a recipient, one of them")
record ActionBody(
        @Schema(description = "What the person did. An open is none: it shows nothing but that a machine fetched a picture") Sign action,
        @Schema(description = "When: not in the future") Instant at,
        @Schema(description = "An address of theirs, as it is on file", maxLength = 1000) String address,
        @Schema(description = "The channel of the address", defaultValue = "EMAIL") Channel channel,
        @Schema(description = "Instead of the address: the recipient's id", minimum = "1") long recipient) {

    static final Set<String> FIELDS = Set.of("action", "at", "address", "channel", "recipient");

    /** @throws BadBody if it is none, or not one that can be noted */
    static ActionBody read(byte[] json, Instant now) {
        Fields fields = Fields.read(json, FIELDS);
        ActionBody body = new ActionBody(sign(fields.needed("action", 20, "what did the person do?")),
                fields.time("at", now).orElseThrow(() -> BadBody.unusable("The field at is missing: when was it done?")),
                fields.text("address", QuestionBody.LONGEST_ADDRESS).orElse(null),
                channel(fields.text("channel", 20).orElse(Channel.EMAIL.name())), fields.id("recipient"));
        if ((body.address == null) == (body.recipient == 0)) {
            throw BadBody.unusable("Give address or recipient, one of them: that is who did it.");
        }
        if (body.at.isAfter(now.plus(ContactBody.AHEAD))) {
            throw BadBody.unusable("The field at lies in the future: report what was done.");
        }
        return body;
    }

    private static Sign sign(String text) {
        return Arrays.stream(Sign.values()).filter(sign -> sign.name().equals(text)).findFirst()
                .orElseThrow(() -> BadBody.unusable("The field action is one of CLICK, LOGIN, PURCHASE, REPLY. To open a message is none"
                        + " of them."));
    }

    private static Channel channel(String text) {
        return Arrays.stream(Channel.values()).filter(channel -> channel != Channel.ANY && channel.name().equals(text)).findFirst()
                .orElseThrow(() -> BadBody.unusable("The field channel is the one of the address, such as EMAIL or SMS."));
    }
}
