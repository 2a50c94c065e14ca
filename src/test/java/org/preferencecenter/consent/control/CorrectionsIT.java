package org.preferencecenter.consent.control;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.preferencecenter.consent.entity.AddressClaimed;
import org.preferencecenter.consent.entity.AgentAct;
import org.preferencecenter.consent.entity.Claim;
import org.preferencecenter.consent.entity.Correction;
import org.preferencecenter.consent.entity.Correction.Outcome;
import org.preferencecenter.consent.entity.Correction.Result;
import org.preferencecenter.consent.entity.Origin;
import org.preferencecenter.consent.entity.OwnAddress;
import org.preferencecenter.consent.entity.Proof;
import org.preferencecenter.consent.entity.Recipient;
import org.preferencecenter.consent.entity.SuppressionReason;
import org.preferencecenter.law.entity.Audience;
import org.preferencecenter.law.entity.Channel;
import org.preferencecenter.ledger.entity.Entry;
import org.preferencecenter.platform.control.Throttle;
import org.preferencecenter.platform.control.Vault;
import org.preferencecenter.platform.entity.Secret;

/** An address that a person tells somebody of ours has changed. */
class CorrectionsIT {

    private static final int AGENT = 7;

    private final Desk desk = new Desk();
    private final int brand = ClaimsIT.brand();
    private final List<AddressClaimed> links = new ArrayList<>();
    private final Vault vault = new Vault(new Secret(new byte[32]));
    private final Suppressions suppressions = new Suppressions(desk.database, desk, vault);
    private final Claims claims = new Claims(desk.database, desk, vault, new Throttle(desk), links::add, code -> { });
    private final Corrections corrections = new Corrections(desk.database, desk, claims, suppressions, links::add);
    private final Addresses addresses = new Addresses(desk.database, desk);
    private final Recipients recipients = new Recipients(desk.database, desk);
    private final PersonFiles files = new PersonFiles(desk.database, new org.preferencecenter.ledger.control.Ledger());
    private final String old = fresh();
    private final long person = somebody(new Recipient.Address(Channel.EMAIL, old));

    @AfterEach
    void close() {
        desk.close();
    }

    private static String fresh() {
        return "Corrected." + UUID.randomUUID() + "@Example.org";
    }

    private long somebody(Recipient.Address... with) {
        return recipients.add(new Recipient(0, Audience.CONSUMER, "test", "FR", "fr", "Europe/Paris", Map.of(), List.of(with))).id();
    }

    private OwnAddress first(long recipient, Channel channel) {
        return addresses.of(recipient).stream().filter(a -> a.channel() == channel).findFirst().orElseThrow();
    }

    private Correction to(String value, Channel of) {
        return new Correction(person, first(person, of).id(), value, brand, "call",
                new AgentAct.Note(AGENT, AgentAct.Reason.CORRECTION, "moved house", null, 0, desk.instant()));
    }

    private List<String> reachedAt(Channel channel) {
        return addresses.of(person).stream().filter(a -> a.channel() == channel).map(OwnAddress::value).toList();
    }

    private Claim asked(String value) {
        assertEquals(Result.ASKED, corrections.ask(to(value, Channel.EMAIL), null).result());
        return claims.find(person, corrections.waiting(person).get(0).id()).orElseThrow();
    }

    private List<String> acts() {
        return Desk.entries(person).stream().filter(e -> e.kind().equals("address")).map(e -> (String) e.facts().get("act")).toList();
    }

    private record Notice(String to, UUID change) {
    }

    private List<Notice> notices() {
        return Transaction.reading(desk.database, connection -> {
            try (PreparedStatement select = connection.prepareStatement(
                    "select mailed_to, change_id from confirmation where recipient_id = ? and kind = 'NOTICE' order by id")) {
                select.setLong(1, person);
                List<Notice> notices = new ArrayList<>();
                try (ResultSet row = select.executeQuery()) {
                    while (row.next()) {
                        notices.add(new Notice(row.getString(1), row.getObject(2, UUID.class)));
                    }
                }
                return notices;
            }
        });
    }

    @Test
    void by_a_link_the_old_address_stays_until_the_new_one_is_proven_and_is_told_then() {
        String value = fresh();
        Claim claim = asked(value);
        assertEquals(1, links.size());
        assertTrue(corrections.corrects(claim));
        assertEquals(List.of(old), reachedAt(Channel.EMAIL), "nothing is proven yet");
        assertTrue(notices().isEmpty());

        Proof proof = claims.prove(claim, Origin.recipient("details", "fr"));

        assertEquals(Proof.Result.ADDED, proof.result());
        assertEquals(List.of(value), reachedAt(Channel.EMAIL));
        assertNotNull(first(person, Channel.EMAIL).verified());
        assertEquals(List.of("ADDED", "REMOVED"), acts());
        AgentAct act = files.acts(person).get(proof.change());
        assertEquals("moved house", act.why());
        assertEquals(AGENT, act.account());
        assertEquals(List.of(new Notice(old.toLowerCase(java.util.Locale.ROOT), proof.change())), notices());
        assertTrue(corrections.waiting(person).isEmpty());
        assertEquals(Proof.Result.SPENT, claims.prove(claim, Origin.recipient("details", "fr")).result(), "once");
    }

