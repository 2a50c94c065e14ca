package org.preferencecenter.office.entity;

/** What was asked for wants a password or code given a moment ago (OWASP ASVS 5.0 7.5.1); the answer asks for it and goes on. */
public final class ProveAgain extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public ProveAgain() {
        super("proof of who is there is too old for this");
    }
}
