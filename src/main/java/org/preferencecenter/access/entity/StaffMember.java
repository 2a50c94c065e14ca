package org.preferencecenter.access.entity;

import java.time.Instant;
import java.util.List;

/**
 * Somebody of the office, as those see them who manage accounts.
 *
 * @param password     whether they have set one
 * @param secondFactor whether a code is asked of them
 * @param provider     whether they sign in at the organisation's provider
 * @param disabled     since when they may not come in any more, or null
 * @param version      counts changes: who saves on an older one is told
 */
public record StaffMember(int id, String login, String name, String locale, boolean password, boolean secondFactor,
        boolean provider, Instant disabled, int version, List<Grant> grants) {

    /** Whether they could sign in today. */
    public boolean active() {
        return disabled == null && (password || provider);
    }

    /** Whether an invitation is on its way. */
    public boolean invited() {
        return disabled == null && !password && !provider;
    }
}
