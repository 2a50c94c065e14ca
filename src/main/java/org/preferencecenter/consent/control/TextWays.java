package org.preferencecenter.consent.control;

import java.util.function.BooleanSupplier;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;

/**
 * Whether text messages can be sent, for rooms that may not know who sends them: a page asks for a number to be proven by a
 * code only where a code can arrive. Said by the room {@code sms} at start; no until then.
 */
@Singleton
public class TextWays {

    private volatile BooleanSupplier sender = () -> false;

    @Inject
    public TextWays() {
        // Nobody has said yet that texts can be sent.
    }

    /** True if a {@link org.preferencecenter.consent.entity.CodeNeeded} fired now would be sent. */
    public boolean ready() {
        return sender.getAsBoolean();
    }

    /** @param ready asked each time: whether there is anything to hand texts to */
    public void through(BooleanSupplier ready) {
        this.sender = ready;
    }
}
