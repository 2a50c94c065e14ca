package org.preferencecenter.consent.entity;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * One change of a recipient's choices, as the ledger tells it.
 *
 * @param via      the way it came in, see {@link Origin#via()}
 * @param changed  the choices as they stood after it
 * @param undoable true if it stopped something, is the newest on its cells and happened within the undo window
 */
public record PastChange(UUID change, Instant at, String via, List<Choice> changed, boolean undoable) {

    /** True if it was a stop, whatever else it changed. */
    public boolean stopped() {
        return changed.stream().anyMatch(choice -> choice.state().stops());
    }

    /** The yeses it gave, not those that stood before and were only set to come less often. */
    public List<Choice> granted() {
        return changed.stream().filter(choice -> choice.state() == State.GRANTED && choice.since().equals(at)).toList();
    }
}
