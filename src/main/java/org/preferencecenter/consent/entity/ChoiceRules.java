package org.preferencecenter.consent.entity;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

import org.preferencecenter.catalog.entity.CaptureMode;
import org.preferencecenter.link.entity.Scope;
import org.preferencecenter.link.entity.SignedLink;

/**
 * What an act makes of the present choices: the choice as it stands afterwards, or nothing when nothing changes.
 * {@code seq} is the ledger entry the new choice will be written in.
 */
final class ChoiceRules {

    private ChoiceRules() {
    }

    /** A stop, at once. A repeat changes nothing, unless something within was granted since. */
    static Optional<Choice> stop(Choices now, Cell cell, int seq, Act act) {
        Choice own = now.byCell().get(cell);
        if (own != null && own.state().stops() && !reopened(now, own, act.reach())) {
            return Optional.empty();
        }
        return Optional.of(answer(own, cell, consented(now, cell, act.reach()) ? State.WITHDRAWN : State.OBJECTED,
                own == null ? 0 : own.epoch(), seq, act.at()));
    }

    /**
     * What somebody asks for on a page reached by a mailed link: less at once, more only PENDING (STANDARDS E.6).
     * A yes that already waits is not asked again while its confirmation can still be followed.
     *
     * @param anew what was granted is asked again: whoever complained took it back, whether or not they stopped it too
     */
    static Optional<Choice> ask(Choices now, Wish wish, int seq, Act act, Duration confirmLife, boolean anew) {
        Choice own = now.byCell().get(wish.cell());
        List<Scope> scopes = act.reach().of(wish.cell().scope());
        Standing standing = now.on(scopes, wish.cell().channel());
        Optional<Choice> answer = Optional.empty();
        if (Boolean.FALSE.equals(wish.wanted())) {
            answer = stop(now, wish.cell(), seq, act);
        } else if (Boolean.TRUE.equals(wish.wanted()) && (anew || standing.state() != State.GRANTED) && consents(act.origin())
                && (anew || !waits(own, act.at(), confirmLife))) {
            int stop = own == null ? 0 : own.stop();
            answer = Optional.of(new Choice(wish.cell(), State.PENDING, own == null ? 0 : own.epoch(), seq, act.at(),
                    own == null ? null : own.frequency(), own == null ? null : own.pausedUntil(), stop));
        }
        return terms(answer, own, standing, wish, seq, act.at());
    }

    /** A proven answer: yes is GRANTED at once, no where nothing was ever granted is REFUSED. */
    static Optional<Choice> grant(Choices now, Wish wish, int seq, Act act) {
        Choice own = now.byCell().get(wish.cell());
        List<Scope> scopes = act.reach().of(wish.cell().scope());
        Standing standing = now.on(scopes, wish.cell().channel());
        Optional<Choice> answer = Optional.empty();
        if (Boolean.FALSE.equals(wish.wanted())) {
            answer = stop(now, wish.cell(), seq, act).map(c -> c.state() == State.OBJECTED
                    ? new Choice(c.cell(), State.REFUSED, c.epoch(), seq, act.at(), c.frequency(), c.pausedUntil()) : c);
        } else if (Boolean.TRUE.equals(wish.wanted()) && !consents(act.origin())) {
            answer = own != null ? Optional.empty() : Optional.of(answer(null, wish.cell(), State.NONE, 0, seq, act.at()));
        } else if (Boolean.TRUE.equals(wish.wanted())) {
            answer = granted(now, own, wish.cell(), scopes, seq, act.at());
        }
        return terms(answer, own, standing, wish, seq, act.at());
    }

    /** The time is over: a stop of its own kind, on every channel. */
    static Choice expire(Choices now, Cell cell, int seq, Act act) {
        Choice own = now.byCell().get(cell);
        return answer(own, cell, State.EXPIRED, own == null ? 0 : own.epoch(), seq, act.at());
    }

