package org.preferencecenter.proof.entity;

import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * What a person may keep of one change of their choices at one brand (ISO/IEC TS 27560:2023). It names them by their number alone,
 * and holds no address and no link of theirs: a file is passed on, and must give nothing away but what it is about.
 *
 * @param id        of the change, and so of the receipt: whoever asks again gets the same
 * @param principal the person's number, as the ledger knows it
 * @param language  of its words, BCP 47
 * @param answers   in the order they were written
 * @param seal      what proves that the ledger holds them; nothing: not yet sealed
 */
public record Receipt(UUID id, long principal, String language, Keeper keeper, List<Answered> answers, Optional<Seal> seal) {

    public Receipt {
        answers = List.copyOf(answers);
    }

    /** @param keys of the log, newest first; {@code checkpoint} the signed note all paths lead to; {@code places} of each answer */
    public record Seal(List<String> keys, String checkpoint, List<Place> places) {
    }

    /** @param index of the leaf; {@code path} the proof of RFC 6962 §2.1.1 */
    public record Place(long index, List<byte[]> path) {
    }
}
