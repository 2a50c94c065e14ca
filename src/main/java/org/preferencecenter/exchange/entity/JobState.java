package org.preferencecenter.exchange.entity;

/** How a job stands. */
public enum JobState {
    WAITING, RUNNING, PAUSED, DONE,
    /** It cannot go on as it is; it goes on where it stopped when it is resumed. */
    FAILED,
    /** An import that was taken back. */
    UNDONE, CANCELLED;

    /** Somebody works on it, or will. */
    public boolean active() {
        return this == WAITING || this == RUNNING;
    }

    /** It goes on only if somebody wants it to. */
    public boolean resumable() {
        return this == PAUSED || this == FAILED;
    }

    public boolean ended() {
        return this == DONE || this == UNDONE || this == CANCELLED;
    }
}
