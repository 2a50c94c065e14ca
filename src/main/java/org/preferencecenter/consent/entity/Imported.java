package org.preferencecenter.consent.entity;

import java.util.List;

/**
 * What came of what a file says of somebody.
 *
 * @param changed the choices that are new, in ledger order
 * @param refused where a yes would have lifted a stop
 */
public record Imported(List<Choice> changed, List<Cell> refused) {

    public static final Imported NOTHING = new Imported(List.of(), List.of());
}
