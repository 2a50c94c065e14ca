package org.preferencecenter.exchange.control;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;

import org.preferencecenter.consent.entity.Cell;
import org.preferencecenter.consent.entity.Choices;
import org.preferencecenter.consent.entity.Origin;
import org.preferencecenter.consent.entity.SuppressionReason;
import org.preferencecenter.consent.entity.Wish;
import org.preferencecenter.exchange.entity.ImportOrder;
import org.preferencecenter.exchange.entity.Job;
import org.preferencecenter.exchange.entity.JobKind;
import org.preferencecenter.exchange.entity.JobState;
import org.preferencecenter.exchange.entity.Remark;
import org.preferencecenter.exchange.entity.Target;
import org.preferencecenter.law.entity.Channel;
import org.preferencecenter.ledger.entity.Chain;
import org.preferencecenter.ledger.entity.Entry;

/** Imports on a real database; each test has a brand and people of its own. */
class ImportIT {

    private static final Target EMAIL = Target.of(Target.Kind.EMAIL);
    private static final Target STATUS = Target.of(Target.Kind.STATUS);

    private final House house = new House();

    private List<Entry> ledger(long recipient) {
        try (Connection connection = house.database.getConnection()) {
            return house.ledger.of(connection, recipient);
        } catch (SQLException broken) {
            throw new IllegalStateException(broken);
        }
    }

    private void proven(String local) {
        long recipient = house.recipient(local);
        List<Entry> entries = ledger(recipient);
        assertEquals(java.util.Optional.empty(), Chain.check(entries));
        assertEquals(Choices.replay(entries), house.consents.choices(recipient), "the ledger alone rebuilds the choices");
    }

    private String file(String... lines) {
        return "email,status\n" + String.join("\n", lines).replace("@", "@" + house.mark + ".example") + "\n";
    }

    @Test
    void a_yes_with_its_proof_is_imported_with_the_day_it_was_given() {
        Job job = house.run(JobKind.IMPORT, house.order(EMAIL, STATUS), file("ann@,subscribed", "bea@,unsubscribed", "cyd@,cleaned",
                "dan@,", "eve@,perhaps", "nobody,subscribed"));
        assertEquals(JobState.DONE, job.state(), () -> house.jobs.notes(job.id(), 9).toString());
        assertEquals(Map.of("lines", 6L, "bad", 2L, "fresh", 3L, "changed", 1L, "suppressions", 1L), job.counts());
        assertEquals(List.of("6:" + Remark.STATUS_NOT_READ.code(), "7:" + Remark.NOT_AN_EMAIL.code()), house.remarks(job.id()));
        assertEquals("GRANTED", house.state("ann"));
        assertEquals("2025-03-14T00:00:00Z", house.consents.choices(house.recipient("ann")).at(house.letter()).orElseThrow().since()
                .toString());
        assertEquals("REFUSED", house.state("bea"));
        assertFalse(house.known("cyd"), "an address that only bounced makes nobody of somebody");
        assertEquals("[BOUNCE]", house.suppressions.reasons(Channel.EMAIL, house.address("cyd"), house.brand.id()).toString());
        assertEquals("NONE", house.state("dan"));
        proven("ann");
        proven("bea");
        Map<String, Object> facts = ledger(house.recipient("ann")).get(0).facts();
        assertEquals(List.of("IMPORT", "import", house.point.id(), house.notice.id(), "ACTIVE_OPT_IN"), List.of(facts.get("actor"),
                facts.get("via"), facts.get("collectionPoint"), facts.get("notice"), facts.get("capture")));
    }

    @Test
    void without_proof_a_yes_leaves_a_person_without_a_choice_and_a_no_counts_all_the_same() {
        ImportOrder unproven = house.order(EMAIL, STATUS);
        ImportOrder order = new ImportOrder(unproven.file(), "plain", unproven.columns(), null, unproven.about(), null, null, 0,
                Map.of(), "FR", unproven.audience(), unproven.change());
        Job job = house.run(JobKind.IMPORT, order, file("ann@,subscribed", "bea@,unsubscribed"));
        assertEquals(Map.of("lines", 2L, "fresh", 2L, "unproven", 1L), job.counts());
        assertEquals("NONE REFUSED", house.state("ann") + " " + house.state("bea"));
    }

