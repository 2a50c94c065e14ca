package org.preferencecenter.mail.entity;

/** What was said on a milter's line is not the protocol: the line is closed, and the mail server defers its message. */
public final class BadFrame extends IllegalArgumentException {

    private static final long serialVersionUID = 1L;

    /** @param sentence what is wrong, for the operator's log; quotes nothing of what was said */
    public BadFrame(String sentence) {
        super(sentence);
    }
}
