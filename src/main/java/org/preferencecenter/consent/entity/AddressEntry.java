package org.preferencecenter.consent.entity;

import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;

import org.preferencecenter.law.entity.Channel;

/** What the ledger tells of a recipient's addresses: which one, by its id alone, and what became of it. */
public final class AddressEntry {

    private static final String KIND = "address";

    private AddressEntry() {
    }

    /** One of the recipient's addresses was added, proven or taken away. */
    public static void write(Recording recording, UUID address, Channel channel, AddressAct what, Act act) {
        SortedMap<String, Object> facts = new TreeMap<>();
        facts.put("address", address.toString());
        facts.put("channel", channel.name());
        facts.put("act", what.name());
        recording.note(KIND, facts, act);
    }
}
