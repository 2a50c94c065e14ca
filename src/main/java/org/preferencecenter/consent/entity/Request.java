package org.preferencecenter.consent.entity;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * What somebody asked for in one save of a form or page and has to confirm, as the ledger tells it.
 *
 * @param change          names the save
 * @param via             the way it came in, see {@link Origin#via()}
 * @param collectionPoint id of the collection point, or 0
 * @param script         id of the version of the words that were read aloud, or 0
 * @param wanted          in the order they were asked for
 */
public record Request(UUID change, Instant at, String via, int collectionPoint, int script, List<Wanted> wanted) {

    /** Of what was read, not heard. */
    public Request(UUID change, Instant at, String via, int collectionPoint, List<Wanted> wanted) {
        this(change, at, via, collectionPoint, 0, wanted);
    }

    /** @param notice id of the words that stood beside it, or 0: nothing is known to have been read */
    public record Wanted(Choice choice, int notice) {
    }

    /** Without what was answered otherwise since; nothing if that is all of it. */
    public Optional<Request> stillIn(Choices now) {
        List<Wanted> still = wanted.stream().filter(w -> now.at(w.choice().cell())
                .filter(c -> c.state() == w.choice().state() && c.seq() == w.choice().seq()).isPresent()).toList();
        return still.isEmpty() ? Optional.empty() : Optional.of(new Request(change, at, via, collectionPoint, script, still));
    }
}
