package org.preferencecenter.sms.control;

import org.preferencecenter.sms.entity.TextMessage;

/** Hands text messages to whatever sends them: an operator's own bean of this type goes before ours. */
public interface SmsSender {

    /** Whether there is anything to hand them to: without, no page asks for a code. */
    boolean ready();

    /**
     * @return true once the gateway has taken it
     * @throws RuntimeException if the gateway cannot be reached; its message names neither number nor text
     */
    boolean send(TextMessage message);
}
