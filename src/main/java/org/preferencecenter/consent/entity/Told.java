package org.preferencecenter.consent.entity;

import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

import org.preferencecenter.law.entity.Channel;
import org.preferencecenter.ledger.entity.Entry;

/**
 * One entry of a person's history, for telling it in words.
 *
 * @param choice  the choice as it stood after it; null where the entry is of an address or of joining
 * @param terms   only how often or until when paused was changed; the answer itself is older
 * @param undoes  the change it put back, or null
 * @param confirms the change whose question it answers, or null
 * @param stale   the link was of an older epoch (honoured all the same)
 * @param address of an address: its id, or null
 * @param channel of an address: its channel, or null
 * @param act     of an address: what became of it; of joining: {@code KEPT} or {@code JOINED}; of a request about their data: what
 *                was asked and what became of it, {@code ACCESS.DONE}; of an erasure: {@code ERASURE}; of evidence:
 *                {@code EVIDENCE.ADDED} or {@code EVIDENCE.REMOVED}; else null
 */
public record Told(int seq, Instant at, Choice choice, Origin origin, UUID change, boolean terms, UUID undoes, UUID confirms,
        boolean stale, UUID address, Channel channel, String act) {

    /** The kind of an entry that tells of a request about the person's data. */
    static final String RIGHT = "right";
    /** The kind of the entry that tells that the person was erased. */
    static final String ERASURE = "erasure";
    /** The kind of an entry that tells of evidence: that it was added to a choice, or taken away again. */
    public static final String EVIDENCE = "evidence";
    /** The kind of the entry that tells that the person was asked whether they want to go on. */
    static final String RENEWAL = "renewal";
    private static final Set<String> KINDS = Set.of(ChoiceEntry.KIND, JoinRules.KIND, RIGHT, ERASURE, EVIDENCE, RENEWAL);

    /** Nothing for an entry of a kind that is told elsewhere. */
    public static Optional<Told> of(Entry entry) {
        boolean address = entry.facts().containsKey("address");
        boolean known = KINDS.contains(entry.kind()) || address;
        return known && entry.facts().containsKey("change") ? Optional.of(told(entry)) : Optional.empty();
    }

    private static Told told(Entry entry) {
        boolean choice = entry.kind().equals(ChoiceEntry.KIND);
        return new Told(entry.seq(), entry.at(), choice ? ChoiceEntry.choice(entry) : null, ChoiceEntry.origin(entry),
                ChoiceEntry.change(entry), entry.facts().containsKey("stands"), uuid(entry, "undoes"), uuid(entry, "confirms"),
                Boolean.TRUE.equals(entry.facts().get("stale")), uuid(entry, "address"),
                entry.facts().containsKey("address") ? Channel.valueOf((String) entry.facts().get("channel")) : null, act(entry));
    }

    private static String act(Entry entry) {
        return switch (entry.kind()) {
            case ChoiceEntry.KIND -> null;
            case JoinRules.KIND -> (String) entry.facts().get("side");
            case RIGHT -> entry.facts().get("act") + "." + entry.facts().get("state");
            case ERASURE -> "ERASURE";
            case EVIDENCE -> "EVIDENCE." + entry.facts().get("act");
            case RENEWAL -> "RENEWAL";
            default -> (String) entry.facts().get("act");
        };
    }

    private static UUID uuid(Entry entry, String key) {
        Object value = entry.facts().get(key);
        return value == null ? null : UUID.fromString((String) value);
    }
}
