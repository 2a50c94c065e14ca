package org.preferencecenter.decision.boundary;

import org.preferencecenter.platform.entity.Locales;
import org.preferencecenter.platform.entity.Problem;

/**
 * What the sender of a batch wants of its answers.
 *
 * @param allReasons false: the deciding one only
 * @param locale     of the sentences; null: without them
 */
record BatchTerms(boolean allReasons, String locale) {

    /** @throws Asking.Refused if a parameter is none of what it may be */
    static BatchTerms of(String reasons, String lang) {
        if (!reasons.equals("all") && !reasons.equals("first")) {
            throw unusable("The parameter reasons is all or first.");
        }
        if (lang != null && !Locales.OFFICE.contains(lang)) {
            throw unusable("The parameter lang is " + String.join(" or ", Locales.OFFICE) + "; without it, there are no sentences.");
        }
        return new BatchTerms(reasons.equals("all"), lang);
    }

    /** @return what the parameter says, {@code unless} if it was not given. @throws Asking.Refused if it is neither */
    static boolean flag(String name, String value, boolean unless) {
        if (value == null) {
            return unless;
        }
        if (!value.equals("true") && !value.equals("false")) {
            throw unusable("The parameter " + name + " is true or false.");
        }
        return value.equals("true");
    }

    static Asking.Refused unusable(String sentence) {
        return new Asking.Refused(Problem.of(422, "The request cannot be used", sentence));
    }
}
