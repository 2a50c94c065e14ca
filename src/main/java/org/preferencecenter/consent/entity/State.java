package org.preferencecenter.consent.entity;

/** The answer a choice holds. The number is what is stored, so it never changes. */
public enum State {
    /** Asked nothing, or only how often: the purpose's basis decides. */
    NONE(0),
    GRANTED(1),
    /** Said yes, not yet confirmed (double opt-in): no permission. */
    PENDING(2),
    REFUSED(3), WITHDRAWN(4), OBJECTED(5), EXPIRED(6);

    private final int code;

    State(int code) {
        this.code = code;
    }

    public int code() {
        return code;
    }

    /** True if this answer forbids contact. */
    public boolean stops() {
        return this == REFUSED || this == WITHDRAWN || this == OBJECTED || this == EXPIRED;
    }

    /** @throws IllegalArgumentException if no state has this number */
    public static State of(int code) {
        for (State state : values()) {
            if (state.code == code) {
                return state;
            }
        }
        throw new IllegalArgumentException("no state has the number " + code);
    }
}
