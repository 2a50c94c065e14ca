package org.preferencecenter.consent.entity;

import java.time.Instant;
import java.util.UUID;

/**
 * The circumstances of one change.
 *
 * @param change names the change as a whole
 * @param at     when, to the microsecond
 */
public record Act(Reach reach, Origin origin, UUID change, Instant at) {

    /** The same act, answering what was asked that way. */
    Act askedAs(Origin asking) {
        return new Act(reach, origin.askedAs(asking), change, at);
    }

    /** The same act for one of its wishes: the words beside that wish go before those of the whole save. */
    Act on(Wish wish) {
        return wish.notice() == 0 ? this : new Act(reach, origin.beside(wish.notice()), change, at);
    }
}
