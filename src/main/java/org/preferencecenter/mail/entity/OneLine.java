package org.preferencecenter.mail.entity;

/** Text from outside, made fit to stand in one header field: a line end in it would begin a field of somebody's choice. */
public final class OneLine {

    private OneLine() {
    }

    /** Line ends of every kind and control characters become one blank; everything else stays. */
    public static String of(String text) {
        // \R and its relatives by name: CR, LF, VT, FF, NEL, LINE and PARAGRAPH SEPARATOR, and the rest of C0, C1 and DEL.
        return text.replaceAll("[\\p{Cntrl}\\x{80}-\\x{9F}\\x{2028}\\x{2029}]+", " ").strip();
    }
}
