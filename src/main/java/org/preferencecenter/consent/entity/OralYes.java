package org.preferencecenter.consent.entity;

import java.util.EnumSet;
import java.util.Set;

import org.preferencecenter.catalog.entity.CaptureMode;

/**
 * What a yes by word of mouth needs before it is one (S-44): the words that were read, in the version that was read, and where.
 * Without them nobody could prove what was agreed to (GDPR 7(1)).
 */
public final class OralYes {

    /** What is missing. */
    public enum Flaw {
        /** It was not asked at a place that asks, or not by asking for an active yes (S-33). */
        NOT_ASKED,
        /** No version of a script was read. */
        NO_SCRIPT,
        /** Where it was said is not told. */
        NO_PLACE,
        /** The words beside a question are not told. */
        NO_NOTICE
    }

    private OralYes() {
    }

    /**
     * What stands against recording these wishes as said to an agent; a no, and how often, need nothing.
     *
     * @param note as the agent fills it in
     */
    public static Set<Flaw> flaws(Iterable<Wish> wishes, Origin origin, AgentAct.Note note) {
        Set<Flaw> flaws = EnumSet.noneOf(Flaw.class);
        for (Wish wish : wishes) {
            if (Boolean.TRUE.equals(wish.wanted())) {
                if (origin.collectionPoint() == 0 || origin.capture() != CaptureMode.ACTIVE_OPT_IN) {
                    flaws.add(Flaw.NOT_ASKED);
                }
                if (note.script() == 0 || note.script() != origin.script()) {
                    flaws.add(Flaw.NO_SCRIPT);
                }
                if (note.place() == null || note.place().isBlank()) {
                    flaws.add(Flaw.NO_PLACE);
                }
                if (wish.notice() == 0) {
                    flaws.add(Flaw.NO_NOTICE);
                }
            }
        }
        return flaws;
    }
}
