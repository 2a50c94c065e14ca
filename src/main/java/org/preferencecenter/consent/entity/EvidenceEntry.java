package org.preferencecenter.consent.entity;

import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;

/** What the ledger tells of evidence: which change it supports, what sort of thing it is, and its digest; no name. */
public final class EvidenceEntry {

    private EvidenceEntry() {
    }

    /** @param digest {@code SHA-256(salt || content)}, hexadecimal */
    public static void added(Recording recording, UUID evidence, Evidence.Medium medium, UUID supports, String digest, Act act) {
        SortedMap<String, Object> facts = facts(evidence, "ADDED", supports);
        facts.put("medium", medium.name());
        facts.put("digest", digest);
        recording.note(Told.EVIDENCE, facts, act);
    }

    /** It had been added by mistake, and was destroyed. */
    public static void removed(Recording recording, UUID evidence, UUID supports, Act act) {
        recording.note(Told.EVIDENCE, facts(evidence, "REMOVED", supports), act);
    }

    private static SortedMap<String, Object> facts(UUID evidence, String what, UUID supports) {
        SortedMap<String, Object> facts = new TreeMap<>();
        facts.put("evidence", evidence.toString());
        facts.put("act", what);
        facts.put("supports", supports.toString());
        return facts;
    }
}
