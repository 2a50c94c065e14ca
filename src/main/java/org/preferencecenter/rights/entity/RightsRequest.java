package org.preferencecenter.rights.entity;

import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;

/**
 * One request and what has become of it.
 *
 * @param nr        as people of the office call it
 * @param id        as the ledger names it
 * @param recipient whom it is about, 0: nobody we know
 * @param enteredBy the account of who entered it, 0: the person themselves
 * @param due       the last day to answer
 * @param extended  when it was told that it takes longer, or null
 * @param identity  null: not checked yet
 * @param checked   when and by whom identity was checked; null and 0: not, or by a link
 * @param words     what the person wrote or said, until it is answered; else empty
 * @param closed    when it was answered, or null
 * @param version   what whoever acts on it saw
 */
public record RightsRequest(long nr, UUID id, int brand, long recipient, RightKind kind, Way way, LocalDate received,
        Instant entered, int enteredBy, LocalDate due, Instant extended, Identity identity, Instant checked, int checkedBy,
        String words, State state, Instant closed, int closedBy, int version) {

    /** What has become of it. */
    public enum State {
        OPEN, DONE, REFUSED
    }

    public boolean open() {
        return state == State.OPEN;
    }

    /** It is whose it says, and can be carried out. */
    public boolean ready() {
        return open() && identity != null && recipient > 0;
    }

    /** Holds somebody's words. */
    @Override
    public String toString() {
        return "request " + nr;
    }
}
