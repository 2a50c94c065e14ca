package org.preferencecenter.access.entity;

/** What the door answers to a request: who calls, or why it is turned away. */
public sealed interface Admission {

    /** Let in. @param caller what its key says */
    record Admitted(Caller caller) implements Admission {
    }

    /**
     * Turned away.
     *
     * @param why        the reason
     * @param retryAfter seconds until it is worth trying again; 0: trying again changes nothing
     */
    record Refused(Why why, int retryAfter) implements Admission {
    }

    /** Why a request is turned away. */
    enum Why {
        /** No key exists, so nobody may call. */
        CLOSED,
        /** No key was given. */
        KEY_MISSING,
        /** What was given is no key, an unknown one, or one that has expired or was revoked; which of them is not told. */
        KEY_WRONG,
        /** The key is not known here, and the database that could know it is away. */
        CANNOT_TELL,
        /** The key has used up its requests of this minute. */
        TOO_OFTEN
    }
}
