package org.preferencecenter.access.entity;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Who may change whose rights (OWASP ASVS 5.0 8.2, 8.3): nobody their own upwards, nobody beyond the brands they manage,
 * and never so that nobody is left who could.
 */
public final class Staffing {

    /** Why not. */
    public enum Refusal {
        /** There is such a login. */
        KNOWN_LOGIN,
        /** Somebody else changed it meanwhile. */
        STALE,
        /** A role for a brand they do not manage. */
        NOT_YOUR_BRAND,
        /** One gives oneself nothing, and does not lock oneself out. */
        YOURSELF,
        /** Nobody would be left to manage accounts. */
        LAST_ADMINISTRATOR,
        /** There is no such person, or not for them. */
        UNKNOWN
    }

    private Staffing() {
    }

    /** Whether somebody sees that person among the accounts they manage. */
    public static boolean sees(Officer by, List<Grant> grants) {
        return by.mayEverywhere(Right.ACCOUNTS) || grants.stream().anyMatch(grant -> manages(by, grant));
    }

    /** Whether they manage the whole person: what locks out, lets in or proves them touches every role they have. */
    public static boolean managesWholly(Officer by, List<Grant> grants) {
        return by.mayEverywhere(Right.ACCOUNTS)
                || !grants.isEmpty() && grants.stream().allMatch(grant -> manages(by, grant));
    }

    /** Whether they may give and take this role. */
    public static boolean manages(Officer by, Grant grant) {
        return grant.brand() == null ? by.mayEverywhere(Right.ACCOUNTS) : by.may(Right.ACCOUNTS, grant.brand());
    }

    /**
     * @param by     who changes
     * @param whom   the account that is changed, or null for a new one
     * @param before the roles it has
     * @param wanted the roles it is to have
     */
    public static Optional<Refusal> refusal(Officer by, Integer whom, List<Grant> before, List<Grant> wanted) {
        Set<Grant> given = new HashSet<>(wanted);
        given.removeAll(before);
        Set<Grant> touched = new HashSet<>(before);
        touched.removeAll(wanted);
        touched.addAll(given);
        if (whom != null && whom == by.account() && !given.isEmpty()) {
            return Optional.of(Refusal.YOURSELF);
        }
        return touched.stream().allMatch(grant -> manages(by, grant)) ? Optional.empty()
                : Optional.of(Refusal.NOT_YOUR_BRAND);
    }
}