    @Test
    void on_an_agents_word_it_is_replaced_at_once_and_nothing_says_that_it_was_proven() {
        String value = fresh();
        Outcome outcome = corrections.record(to(value, Channel.EMAIL));

        assertEquals(Result.REPLACED, outcome.result());
        assertTrue(outcome.told());
        assertEquals(List.of(value), reachedAt(Channel.EMAIL));
        assertEquals(null, first(person, Channel.EMAIL).verified());
        assertEquals(List.of("ADDED", "REMOVED"), acts());
        Entry entry = Desk.entries(person).get(0);
        assertEquals("call", entry.facts().get("via"));
        assertFalse(entry.facts().toString().contains("orrected"), "the ledger knows no address");
        assertEquals("moved house", files.acts(person).get(outcome.change()).why());
        assertEquals(1, notices().size());
    }

    @Test
    void a_number_changes_for_all_it_is_used_for_and_the_mailbox_is_told() {
        Numbers both = new Numbers(ClaimsIT.number(), ClaimsIT.number());
        long owner = somebody(new Recipient.Address(Channel.SMS, both.before), new Recipient.Address(Channel.PHONE, both.before));
        Outcome outcome = corrections.record(new Correction(owner, first(owner, Channel.SMS).id(), both.after, brand, "desk",
                new AgentAct.Note(AGENT, AgentAct.Reason.CORRECTION, "new number", null, 0, desk.instant())));
        assertEquals(Result.REPLACED, outcome.result());
        assertFalse(outcome.told(), "there is no mailbox");
        assertEquals(Set.of(both.after), Set.copyOf(addresses.of(owner).stream().map(OwnAddress::value).toList()));
        assertEquals(2, addresses.of(owner).size());
    }

    private record Numbers(String before, String after) {
    }

    @ParameterizedTest(name = "{0} on the old one: on the new one {1}")
    @CsvSource({"BOUNCE, false", "COMPLAINT, true", "MANUAL, true", "OPPOSITION_LIST, true", "ERASURE, true"})
    void what_was_said_against_being_written_to_is_not_shaken_off_by_a_new_address(SuppressionReason reason, boolean carried) {
        suppressions.suppress(Channel.EMAIL, old, brand, reason);
        String value = fresh();
        Claim claim = asked(value);
        assertEquals(Set.of(), suppressions.reasons(Channel.EMAIL, value, brand), "not before it is proven");
        claims.prove(claim, Origin.recipient("details", "fr"));
        assertEquals(carried ? Set.of(reason) : Set.of(), suppressions.reasons(Channel.EMAIL, value, brand));
        assertEquals(Set.of(reason), suppressions.reasons(Channel.EMAIL, old, brand), "and stays on the old one");
    }

    @Test
    void what_suppresses_the_new_address_stays_and_a_complaint_is_not_hidden_by_its_bounce() {
        String value = fresh();
        suppressions.suppress(Channel.EMAIL, value, brand, SuppressionReason.BOUNCE);
        suppressions.suppress(Channel.EMAIL, old, brand, SuppressionReason.COMPLAINT);
        assertEquals(Result.SUPPRESSED, corrections.ask(to(value, Channel.EMAIL), null).result(), "no link may be mailed there");
        assertEquals(Result.REPLACED, corrections.record(to(value, Channel.EMAIL)).result());
        assertEquals(Set.of(SuppressionReason.COMPLAINT), suppressions.reasons(Channel.EMAIL, value, brand));
    }

    @Test
    void what_cannot_be_changes_nothing() {
        String taken = fresh();
        somebody(new Recipient.Address(Channel.EMAIL, taken));
        assertEquals(Result.TAKEN, corrections.record(to(taken, Channel.EMAIL)).result());
        assertEquals(Result.SAME, corrections.record(to(old.toUpperCase(java.util.Locale.ROOT), Channel.EMAIL)).result());
        assertEquals(Result.GONE, corrections.record(new Correction(person, UUID.randomUUID(), fresh(), brand, "call",
                new AgentAct.Note(AGENT, AgentAct.Reason.CORRECTION, "x", null, 0, desk.instant()))).result());
        assertThrows(IllegalArgumentException.class, () -> new Correction(person, UUID.randomUUID(), fresh(), brand, "call",
                new AgentAct.Note(AGENT, AgentAct.Reason.CORRECTION, " ", null, 0, desk.instant())), "a correction says why");
        assertEquals(List.of(old), reachedAt(Channel.EMAIL));
        assertTrue(acts().isEmpty());
        assertTrue(notices().isEmpty());
    }

    @Test
    void an_address_of_somebody_else_comes_by_its_link_and_joins_the_two() {
        String value = fresh();
        long other = somebody(new Recipient.Address(Channel.EMAIL, value));
        Proof proof = claims.prove(asked(value), Origin.recipient("details", "fr"));
        assertEquals(Proof.Result.JOINED, proof.result());
        assertEquals(List.of(value), reachedAt(Channel.EMAIL));
        assertEquals(person, files.standsFor(other));
    }

    @Test
    void a_newer_link_and_a_withdrawal_end_the_older_link() {
        Claim first = asked(fresh());
        String value = fresh();
        Claim second = asked(value);
        assertEquals(1, corrections.waiting(person).size());
        assertEquals(Proof.Result.SPENT, claims.prove(claims.find(person, first.id()).orElseThrow(),
                Origin.recipient("details", "fr")).result());
        assertTrue(corrections.withdraw(person, second.id()));
        assertFalse(corrections.withdraw(person, second.id()));
        assertEquals(Proof.Result.SPENT, claims.prove(claims.find(person, second.id()).orElseThrow(),
                Origin.recipient("details", "fr")).result());
        assertEquals(List.of(old), reachedAt(Channel.EMAIL));
    }
}
