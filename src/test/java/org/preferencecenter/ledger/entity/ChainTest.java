package org.preferencecenter.ledger.entity;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

import org.junit.jupiter.api.Test;
import org.preferencecenter.ledger.entity.Chain.Break;
import org.preferencecenter.ledger.entity.Chain.Flaw;

class ChainTest {

    private static Entry entry(long recipient, int seq, int epoch, byte[] prev) {
        return new Entry(recipient, seq, Instant.EPOCH.plusSeconds(seq), "choice",
                new TreeMap<>(Map.of("epoch", epoch)), prev);
    }

    private static List<Entry> whole() {
        List<Entry> entries = new ArrayList<>();
        byte[] prev = Chain.start();
        for (int seq = 1; seq <= 5; seq++) {
            entries.add(entry(7, seq, 0, prev));
            prev = entries.get(seq - 1).hash();
        }
        return entries;
    }

    @Test
    void a_whole_chain_has_no_break() {
        assertEquals(Optional.empty(), Chain.check(whole()));
        assertEquals(Optional.empty(), Chain.check(List.of()));
        assertEquals(Optional.empty(), Chain.check(whole(), whole().get(4).hash()));
        assertEquals(Optional.empty(), Chain.check(List.of(), Chain.start()));
    }

    @Test
    void an_entry_left_out_shows() {
        List<Entry> entries = whole();
        entries.remove(2);
        assertEquals(Optional.of(new Break(3, Flaw.ORDER)), Chain.check(entries));
    }

    @Test
    void the_first_entry_left_out_shows() {
        assertEquals(Optional.of(new Break(1, Flaw.ORDER)), Chain.check(whole().subList(1, 5)));
    }

    @Test
    void an_entry_changed_shows_in_the_next() {
        List<Entry> entries = whole();
        entries.set(1, entry(7, 2, 1, entries.get(0).hash()));
        assertEquals(Optional.of(new Break(3, Flaw.PREVIOUS_HASH)), Chain.check(entries));
    }

    @Test
    void two_entries_swapped_show() {
        List<Entry> entries = whole();
        entries.add(1, entries.remove(2));
        assertEquals(Optional.of(new Break(2, Flaw.ORDER)), Chain.check(entries));
    }

    @Test
    void an_entry_of_somebody_else_shows() {
        List<Entry> entries = whole();
        entries.set(3, entry(8, 4, 0, entries.get(2).hash()));
        assertEquals(Optional.of(new Break(4, Flaw.RECIPIENT)), Chain.check(entries));
    }

    @Test
    void a_history_cut_off_at_its_end_shows_against_the_head() {
        assertEquals(Optional.of(new Break(4, Flaw.HEAD)), Chain.check(whole().subList(0, 4), whole().get(4).hash()));
    }
}
