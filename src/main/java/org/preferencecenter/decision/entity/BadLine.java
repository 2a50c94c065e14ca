package org.preferencecenter.decision.entity;

/** A line of a batch asks nothing that could be answered; the message says what is wrong and what would do. */
final class BadLine extends Exception {

    private static final long serialVersionUID = 1L;

    BadLine(String problem) {
        super(problem, null, false, false);   // said to the sender, so where in our code it was found is of no use
    }
}