    @Test
    void a_check_tells_what_an_import_would_do_and_stores_nothing() {
        house.run(JobKind.IMPORT, house.order(EMAIL, STATUS), file("ann@,subscribed", "bea@,unsubscribed"));
        house.suppressions.suppress(Channel.EMAIL, house.address("sue"), 0, SuppressionReason.ERASURE);
        String file = file("ann@,subscribed", "bea@,subscribed", "new@,subscribed", "new@,unsubscribed", "sue@,subscribed", "bad");
        Job check = house.run(JobKind.CHECK, house.order(EMAIL, STATUS), file);
        assertFalse(house.known("new"));
        Map<String, Long> expected = Map.of("lines", 6L, "bad", 1L, "fresh", 1L, "unchanged", 2L, "suppressed", 1L,
                "resubscribes", 1L, "duplicates", 1L);
        assertEquals(expected, check.counts());
        Job real = house.run(JobKind.IMPORT, house.order(EMAIL, STATUS), file);
        assertEquals(expected, real.counts(), "what the check told is what happens");
        assertEquals(house.remarks(check.id()), house.remarks(real.id()));
        assertEquals("GRANTED REFUSED", house.state("ann") + " " + house.state("bea"));
        assertFalse(house.known("sue"), "a suppressed address makes nobody of somebody");
        assertEquals("WITHDRAWN", house.state("new"), "said yes on one line and no on a later one: no");
        proven("new");
    }

    @Test
    void a_file_never_lifts_a_suppression_of_somebody_known() {
        house.run(JobKind.IMPORT, house.order(EMAIL, STATUS), file("ann@,"));
        house.suppressions.suppress(Channel.EMAIL, house.address("ann"), house.brand.id(), SuppressionReason.COMPLAINT);
        Job job = house.run(JobKind.IMPORT, house.order(EMAIL, STATUS), file("ann@,subscribed"));
        assertEquals(Map.of("lines", 1L, "suppressed", 1L), job.counts());
        assertEquals("NONE", house.state("ann"));
        assertEquals(1, house.suppressions.reasons(Channel.EMAIL, house.address("ann"), house.brand.id()).size());
    }

    @Test
    void a_file_fills_gaps_and_corrects_nothing() {
        ImportOrder order = house.order(EMAIL, Target.of(Target.Kind.NAME), Target.of(Target.Kind.LAST_PURCHASE),
                Target.of(Target.Kind.MOBILE), Target.of(Target.Kind.LOCALE));
        String head = "email,name,achat,portable,langue\n";
        house.run(JobKind.IMPORT, order, head + house.address("ann") + ",Ann One,2024-01-02,,fr\n");
        Job job = house.run(JobKind.IMPORT, order, head + house.address("ann") + ",Ann Two,03/02/2025," + number(1) + ",en\n");
        assertEquals(1L, job.count("changed"));
        var ann = house.recipients.find(house.recipient("ann")).orElseThrow();
        assertEquals("Ann One 2025-02-03 fr", house.name("ann") + " " + ann.facts().get("lastPurchase") + " " + ann.locale());
        assertEquals(number(1), ann.address(Channel.SMS).orElseThrow());
        assertEquals(List.of(ann.id()), new org.preferencecenter.consent.control.People(org.preferencecenter.platform.TestDatabase
                .dataSource()).find(number(1), List.of("FR"), null, 9).people().stream().filter(found -> "Ann One".equals(found.name()))
                .map(found -> found.recipient()).toList(), "whoever is imported is found, and called as the file has it");
        house.run(house.askUndo(job.id()));
        ann = house.recipients.find(house.recipient("ann")).orElseThrow();
        assertEquals("Ann One 2024-01-02", house.name("ann") + " " + ann.facts().get("lastPurchase"));
        assertTrue(ann.address(Channel.SMS).isEmpty());
        proven("ann");
    }

    private String number(int i) {
        return "+336" + "%08d".formatted(Math.floorMod(house.mark.hashCode(), 9_999_999) * 10L + i);
    }

    @Test
    void what_an_import_made_is_taken_back_unless_somebody_changed_it_since() {
        house.run(JobKind.IMPORT, house.order(EMAIL, STATUS), file("old@,subscribed"));
        Job job = house.run(JobKind.IMPORT, house.order(EMAIL, STATUS),
                file("old@,unsubscribed", "new@,subscribed", "own@,subscribed", "gone@,cleaned"));
        Cell letter = house.letter();
        house.consents.choose(house.recipient("own"), List.of(new Wish(letter, false, null, null)), Origin.recipient("page", "fr"));
        long changed = house.recipient("new");
        Job undo = house.run(house.askUndo(job.id()));
        assertEquals(JobState.DONE, undo.state(), () -> house.jobs.notes(undo.id(), 9).toString());
        assertEquals(Map.of("people", 3L, "erased", 1L, "kept", 1L, "lifted", 1L), undo.counts());
        assertEquals(JobState.UNDONE, house.jobs.find(job.id()).orElseThrow().state());
        assertEquals("GRANTED", house.state("old"), "as it was before the import");
        assertFalse(house.known("new"));
        assertEquals("WITHDRAWN", house.state("own"), "their own no stands");
        assertEquals(List.of("import", "import-undo"), ledger(changed).stream().map(e -> (String) e.facts().get("via")).toList());
        assertTrue(house.suppressions.reasons(Channel.EMAIL, house.address("gone"), house.brand.id()).isEmpty());
        proven("old");
        proven("own");
    }
}
