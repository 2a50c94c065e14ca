package org.preferencecenter.consent.entity;

import java.time.Instant;
import java.util.UUID;

/**
 * What somebody of ours did for a person, beside what the ledger tells of it.
 *
 * @param change  the change as the ledger names it
 * @param account who
 * @param reason  which of those there are
 * @param why     in their words, or null
 * @param place   of an oral opt-in: where it was said (S-44); else null
 * @param script  id of the script that was read, or 0
 */
public record AgentAct(UUID change, int account, Reason reason, String why, String place, int script, Instant at) {

    /** What is known before the ledger has named the change: who, why, where and by which script, as in {@link AgentAct}. */
    public record Note(int account, Reason reason, String why, String place, int script, Instant at) {

        /** The note, of the change it was written with. */
        public AgentAct of(UUID change) {
            return new AgentAct(change, account, reason, why, place, script, at);
        }
    }

    /** Why somebody of ours acts for a person. */
    public enum Reason {
        ASKED, COMPLAINT, WRONG_PERSON, DECEASED,
        /** Something was recorded wrong. */
        CORRECTION,
        OTHER
    }

    public static final int LONGEST_WHY = 500;
    public static final int LONGEST_PLACE = 120;
}
