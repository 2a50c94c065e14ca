package org.preferencecenter.consent.entity;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

import org.preferencecenter.ledger.entity.Entry;

/**
 * How an answer in force came about, as its own ledger entry tells it: what "why do I get this?" is answered from (S-25).
 *
 * @param at     when it was given
 * @param origin who gave it and how; a yes that was confirmed has the notice, collection point and capture mode it was asked
 *               under
 */
public record Provenance(Instant at, Origin origin) {

    /** What the entry of an answer says; for a confirmation of before {@link Recording#confirm} carried it over, less. */
    public static Provenance of(Entry entry) {
        return new Provenance(entry.at(), ChoiceEntry.origin(entry));
    }

    /** Whether it confirms something and does not say itself under which words that was asked. */
    public static boolean leaves(Entry entry) {
        return ChoiceEntry.confirms(entry).isPresent() && ChoiceEntry.origin(entry).notice() == 0;
    }

    /**
     * As {@link #of(Entry)}, with what the asking entry said where the answer's own leaves it out.
     *
     * @param history entries of the same recipient that may hold the asking one, in any order
     */
    public static Provenance of(Entry entry, List<Entry> history) {
        Optional<Entry> asked = !leaves(entry) ? Optional.empty() : history.stream()
                .filter(e -> e.kind().equals(ChoiceEntry.KIND)
                        && ChoiceEntry.change(e).equals(ChoiceEntry.confirms(entry).orElseThrow())
                        && ChoiceEntry.choice(e).cell().equals(ChoiceEntry.choice(entry).cell())).findFirst();
        return new Provenance(entry.at(), asked.map(ChoiceEntry::origin).map(ChoiceEntry.origin(entry)::askedAs)
                .orElseGet(() -> ChoiceEntry.origin(entry)));
    }
}
