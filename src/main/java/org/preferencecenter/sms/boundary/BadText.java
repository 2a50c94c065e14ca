package org.preferencecenter.sms.boundary;

import org.preferencecenter.platform.entity.Problem;

/** A text that cannot be taken: says what, where, why and how to put it right. */
final class BadText extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final int status;

    private BadText(int status, String sentence) {
        super(sentence);
        this.status = status;
    }

    /** What cannot be read. */
    static BadText unreadable(String sentence) {
        return new BadText(400, sentence);
    }

    /** What can be read and not be used. */
    static BadText unusable(String sentence) {
        return new BadText(422, sentence);
    }

    static BadText tooLarge() {
        return new BadText(413, "A text is told in 64 KiB at most.");
    }

    Problem problem() {
        return Problem.of(status, status == 400 ? "The body cannot be read" : status == 413 ? "The body is too large"
                : "The text cannot be used", getMessage());
    }
}
