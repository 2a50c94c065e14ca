package org.preferencecenter.access.entity;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** What an API key lets its holder do; a key has one or more. */
public enum Permission {
    /** Ask whether somebody may be contacted, one by one or in bulk. */
    ASK,
    /** Report contacts that were made elsewhere. */
    REPORT,
    /** Send messages and learn the addresses of an audience. */
    SEND,
    /** Bring in people, choices, evidence of choices and opposition lists. */
    IMPORT,
    /** Read what somebody's choice was at an instant, which entry of the ledger says so, and the evidence of it. */
    PROVE,
    /** Everything, keys included. */
    ADMIN;

    /**
     * The permissions of these names, one or more.
     *
     * @throws IllegalArgumentException if one is unknown or there is none, naming those there are
     */
    public static Set<Permission> named(List<String> names) {
        Set<Permission> permissions = EnumSet.noneOf(Permission.class);
        try {
            names.forEach(name -> permissions.add(valueOf(name.strip())));
        } catch (IllegalArgumentException unknown) {
            permissions.clear();
        }
        if (permissions.isEmpty()) {
            throw new IllegalArgumentException("A key's permissions are one or more of ASK, REPORT, SEND, IMPORT, PROVE and ADMIN,"
                    + " and nothing else.");
        }
        return permissions;
    }
}
