package org.preferencecenter.decision.control;

import org.preferencecenter.decision.entity.Asked;
import org.preferencecenter.decision.entity.Decision;

/** The answer to a block of a batch, line by line, as bytes in one of its forms. For one thread, and one block. */
public interface Answers {

    /** The answer to a question. */
    void decided(Asked asked, Decision decision);

    /** The answer to a line that is no question. */
    void wrong(Asked asked);

    /** All that was answered. */
    byte[] bytes();
}
