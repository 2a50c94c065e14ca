package org.preferencecenter.decision.entity;

/** A question and what was decided: a line of the log. */
public record Answered(Question question, Decision decision) {
}
