package org.preferencecenter.consent.entity;

import java.util.List;
import java.util.OptionalInt;
import java.util.UUID;

/**
 * What one transaction did.
 *
 * @param change       names the change as a whole: what {@code undo} takes; null when nothing changed
 * @param changed      the choices that are new, in ledger order; empty for a repeat
 * @param stale        the link was of an older epoch (still honoured)
 * @param confirmation a confirmation waits for a fresh link to be followed, its id
 */
public record Outcome(UUID change, List<Choice> changed, boolean stale, OptionalInt confirmation) {

    public static final Outcome NOTHING = new Outcome(null, List.of(), false, OptionalInt.empty());

    public boolean repeated() {
        return changed.isEmpty();
    }
}
