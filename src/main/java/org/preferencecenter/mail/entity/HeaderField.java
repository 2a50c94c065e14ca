package org.preferencecenter.mail.entity;

/**
 * One field of a header block, byte for byte.
 *
 * @param name as written, without the colon
 * @param raw  the whole field with its folds and line ending, one char per byte (ISO 8859-1)
 */
public record HeaderField(String name, String raw) {

    /** RFC 5322 §1.2.2: names are compared without regard to case. */
    public boolean named(String other) {
        return name.equalsIgnoreCase(other);
    }

    /** What follows the colon, unfolded (RFC 5322 §2.2.3) and without white space around it. */
    public String value() {
        return raw.substring(raw.indexOf(':') + 1).replaceAll("\r?\n(?=[ \t])", "").strip();
    }
}
