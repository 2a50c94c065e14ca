package org.preferencecenter.mail.entity;

import java.util.List;

/**
 * Something a mailbox provider would hold against a message, or that could not be looked at.
 *
 * @param code   what was found: the key of its sentence and of what to do
 * @param clause where it is said that it has to be otherwise
 * @param with   what the sentence names: fields, domains, numbers; never an address
 */
public record Finding(String code, Grade grade, String clause, List<String> with) {

    /** How bad it is. */
    public enum Grade {
        /** A must of a standard or a condition of a provider is not met. */
        FAIL,
        /** It works, and will be held against the sender somewhere. */
        WARN,
        /** Worth knowing; or it could not be checked. */
        NOTE
    }

    public Finding {
        with = List.copyOf(with);
    }

    static Finding fail(String code, String clause, Object... with) {
        return of(code, Grade.FAIL, clause, with);
    }

    static Finding warn(String code, String clause, Object... with) {
        return of(code, Grade.WARN, clause, with);
    }

    static Finding note(String code, String clause, Object... with) {
        return of(code, Grade.NOTE, clause, with);
    }

    /** @param with each told as text */
    public static Finding of(String code, Grade grade, String clause, Object... with) {
        return new Finding(code, grade, clause, java.util.Arrays.stream(with).map(String::valueOf).toList());
    }
}
