package org.preferencecenter.consent.entity;

/** Why somebody stopped: the answers of the one question asked after a stop (W-15). Stored by name, which never changes. */
public enum StopReason {
    TOO_OFTEN, NOT_FOR_ME, NEVER_ASKED, NO_LONGER, OTHER;

    /** The longest text of their own, in characters. */
    public static final int LONGEST = 500;

    /** As it is stored: without what cannot be seen (control characters, also those that turn the direction of a line). */
    public static String tidy(String text) {
        return text.replace("\r\n", "\n").codePoints()
                .filter(c -> c == '\n' || !Character.isISOControl(c) && Character.getType(c) != Character.FORMAT
                        && Character.getType(c) != Character.SURROGATE)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append).toString().strip();
    }

    /** @return {@link #OTHER} for a text that names none */
    public static StopReason named(String name) {
        for (StopReason reason : values()) {
            if (reason.name().equals(name)) {
                return reason;
            }
        }
        return OTHER;
    }
}
