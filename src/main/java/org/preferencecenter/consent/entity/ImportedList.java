package org.preferencecenter.consent.entity;

import java.time.Instant;
import java.time.LocalDate;

/**
 * An opposition list in force here.
 *
 * @param code         as the rule book names it
 * @param jurisdiction whose list it is
 * @param date         the list's own date
 * @param form         how its file told the numbers
 * @param entries      how many
 * @param generation   which import of all
 * @param account      who loaded it in the office; 0: a program with an API key
 */
public record ImportedList(String code, String jurisdiction, LocalDate date, ListForm form, long entries, int generation,
        Instant importedAt, int account) {
}
