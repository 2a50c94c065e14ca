package org.preferencecenter.rights.entity;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** How we know that whoever asks is the person (GDPR art. 12(6)). */
public enum Identity {
    /** They followed a fresh link mailed to an address of theirs. */
    MAILBOX,
    /** A document was shown, and not kept. */
    DOCUMENT,
    /** They knew what only they can know. */
    QUESTIONS,
    /** We rang them back on the number we had. */
    CALLED_BACK;

    /** What somebody of the office can have done: a mailbox is proven by its link alone. */
    public static final List<Identity> BY_THE_OFFICE = Arrays.stream(values()).filter(how -> how != MAILBOX).toList();

    /** @return nothing for any other word: then nobody is known to be who they say */
    public static Optional<Identity> byTheOffice(String word) {
        return BY_THE_OFFICE.stream().filter(how -> how.name().equals(word)).findFirst();
    }
}
