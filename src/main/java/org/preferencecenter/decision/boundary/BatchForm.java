package org.preferencecenter.decision.boundary;

import org.preferencecenter.decision.control.Answers;
import org.preferencecenter.decision.entity.LineReading;

/** How a batch is written and read: the form of its lines and of their answers. */
interface BatchForm {

    /** How its lines are read. */
    LineReading lines();

    /** What stands before all answers. */
    byte[] header();

    /** For one block of lines. */
    Answers answers(int expected);

    /** What stands after all answers. */
    byte[] footer(BatchCount count);
}
