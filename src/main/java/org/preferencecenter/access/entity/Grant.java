package org.preferencecenter.access.entity;

/**
 * A role somebody has.
 *
 * @param brand the brand's id; null: for every brand, those to come too
 */
public record Grant(Role role, Integer brand) {

    /** Whether it reaches that brand. */
    public boolean reaches(int id) {
        return brand == null || brand == id;
    }
}
