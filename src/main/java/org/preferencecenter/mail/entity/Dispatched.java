package org.preferencecenter.mail.entity;

import java.util.Optional;

import org.preferencecenter.decision.entity.Decision;

/**
 * What became of one message.
 *
 * @param reply what the next hop said, or nothing when the decision kept the message here
 * @param sent  the message as handed to the next hop, or nothing when it was not
 */
public record Dispatched(Decision decision, Optional<Reply> reply, Optional<RawMessage> sent) {

    public static Dispatched kept(Decision decision) {
        return new Dispatched(decision, Optional.empty(), Optional.empty());
    }

    /** True once the next hop has acknowledged the message, never before. */
    public boolean acknowledged() {
        return reply.isPresent() && reply.get().accepted();
    }
}
