package org.preferencecenter.decision.boundary;

import org.preferencecenter.platform.entity.Problem;

/** A body, or a line of one, that cannot be used: says what, where, why and how to put it right. */
final class BadBody extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final int status;

    /** @param status 400 what cannot be read, 422 what can be read and not be used */
    BadBody(int status, String sentence) {
        super(sentence);
        this.status = status;
    }

    static BadBody unreadable(String sentence) {
        return new BadBody(400, sentence);
    }

    static BadBody unusable(String sentence) {
        return new BadBody(422, sentence);
    }

    Problem problem() {
        String title = switch (status) {
            case 400 -> "The body cannot be read";
            case 413 -> "The body is too large";
            default -> "The body cannot be used";
        };
        return Problem.of(status, title, getMessage());
    }
}
