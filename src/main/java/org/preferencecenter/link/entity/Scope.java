package org.preferencecenter.link.entity;

import java.util.Objects;

/**
 * How far a link, a choice or a stop reaches: one topic, one purpose, a whole brand or everything.
 *
 * @param kind what {@code id} names
 * @param id   the topic, purpose, brand or confirmation, 1 to {@link Integer#MAX_VALUE}; 0 only for {@link Kind#EVERYTHING}
 */
public record Scope(Kind kind, int id) {

    /** From wide to narrow. The number is what is stored and signed, so it never changes. */
    public enum Kind {
        EVERYTHING(0), BRAND(1), PURPOSE(2), TOPIC(3),
        /** Not a reach but a waiting confirmation or visit; only in links of {@link Power#CONFIRM} and {@link Power#VISIT}. */
        CONFIRMATION(4);

        private static final Kind[] ALL = values();

        private final int code;

        Kind(int code) {
            this.code = code;
        }

        public int code() {
            return code;
        }

        /** @throws IllegalArgumentException if no kind has this number */
        public static Kind of(int code) {
            for (Kind kind : ALL) {
                if (kind.code == code) {
                    return kind;
                }
            }
            throw new IllegalArgumentException("no scope kind has the number " + code);
        }
    }

    public static final Scope EVERYTHING = new Scope(Kind.EVERYTHING, 0);

    public Scope {
        Objects.requireNonNull(kind, "kind");
        if ((kind == Kind.EVERYTHING) ? id != 0 : id < 1) {
            throw new IllegalArgumentException(kind + " cannot have the id " + id);
        }
    }

    public static Scope brand(int id) {
        return new Scope(Kind.BRAND, id);
    }

    public static Scope purpose(int id) {
        return new Scope(Kind.PURPOSE, id);
    }

    public static Scope topic(int id) {
        return new Scope(Kind.TOPIC, id);
    }

    public static Scope confirmation(int id) {
        return new Scope(Kind.CONFIRMATION, id);
    }

    /** The form used in the ledger: {@code TOPIC:12}, {@code EVERYTHING:0}. */
    @Override
    public String toString() {
        return kind + ":" + id;
    }

    /** Reads {@link #toString()} back. @throws IllegalArgumentException if the text is not of that form */
    public static Scope parse(String text) {
        int colon = text.indexOf(':');
        if (colon < 0) {
            throw new IllegalArgumentException("a scope reads KIND:id, not '" + text + "'");
        }
        return new Scope(Kind.valueOf(text.substring(0, colon)), Integer.parseInt(text.substring(colon + 1)));
    }
}
