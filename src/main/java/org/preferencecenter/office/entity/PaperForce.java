package org.preferencecenter.office.entity;

import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;

import org.preferencecenter.center.entity.Words;
import org.preferencecenter.ledger.entity.Entry;

/** What counted, worked out, as a table: a list of last answers would call a yes in force that a stop of everything ended. */
final class PaperForce {

    private final List<InForce> inForce;
    private final Instant asOf;
    private final PersonWords tell;
    private final Words words;

    PaperForce(List<Entry> entries, int purpose, Instant asOf, PersonWords tell) {
        this.inForce = InForce.of(entries, tell.catalogue(), purpose, asOf);
        this.asOf = asOf;
        this.tell = tell;
        this.words = tell.words();
    }

    int size() {
        return inForce.size();
    }

    List<String> head() {
        return List.of(words.say("paper.what"), words.say("paper.channel"), words.say("paper.force.counts"), words.say("paper.force.by"));
    }

    List<List<String>> rows(int from, int to) {
        return IntStream.range(from, to).mapToObj(this::row).toList();
    }

    List<String> row(int item) {
        InForce one = inForce.get(item);
        return List.of(tell.scope(one.cell().scope()), tell.channel(one.cell().channel()), counts(one), because(one));
    }

    private String counts(InForce one) {
        Instant paused = one.standing().pausedUntil();
        String state = tell.state(one.standing().state());
        return paused == null || !paused.isAfter(asOf) ? state : state + " · " + words.say("person.paused", words.day(paused, tell.zone()));
    }

    /** The entry that decides, and what it was about where that is something wider. */
    private String because(InForce one) {
        return one.standing().because().map(choice -> choice.cell().equals(one.cell()) ? words.say("paper.entries", String.valueOf(choice.seq()))
                : words.say("paper.force.wider", String.valueOf(choice.seq()), tell.scope(choice.cell().scope()),
                        tell.channel(choice.cell().channel()))).orElse("");
    }
}
