package org.preferencecenter.office.entity;

/** Somebody asked for what their role does not allow. Answered 403, with a page that says whom to ask. */
public final class Forbidden extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public Forbidden(String right) {
        super("not allowed: " + right);
    }
}
