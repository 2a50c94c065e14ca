package org.preferencecenter.exchange.entity;

/** What is kept of somebody that no rule asks for: to find them, and to write it on an envelope. */
public final class Facts {

    public static final String NAME = "name";
    /** What another system calls them. */
    public static final String EXTERNAL_ID = "externalId";
    /** Where a file says it has them from. */
    public static final String SOURCE = "source";

    private Facts() {
    }
}
