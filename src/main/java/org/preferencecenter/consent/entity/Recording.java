package org.preferencecenter.consent.entity;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;

import org.preferencecenter.law.entity.Channel;
import org.preferencecenter.ledger.entity.Appended;
import org.preferencecenter.ledger.entity.Entry;
import org.preferencecenter.link.entity.Scope;

/**
 * One recipient's history being continued within a transaction: takes acts, one after the other, and holds what is to
 * be stored: new entries, each chained to the one before, and the choices they change. Pure, but not thread-safe.
 */
public final class Recording {

    private final long recipient;
    private final List<Appended> appended = new ArrayList<>(2);
    private final Map<Cell, Choice> touched = new LinkedHashMap<>();
    private int seq;
    private byte[] head;
    private final Choices before;
    private Choices choices;

    /** @param seq the recipient's last entry, 0 if none; {@code head} its hash, zeros if none */
    public Recording(long recipient, int seq, byte[] head, Choices choices) {
        this.recipient = recipient;
        this.seq = seq;
        this.head = head;
        this.before = choices;
        this.choices = choices;
    }

    /** A stop by a token: e-mail, or every channel where the link reaches a brand or everything. */
    public Outcome withdraw(OneClick stop, Act given) {
        Act act = new Act(given.reach(), Origin.recipient(stop.via(), null).from(stop.network()), given.change(), given.at());
        Cell cell = stop.cell();
        boolean stale = choices.at(cell).map(c -> stop.epoch() < c.epoch()).orElse(false);
        Optional<Choice> stopped = ChoiceRules.stop(choices, cell, seq + 1, act).map(choice -> {
            SortedMap<String, Object> facts = ChoiceEntry.facts(choice, seq + 1, act);
            if (stop.via().equals("one-click")) {
                facts.put("pair", stop.pair());
            }
            facts.put("stale", stale);
            return write(choice, facts, act);
        });
        return outcome(act, stopped.map(List::of).orElse(List.of()), stale);
    }

    /** Stops a brand or everything on every channel. */
    public Outcome stopEverything(Scope brandOrEverything, Act act) {
        if (!OneClick.wide(brandOrEverything)) {
            throw new IllegalArgumentException("this stop is for a brand or everything, not for " + brandOrEverything);
        }
        List<Choice> changed = new ArrayList<>();
        ChoiceRules.stop(choices, new Cell(brandOrEverything, Channel.ANY), seq + 1, act)
                .ifPresent(choice -> changed.add(write(choice, ChoiceEntry.facts(choice, seq + 1, act), act)));
        return outcome(act, changed, false);
    }

    /** One save: less at once, more PENDING. */
    public Outcome choose(List<Wish> wishes, Act act, Duration confirmLife) {
        return ask(wishes, act, confirmLife, false);
    }

    /** As {@link #choose}, but what was granted waits, too: by somebody who could not be written to any more. */
    public Outcome askAnew(List<Wish> wishes, Act act, Duration confirmLife) {
        return ask(wishes, act, confirmLife, true);
    }

    private Outcome ask(List<Wish> wishes, Act act, Duration confirmLife, boolean anew) {
        List<Choice> changed = new ArrayList<>();
        for (Wish wish : wishes) {
            ChoiceRules.ask(choices, wish.exact(act.at()), seq + 1, act, confirmLife, anew)
                    .ifPresent(choice -> changed.add(write(choice, ChoiceEntry.facts(choice, seq + 1, act.on(wish)), act)));
        }
        return outcome(act, changed, false);
    }

    /** Proven answers, at once. */
    public Outcome grant(List<Wish> wishes, Act act) {
        List<Choice> changed = new ArrayList<>();
        for (Wish wish : wishes) {
            ChoiceRules.grant(choices, wish.exact(act.at()), seq + 1, act)
                    .ifPresent(choice -> changed.add(write(choice, ChoiceEntry.facts(choice, seq + 1, act.on(wish)), act)));
        }
        return outcome(act, changed, false);
    }

    /** The purpose's time is over (S-46): nothing within it is allowed any more, on no channel, until somebody says yes anew. */
    public Choice expire(Scope purpose, Act act) {
        Choice expired = ChoiceRules.expire(choices, new Cell(purpose, Channel.ANY), seq + 1, act);
        return write(expired, ChoiceEntry.facts(expired, seq + 1, act), act);
    }

    /** Each yes that stands is said anew before its time is over: consent renewed (STANDARDS C, RenewedConsentGiven). */
    public Outcome renew(List<Wish> wishes, Act act) {
        List<Choice> changed = new ArrayList<>();
        for (Wish wish : wishes) {
            ChoiceRules.renew(choices, wish, seq + 1, act)
                    .ifPresent(choice -> changed.add(write(choice, ChoiceEntry.facts(choice, seq + 1, act.on(wish)), act)));
        }
        return outcome(act, changed, false);
    }

