package org.preferencecenter.consent.entity;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

import org.preferencecenter.law.entity.Channel;
import org.preferencecenter.ledger.entity.Entry;
import org.preferencecenter.link.entity.Scope;

/**
 * What somebody's choice was at an instant, and which entries of the ledger say so. It is told by when entries were written: what
 * was given elsewhere and brought in later was not known here before ({@link Choice#since} tells when it was given).
 *
 * @param standing how the choices reached so far came together
 * @param answer   the entry that gave the answer in force; nothing: nobody had answered
 * @param latest   the last entry on that very scope and channel: the same, or one that put the answer back or only changed how often
 * @param origin   how the answer was given and under which words, as its own entry or the one it confirms says
 */
public record PastState(Instant at, Standing standing, Optional<Entry> answer, Optional<Entry> latest, Optional<Provenance> origin) {

    /**
     * Folds a history up to an instant, that instant included.
     *
     * @param entries all of one recipient, in order
     * @param scopes  the scopes that reach what is asked about, narrow to wide
     */
    public static PastState of(List<Entry> entries, List<Scope> scopes, Channel channel, Instant at) {
        List<Entry> until = entries.stream().filter(e -> e.kind().equals(ChoiceEntry.KIND) && !e.at().isAfter(at)).toList();
        Standing standing = Choices.replay(until).on(scopes, channel);
        Optional<Choice> decides = standing.because();
        Optional<Entry> answer = decides.flatMap(choice -> until.stream().filter(e -> e.seq() == choice.seq()).findFirst());
        Optional<Entry> latest = decides.flatMap(choice -> until.stream()
                .filter(e -> ChoiceEntry.choice(e).cell().equals(choice.cell())).reduce((first, second) -> second));
        return new PastState(at, standing, answer, latest, answer.map(entry -> Provenance.of(entry, until)));
    }
}
