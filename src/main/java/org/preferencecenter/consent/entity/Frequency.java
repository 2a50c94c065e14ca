package org.preferencecenter.consent.entity;

import java.time.Period;

/**
 * How often a recipient wants to be written to. Cap 0 does not exist: "never" is a stop, not a frequency.
 *
 * @param kind  every message, at most so many, or only the digest
 * @param limit how many per period, 1 to 100; always 1 unless {@link Kind#AT_MOST}
 * @param per   the period counted, unused for {@link Kind#EVERY_MESSAGE}
 */
public record Frequency(Kind kind, int limit, Per per) {

    public enum Kind {
        EVERY_MESSAGE, AT_MOST, DIGEST
    }

    public enum Per {
        DAY(Period.ofDays(1)), WEEK(Period.ofDays(7)), MONTH(Period.ofMonths(1));

        private final Period length;

        Per(Period length) {
            this.length = length;
        }

        public Period length() {
            return length;
        }
    }

    public static final Frequency EVERY_MESSAGE = new Frequency(Kind.EVERY_MESSAGE, 1, Per.DAY);

    public Frequency {
        if (kind == null || per == null) {
            throw new IllegalArgumentException("a frequency needs its kind and period");
        }
        if (limit < 1 || limit > 100) {
            throw new IllegalArgumentException("a frequency allows 1 to 100 messages per period, not " + limit
                    + "; to receive none, stop the topic");
        }
    }

    public static Frequency atMost(int limit, Per per) {
        return new Frequency(Kind.AT_MOST, limit, per);
    }

    public static Frequency digest(Per per) {
        return new Frequency(Kind.DIGEST, 1, per);
    }

    /** The stored and form-field form: {@code EVERY_MESSAGE}, {@code AT_MOST:1:WEEK}, {@code DIGEST:MONTH}. */
    @Override
    public String toString() {
        return switch (kind) {
            case EVERY_MESSAGE -> "EVERY_MESSAGE";
            case AT_MOST -> "AT_MOST:" + limit + ":" + per;
            case DIGEST -> "DIGEST:" + per;
        };
    }

    /** Reads {@link #toString()} back. @throws IllegalArgumentException if the text is not of that form */
    public static Frequency parse(String text) {
        String[] parts = text.split(":", -1);
        if (parts.length == 1 && parts[0].equals("EVERY_MESSAGE")) {
            return EVERY_MESSAGE;
        }
        if (parts.length == 2 && parts[0].equals("DIGEST")) {
            return digest(Per.valueOf(parts[1]));
        }
        if (parts.length == 3 && parts[0].equals("AT_MOST")) {
            return atMost(Integer.parseInt(parts[1]), Per.valueOf(parts[2]));
        }
        throw new IllegalArgumentException("a frequency reads EVERY_MESSAGE, AT_MOST:n:PERIOD or DIGEST:PERIOD");
    }
}
