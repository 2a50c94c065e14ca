package org.preferencecenter.mail.entity;

/** A message that cannot be sent as it is: says what is wrong, where, why, and how to put it right. Never quotes it. */
public final class BadMessage extends IllegalArgumentException {

    private static final long serialVersionUID = 1L;

    /** @param sentence what, where, why and the fix, in English, for the sender's developer */
    public BadMessage(String sentence) {
        super(sentence);
    }
}
