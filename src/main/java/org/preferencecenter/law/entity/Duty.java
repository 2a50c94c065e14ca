package org.preferencecenter.law.entity;

/**
 * What is owed.
 *
 * @param term within or for how long; null where the obligation has none
 * @param rule id of the rule that says so
 */
public record Duty(Obligation obligation, Term term, String rule) {
}
