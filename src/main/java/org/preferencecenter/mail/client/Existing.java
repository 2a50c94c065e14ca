package org.preferencecenter.mail.client;

/** What becomes of List-* fields that a message already has. */
public enum Existing {
    /** They go; people's choices then reach the Preference Center. */
    REPLACE,
    /** They stay; what is missing is added. */
    RESPECT,
    /** The message is not stamped: {@link Preferences#stamp} throws. */
    REJECT
}
