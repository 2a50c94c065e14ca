package org.preferencecenter.exchange.entity;

import java.time.Instant;
import java.util.Map;

/**
 * Work that takes longer than a page may wait for.
 *
 * @param brand      whose it is; 0: every brand's
 * @param account    who asked for it, or 0
 * @param parameters JSON: what is to be done; no personal data
 * @param file       what it reads, or 0; {@code result}: what it writes; {@code about}: the job it follows from
 * @param position   where the next step begins
 * @param done       how much of it is done, of {@code total}; -1: not known yet
 * @param counts     what came of it so far, by name
 * @param node       who works on it, or worked on it last, or null
 */
public record Job(long id, JobKind kind, int brand, int account, JobState state, String parameters, long file, long result,
        long about, long position, long done, long total, Map<String, Long> counts, String node, Instant createdAt,
        Instant startedAt, Instant endedAt) {

    /** The same further on. */
    public Job at(long newPosition, long newDone, long newTotal, Map<String, Long> newCounts) {
        return new Job(id, kind, brand, account, state, parameters, file, result, about, newPosition, newDone, newTotal, newCounts,
                node, createdAt, startedAt, endedAt);
    }

    /** The same, with a file that it writes. */
    public Job writing(long newResult) {
        return new Job(id, kind, brand, account, state, parameters, file, newResult, about, position, done, total, counts, node,
                createdAt, startedAt, endedAt);
    }

    /** Of a hundred; -1: not known. */
    public int percent() {
        return state == JobState.DONE || state == JobState.UNDONE ? 100 : total <= 0 ? -1 : (int) Math.min(100, 100 * done / total);
    }

    public long count(String name) {
        return counts.getOrDefault(name, 0L);
    }
}
