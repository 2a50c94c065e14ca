package org.preferencecenter.access.entity;

import java.util.OptionalInt;
import java.util.Set;

import org.preferencecenter.platform.entity.Problem;

/**
 * Who calls the API: what the key given says.
 *
 * @param key         the key's public id, for logs; never the secret
 * @param name        what its owner called it
 * @param permissions what it lets do; {@link Permission#ADMIN} lets do everything
 * @param brand       the one brand it may act for, or nothing: every brand
 */
public record Caller(String key, String name, Set<Permission> permissions, OptionalInt brand) {

    /** Request attribute under which the API's methods find it. */
    public static final String ATTRIBUTE = "pc.caller";

    public boolean may(Permission permission) {
        return permissions.contains(permission) || permissions.contains(Permission.ADMIN);
    }

    /** @param id a brand's */
    public boolean mayActFor(int id) {
        return brand.isEmpty() || brand.getAsInt() == id;
    }

    /** What is answered when it may not act for a brand: the same words in every room. */
    public Problem notItsBrand() {
        return Problem.of(403, "This key acts for another brand", "The key \"" + name + "\" (" + key + ") acts for one brand"
                + " only, and this is not that brand's: use a key of the right brand, or ask the operator for one.");
    }
}
