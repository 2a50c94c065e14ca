package org.preferencecenter.access.entity;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Who is signed in to the office, and what they may do.
 *
 * @param account the account's id
 * @param login   the mail address they sign in with
 * @param name    as they are called
 * @param locale  {@code fr} or {@code en}
 * @param grants  their roles; none: they may sign in and see nothing
 * @param proven  when they last gave their password or second factor
 * @param mustChange whether the password was given by somebody else and has to be changed first
 */
public record Officer(int account, String login, String name, String locale, List<Grant> grants, Instant proven,
        boolean mustChange) {

    /** Whether they may for one brand at least: what opens a page and shows it in the menu. */
    public boolean may(Right right) {
        return having(right).findAny().isPresent();
    }

    /** Whether they may for this brand. */
    public boolean may(Right right, int brand) {
        return having(right).anyMatch(grant -> grant.reaches(brand));
    }

    /** Whether they may for every brand: asked for what belongs to no brand, such as keys and people. */
    public boolean mayEverywhere(Right right) {
        return having(right).anyMatch(grant -> grant.brand() == null);
    }

    /** For which brands; empty: for every one. */
    public Optional<Set<Integer>> brands(Right right) {
        return mayEverywhere(right) ? Optional.empty()
                : Optional.of(having(right).map(Grant::brand).collect(Collectors.toUnmodifiableSet()));
    }

    private Stream<Grant> having(Right right) {
        return grants.stream().filter(grant -> grant.role().rights().contains(right));
    }
}
