package org.preferencecenter.exchange.entity;

/** What is kept of somebody that no rule asks for. */
public final class Facts {

    /** Where a file says it has them from. */
    public static final String SOURCE = "source";

    private Facts() {
    }
}
