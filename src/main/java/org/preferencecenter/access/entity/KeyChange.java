package org.preferencecenter.access.entity;

/** What became of a change of a key. */
public sealed interface KeyChange {

    /**
     * A key was made.
     *
     * @param key  what is kept of it
     * @param text the key itself, for its owner, now and never again
     */
    record Made(ApiKey key, KeyText text) implements KeyChange {
    }

    /** The key was revoked. */
    record Revoked() implements KeyChange {
    }

    /** There is no such key among those the asker may manage. */
    record Unknown() implements KeyChange {
    }

    /** @param why a sentence that says why not and what would do */
    record NotPossible(String why) implements KeyChange {
    }
}