    /** A yes that stands is said anew; where nothing was said before, a yes. Never lifts a stop. */
    static Optional<Choice> renew(Choices now, Wish wish, int seq, Act act) {
        Choice own = now.byCell().get(wish.cell());
        List<Scope> scopes = act.reach().of(wish.cell().scope());
        if (now.stopped(scopes, wish.cell().channel())) {
            return Optional.empty();
        }
        return own == null || own.state() != State.GRANTED ? granted(now, own, wish.cell(), scopes, seq, act.at())
                : Optional.of(answer(own, wish.cell(), State.GRANTED, own.epoch(), seq, act.at()));
    }

    /** A waiting yes becomes GRANTED, unless it no longer waits or a stop came after it. */
    static Optional<Choice> confirm(Choices now, Cell cell, int askedIn, int seq, Act act) {
        Choice own = now.byCell().get(cell);
        List<Scope> scopes = act.reach().of(cell.scope());
        if (own == null || own.state() != State.PENDING || own.seq() != askedIn
                || now.on(scopes, cell.channel()).state().stops()) {
            return Optional.empty();
        }
        return granted(now, own, cell, scopes, seq, act.at());
    }

    /** The choice as it was before, down to the entry that says so; NONE where there was none. */
    static Choice undo(Choices before, Choices now, Cell cell, int seq, Act act) {
        Choice own = now.byCell().get(cell);
        return before.at(cell)
                .orElseGet(() -> new Choice(cell, State.NONE, own.epoch(), seq, act.at(), null, null));
    }

    private static Optional<Choice> granted(Choices now, Choice own, Cell cell, List<Scope> scopes, int seq, Instant at) {
        boolean stopped = now.stopped(scopes, cell.channel());
        if (own != null && own.state() == State.GRANTED && !stopped) {
            return Optional.empty();
        }
        int epoch = own == null ? 0 : own.epoch();
        return Optional.of(answer(own, cell, State.GRANTED, stopped ? Math.min(epoch + 1, SignedLink.MAX_EPOCH) : epoch,
                seq, at));
    }

    private static Choice answer(Choice own, Cell cell, State state, int epoch, int seq, Instant at) {
        return new Choice(cell, state, epoch, seq, at, own == null ? null : own.frequency(),
                own == null ? null : own.pausedUntil());
    }

    private static Optional<Choice> terms(Optional<Choice> answer, Choice own, Standing standing, Wish wish, int seq,
            Instant at) {
        Choice base = answer.orElse(own);
        Frequency frequency = base == null ? null : base.frequency();
        Instant paused = base == null ? null : base.pausedUntil();
        Frequency nextFrequency = wish.frequency() == null || wish.frequency().equals(standing.frequency())
                ? frequency : wish.frequency();
        Instant nextPaused = wish.pausedUntil() == null ? paused
                : wish.pausedUntil().equals(Instant.EPOCH) ? null : wish.pausedUntil();
        if (Objects.equals(frequency, nextFrequency) && Objects.equals(paused, nextPaused)) {
            return answer;
        }
        Choice on = base != null ? base : answer(null, wish.cell(), State.NONE, 0, seq, at);
        return Optional.of(on.withTerms(nextFrequency, nextPaused));
    }

    /** A pre-ticked box or silence is never consent (S-08, S-34; Planet49). */
    private static boolean consents(Origin origin) {
        return origin.capture() == null || origin.capture() == CaptureMode.ACTIVE_OPT_IN;
    }

    private static boolean waits(Choice own, Instant at, Duration confirmLife) {
        return own != null && own.state() == State.PENDING && own.since().plus(confirmLife).isAfter(at);
    }

    private static boolean reopened(Choices now, Choice stop, Reach reach) {
        return now.byCell().values().stream().anyMatch(c -> c.seq() > stop.seq()
                && (c.state() == State.GRANTED || c.state() == State.PENDING) && reach.mayHold(stop.cell(), c.cell()));
    }

    /** Whether there ever was a consent to withdraw here, on this cell, around it or within it. */
    private static boolean consented(Choices now, Cell cell, Reach reach) {
        return now.byCell().values().stream().anyMatch(c -> (c.state() == State.GRANTED || c.state() == State.PENDING
                || c.state() == State.WITHDRAWN) && (reach.mayHold(cell, c.cell()) || reach.mayHold(c.cell(), cell)));
    }
}
