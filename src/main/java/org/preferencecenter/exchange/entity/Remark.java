package org.preferencecenter.exchange.entity;

import java.util.Arrays;
import java.util.Optional;

/** What there is to say about a line of a file. The number is what is stored, so it never changes. */
public enum Remark {
    NO_ADDRESS(1), NOT_AN_EMAIL(2), NOT_A_NUMBER(3), DATE_NOT_READ(4), DATE_IN_FUTURE(5), ANSWER_NOT_READ(6),
    STATUS_NOT_READ(7), COUNTRY_NOT_READ(8), AUDIENCE_NOT_READ(9), TOO_LONG(10),
    /** The same address stands on an earlier line. */
    DUPLICATE(20),
    /** The address must not be written to. */
    SUPPRESSED(21),
    /** A yes would have lifted a stop (W-08). */
    RESUBSCRIBES(22),
    /** A yes came without what proves it: the person is kept without it. */
    UNPROVEN(23),
    /** An address on the line is somebody else's, or they have another one already. */
    ADDRESS_LEFT(24),
    /** The number is on the opposition list. */
    LISTED(30);

    private final int code;

    Remark(int code) {
        this.code = code;
    }

    public int code() {
        return code;
    }

    /** Nothing of the line was taken. */
    public boolean bad() {
        return code < 20;
    }

    public static Optional<Remark> of(int code) {
        return Arrays.stream(values()).filter(remark -> remark.code == code).findFirst();
    }
}