    /** They are asked, once, whether they want to go on. */
    public void renewalAsked(Act act) {
        SortedMap<String, Object> facts = new TreeMap<>();
        facts.put("act", "ASKED");
        note(Told.RENEWAL, facts, act);
    }

    /**
     * What a file says of somebody: first what it says no to, so that a file which says both says no (W-08).
     *
     * @param no  the circumstances of a no; {@code yes} of a yes, with the same change
     */
    public Imported take(List<Given> given, Act no, Act yes) {
        return ImportRules.take(this, given, no, yes);
    }

    /**
     * Takes back what a change made, where nothing newer was said since: the choices as they were before it.
     *
     * @param history all entries so far
     */
    public Outcome takeBack(History history, UUID undone, Act act) {
        return UndoRules.putBack(this, history, undone, act);
    }

    /**
     * Grants what the change left PENDING and still waits. What it grants is told with the words, the place and the way it was
     * asked, so that the answer in force proves by itself what it was given to (S-11, S-36).
     *
     * @param history all entries so far
     */
    public Outcome confirm(History history, UUID asked, Act act) {
        List<Choice> changed = new ArrayList<>();
        for (Entry entry : history.of(asked)) {
            Choice then = ChoiceEntry.choice(entry);
            ChoiceRules.confirm(choices, then.cell(), entry.seq(), seq + 1, act).ifPresent(choice -> {
                SortedMap<String, Object> facts = ChoiceEntry.answering(entry, choice, seq + 1, act);
                facts.put("confirms", asked.toString());
                changed.add(write(choice, facts, act));
            });
        }
        return outcome(act, changed, false);
    }

    /** Puts back what the change took away, where it is still the newest. @param history all entries so far */
    public Outcome undo(History history, UUID undone, Act act, Duration window) {
        if (!history.undoable(undone, act.at(), window)) {
            return Outcome.NOTHING;
        }
        return UndoRules.putBack(this, history, undone, act);
    }

    /**
     * Another recipient, or some of its ways to be reached, becomes part of this one: what it stopped stays stopped, what
     * it allowed is not taken over ({@link JoinRules}).
     *
     * @param theirs the other's choices
     * @param taken  the channels that come over; empty: the other one as a whole
     */
    public Outcome join(Choices theirs, Set<Channel> taken, Act act) {
        return JoinRules.take(this, theirs, taken, act);
    }

    /** This recipient was joined to another; the last entry of its chain. Both chains hold the same change. */
    public void joined(Act act) {
        JoinRules.side(this, JoinRules.JOINED, act);
    }

    public long recipient() {
        return recipient;
    }

    /** The recipient's last entry so far. */
    public int seq() {
        return seq;
    }

    /** Its hash. */
    public byte[] head() {
        return head;
    }

    public Choices choices() {
        return choices;
    }

    /** The new entries, in order. */
    public List<Entry> entries() {
        return appended.stream().map(Appended::entry).toList();
    }

    /** The new entries with their bytes and hashes, in order. */
    public List<Appended> appended() {
        return appended;
    }

    /** The choices to store: the last of each cell touched. */
    public Iterable<Choice> touched() {
        return touched.values();
    }

    /** Whether the cell of a touched choice holds an answer for the first time. */
    public boolean first(Choice choice) {
        return !before.byCell().containsKey(choice.cell());
    }

    /** An answer that this entry gives is the doing of who acts; one put back or carried over stays whose it was. */
    Choice write(Choice choice, SortedMap<String, Object> facts, Act act) {
        Choice written = choice.seq() == seq + 1 && choice.cause() == null ? choice.by(Cause.of(act.origin())) : choice;
        append(ChoiceEntry.KIND, facts, act);
        choices = choices.with(written);
        touched.put(written.cell(), written);
        return written;
    }

    /** An entry that is no choice. */
    void note(String kind, SortedMap<String, Object> facts, Act act) {
        ChoiceEntry.circumstances(facts, act);
        append(kind, facts, act);
    }

    private void append(String kind, SortedMap<String, Object> facts, Act act) {
        Entry entry = new Entry(recipient, seq + 1, act.at(), kind, facts, head);
        Appended written = Appended.of(entry);
        appended.add(written);
        seq = entry.seq();
        head = written.hash();
    }

    static Outcome outcome(Act act, List<Choice> changed, boolean stale) {
        return new Outcome(changed.isEmpty() ? null : act.change(), List.copyOf(changed), stale, OptionalInt.empty());
    }
}
