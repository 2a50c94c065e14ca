package org.preferencecenter.access.entity;

/** What becomes of somebody who comes from the organisation's provider. */
public sealed interface Arrival {

    /** They work here. */
    record Known(Officer officer) implements Arrival {
    }

    /** They do not come in. */
    record Stranger(Why why) implements Arrival {
    }

    /** Why somebody does not come in, though the provider knows them. */
    enum Why {
        /** Nobody invited them. */
        UNKNOWN,
        /** The provider has not made sure that the mail address is theirs: it is taken for nothing. */
        UNVERIFIED,
        /** There is an account under their address with a password of its own: nobody takes it over from outside. */
        TAKEN,
        /** They have no role. */
        NO_ROLE,
        /** Their account was closed. */
        DISABLED
    }
}
