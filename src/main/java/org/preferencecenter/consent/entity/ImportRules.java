package org.preferencecenter.consent.entity;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a file may make of the present choices. A no acts as everywhere. A yes fills a place where nobody answered yet, and
 * nothing else: it never lifts a stop, however wide or old, never hurries a yes that waits to be confirmed, and never takes
 * the place of a yes given here (W-08).
 */
final class ImportRules {

    private ImportRules() {
    }

    static Imported take(Recording recording, List<Given> given, Act no, Act yes) {
        List<Choice> changed = new ArrayList<>(given.size());
        List<Cell> refused = new ArrayList<>(0);
        for (Given one : given) {
            if (!one.wanted()) {
                no(recording.choices(), one, recording.seq() + 1, no).ifPresent(choice -> changed.add(
                        recording.write(choice, ChoiceEntry.facts(choice, choice.seq(), no), no)));
            }
        }
        for (Given one : given) {
            if (one.wanted() && resubscribes(recording.choices(), one, yes.reach())) {
                refused.add(one.cell());
            } else if (one.wanted()) {
                Act shown = yes.on(new Wish(one.cell(), true, null, null, one.notice()));
                yes(recording.choices(), one, recording.seq() + 1, yes).ifPresent(choice -> changed.add(
                        recording.write(choice, ChoiceEntry.facts(choice, choice.seq(), shown), yes)));
            }
        }
        return new Imported(changed, refused);
    }

    /** Whether the yes would turn a stop into permission: then it is refused, always. */
    static boolean resubscribes(Choices now, Given given, Reach reach) {
        Choice own = now.byCell().get(given.cell());
        return own != null && own.stop() > 0 || now.stopped(reach.of(given.cell().scope()), given.cell().channel());
    }

    static Optional<Choice> no(Choices now, Given given, int seq, Act act) {
        return ChoiceRules.grant(now, new Wish(given.cell(), false, null, null), seq, act)
                .map(stop -> dated(stop, given.since(), act.at()));
    }

    static Optional<Choice> yes(Choices now, Given given, int seq, Act act) {
        Choice own = now.byCell().get(given.cell());
        if (resubscribes(now, given, act.reach()) || own != null && own.state() != State.NONE) {
            return Optional.empty();
        }
        return ChoiceRules.grant(now, new Wish(given.cell(), true, null, null), seq, act)
                .filter(choice -> choice.state() == State.GRANTED).map(yes -> dated(yes, given.since(), act.at()));
    }

    /** An answer is as old as it was given, not as it was imported: its three years run from then (S-46). */
    private static Choice dated(Choice choice, Instant since, Instant now) {
        Instant from = since == null || since.isAfter(now) ? choice.since() : since;
        return new Choice(choice.cell(), choice.state(), choice.epoch(), choice.seq(), from, choice.frequency(),
                choice.pausedUntil(), choice.stop());
    }
}
