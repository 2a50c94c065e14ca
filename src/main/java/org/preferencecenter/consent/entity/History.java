package org.preferencecenter.consent.entity;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

import org.preferencecenter.ledger.entity.Entry;

/** What a recipient's entries, in order, tell about each change of choices: one save, one click, one undo. */
public final class History {

    private final Map<UUID, List<Entry>> changes = new LinkedHashMap<>();
    private final Map<Cell, UUID> newest = new LinkedHashMap<>();
    private final List<Entry> entries;

    /** @param entries in order; may begin late as long as the changes asked for are whole */
    public History(List<Entry> entries) {
        this.entries = entries.stream().filter(e -> e.kind().equals(ChoiceEntry.KIND)).toList();
        for (Entry entry : this.entries) {
            UUID change = ChoiceEntry.change(entry);
            changes.computeIfAbsent(change, c -> new ArrayList<>()).add(entry);
            newest.put(ChoiceEntry.choice(entry).cell(), change);
        }
    }

    /** The changes, newest first, at most {@code limit}. */
    public List<PastChange> newestFirst(int limit, Instant now, Duration undoWindow) {
        List<PastChange> past = new ArrayList<>();
        changes.forEach((change, its) -> past.add(new PastChange(change, its.get(0).at(), ChoiceEntry.via(its.get(0)),
                its.stream().map(entry -> ChoiceEntry.choice(entry, entries)).toList(), undoable(change, now, undoWindow))));
        Collections.reverse(past);
        return List.copyOf(past.subList(0, Math.min(limit, past.size())));
    }

    /** What the change left waiting for a confirmation; nothing if it left nothing. */
    public Optional<Request> asked(UUID change) {
        return request(of(change).stream().filter(e -> ChoiceEntry.choice(e).state() == State.PENDING).toList());
    }

    /** What was asked for before and became a yes by that confirmation; nothing if it was none. */
    public Optional<Request> confirmed(UUID confirmation) {
        Set<Cell> cells = new HashSet<>();
        of(confirmation).forEach(entry -> cells.add(ChoiceEntry.choice(entry).cell()));
        return of(confirmation).stream().findFirst().flatMap(ChoiceEntry::confirms)
                .flatMap(asked -> request(of(asked).stream().filter(entry -> cells.contains(ChoiceEntry.choice(entry).cell()))
                        .toList()));
    }

    private static Optional<Request> request(List<Entry> its) {
        return its.stream().findFirst().map(first -> new Request(ChoiceEntry.change(first), first.at(), ChoiceEntry.via(first),
                ChoiceEntry.origin(first).collectionPoint(), ChoiceEntry.origin(first).script(), its.stream().map(entry -> new Request.Wanted(
                        ChoiceEntry.choice(entry), ChoiceEntry.origin(entry).notice())).toList()));
    }

    /** The entries of one change; none if it is unknown. */
    List<Entry> of(UUID change) {
        return changes.getOrDefault(change, List.of());
    }

    /** True if it stopped something, is the newest on a cell it stopped and not older than the window. */
    boolean undoable(UUID change, Instant now, Duration window) {
        Set<Cell> still = new HashSet<>(newestOf(change));
        return of(change).stream().anyMatch(entry -> !now.isAfter(entry.at().plus(window)) && ChoiceEntry.stops(entry)
                && still.contains(ChoiceEntry.choice(entry).cell()));
    }

    /** The cells on which nothing newer was said. */
    Set<Cell> newestOf(UUID change) {
        Set<Cell> cells = new LinkedHashSet<>();
        for (Entry entry : of(change)) {
            Cell cell = ChoiceEntry.choice(entry).cell();
            if (newest.get(cell).equals(change)) {
                cells.add(cell);
            }
        }
        return cells;
    }

    /** The choices as they stood just before the change. */
    Choices before(UUID change) {
        int first = of(change).get(0).seq();
        return Choices.replay(entries.stream().filter(e -> e.seq() < first).toList());
    }
}
