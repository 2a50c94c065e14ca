package org.preferencecenter.consent.entity;

import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;

/** What the ledger tells of a person's rights over their data (GDPR 15 to 21): the request is known by its id alone. */
public final class RightEntry {

    private RightEntry() {
    }

    /**
     * What the person asks about their data, and what becomes of it.
     *
     * @param kind  what is asked for, in capitals
     * @param state what became of it, in capitals
     */
    public static void asked(Recording recording, UUID request, String kind, String state, Act act) {
        SortedMap<String, Object> facts = new TreeMap<>();
        facts.put("request", request.toString());
        facts.put("act", kind);
        facts.put("state", state);
        recording.note(Told.RIGHT, facts, act);
    }

    /** Everything that named the person was destroyed (GDPR 17), as a request asked. */
    public static void erased(Recording recording, UUID request, Act act) {
        SortedMap<String, Object> facts = new TreeMap<>();
        facts.put("request", request.toString());
        recording.note(Told.ERASURE, facts, act);
    }
}
