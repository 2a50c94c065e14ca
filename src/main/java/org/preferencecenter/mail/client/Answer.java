package org.preferencecenter.mail.client;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Whether a message may go to its recipient. */
public sealed interface Answer {

    /** Id of the decision: by it the Preference Center tells later why. */
    String decision();

    /** True for {@link Allowed}: the message is stamped. */
    default boolean allowed() {
        return this instanceof Allowed;
    }

    /** It may: the message carries what it must. Send it now; it counts as sent. */
    record Allowed(String decision) implements Answer {
    }

    /**
     * It may not.
     *
     * @param why   a sentence for the operator, never for the recipient
     * @param rules ids of every rule that spoke, the deciding one first
     */
    record Refused(String decision, String why, List<String> rules) implements Answer {
    }

    /**
     * Not yet: ask again later. The message is as it was.
     *
     * @param notBefore when, as far as is known
     * @param why       a sentence for the operator
     */
    record Deferred(String decision, Optional<Instant> notBefore, String why) implements Answer {
    }
}
