package org.preferencecenter.consent.entity;

/** What became of a contact. The number is what is stored, so it never changes. */
public enum ContactOutcome {
    /** It went out; nothing more is known. */
    SENT(1),
    /** A call nobody took: it counts as an attempt all the same. */
    UNANSWERED(2),
    /** Taken, and no refusal said. */
    ANSWERED(3),
    /** The person refused: some laws forbid trying again for a while. A stop is recorded as a choice besides. */
    REFUSED(4);

    private final int code;

    ContactOutcome(int code) {
        this.code = code;
    }

    public int code() {
        return code;
    }
}
