package org.preferencecenter.access.entity;

import java.time.Instant;

/**
 * Event: somebody of the office is to be mailed a link that sets their password. The mail room observes it.
 *
 * @param login   the mail address
 * @param name    as they are called
 * @param locale  {@code fr} or {@code en}
 * @param kind    why
 * @param link    the whole address; secret
 * @param expires until when it works
 */
public record StaffLetter(String login, String name, String locale, LinkKind kind, String link, Instant expires) {

    /** Says no secret. */
    @Override
    public String toString() {
        return "StaffLetter[" + kind + "]";
    }
}
