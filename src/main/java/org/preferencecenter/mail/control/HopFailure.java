package org.preferencecenter.mail.control;

import java.io.IOException;

/** The next hop cannot be talked to as the settings want it; nothing of a message was sent. */
final class HopFailure extends IOException {

    private static final long serialVersionUID = 1L;

    /** @param sentence what is wrong with the connection; quotes no address and no secret */
    HopFailure(String sentence) {
        super(sentence);
    }
}
