package org.preferencecenter.law.control;

import jakarta.inject.Singleton;

import org.preferencecenter.law.entity.RuleBook;

/** The rule book in force: what ships, with what the operator replaced or added. */
@Singleton
public class RuleBooks {

    /** The rule book, with the rules of all times. The same object until the server stops. */
    public RuleBook inForce() {
        return RuleBook.EMPTY;
    }
}
