package org.preferencecenter.law.entity;

import java.time.LocalDate;

/**
 * What an opposition list says of a number.
 *
 * @param listed the number is on it
 * @param date   the list's date
 */
public record Listing(boolean listed, LocalDate date) {
}
