package org.preferencecenter.access.entity;

/**
 * Event: whoever typed this login says they forgot the password. Looked up behind their back, whether there is such a login
 * or not.
 */
public record ResetWanted(String login) {

    /** Says no address. */
    @Override
    public String toString() {
        return "ResetWanted";
    }
}
