package org.preferencecenter.proof.control;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

import org.junit.jupiter.api.Test;

import org.preferencecenter.consent.control.Recipients;
import org.preferencecenter.consent.entity.State;
import org.preferencecenter.law.entity.Channel;
import org.preferencecenter.ledger.control.Ledger;
import org.preferencecenter.ledger.control.LogFixture;
import org.preferencecenter.ledger.control.Proofs;
import org.preferencecenter.ledger.entity.ProofCheck;
import org.preferencecenter.link.entity.Scope;
import org.preferencecenter.platform.TestDatabase;
import org.preferencecenter.proof.entity.Receipt;
import org.preferencecenter.proof.entity.ReceiptJson;
import org.preferencecenter.proof.entity.Spectator;

class ReceiptsIT {

    private static final LogFixture LOG = new LogFixture(TestDatabase.own("receipts"));
    private final Spectator theatre = new Spectator();
    private final Receipts receipts = new Receipts(LOG.database, () -> theatre.catalogue,
            new Recipients(LOG.database, Clock.fixed(LogFixture.AT, ZoneOffset.UTC)), LOG.checkpoints, LOG.keys, new Proofs(),
            URI.create("https://p.example"), Duration.ofHours(72));
    private final PastStates states = new PastStates(LOG.database, () -> theatre.catalogue, new Ledger());

    private UUID said(long recipient, String scope, String state) throws SQLException {
        UUID change = UUID.randomUUID();
        Map<String, Object> facts = new HashMap<>(Map.of("scope", scope, "channel", "EMAIL", "state", state, "epoch", 1, "change", change.toString(),
                "via", "page", "actor", "RECIPIENT", "locale", "fr"));
        if (state.equals("GRANTED")) {
            facts.put("notice", 31);
            facts.put("collectionPoint", 51);
        }
        LOG.append(recipient, facts);
        return change;
    }

    @Test
    void a_receipt_is_the_same_whenever_it_is_asked_for_and_holds_once_it_is_sealed() throws SQLException {
        UUID yes = said(9, "PURPOSE:11", "GRANTED");
        UUID films = said(9, "PURPOSE:16", "GRANTED");
        Receipt fresh = receipts.of(9, yes, theatre.brand, "fr").orElseThrow();
        assertEquals(Optional.empty(), fresh.seal());
        assertEquals(List.of("receipt.form", "receipt.told", "notices.unsigned", "sealed"), steps(fresh));
        LOG.append(3, 20);
        LOG.sealAll();
        said(9, "PURPOSE:11", "WITHDRAWN");

        Receipt sealed = receipts.of(9, yes, theatre.brand, "fr").orElseThrow();
        assertEquals(fresh.answers().stream().map(a -> a.id() + a.hash()).toList(), sealed.answers().stream().map(a -> a.id() + a.hash()).toList());
        assertEquals(List.of("receipt.form", "signature", "untrusted", "inclusion", "receipt.told", "notices.unsigned"), steps(sealed));
        String file = ReceiptJson.write(sealed);
        assertTrue(file.contains("\"dpv:ConsentGiven\"") && !file.contains("Films"), "what came later, and elsewhere, is not in it");

        assertEquals(Optional.empty(), receipts.of(9, films, theatre.brand, "fr"), "another brand's");
        assertEquals(Optional.empty(), receipts.of(3, yes, theatre.brand, "fr"), "somebody else's");
        assertEquals(Optional.empty(), receipts.of(9, UUID.randomUUID(), theatre.brand, "fr"));
    }

    private static List<String> steps(Receipt receipt) {
        List<ProofCheck.Step> steps = ProofCheck.of(ReceiptJson.write(receipt), Optional.empty());
        assertEquals(receipt.seal().isPresent(), steps.stream().allMatch(ProofCheck.Step::holds), "what is not sealed yet is not proven: " + steps);
        return steps.stream().map(ProofCheck.Step::key).toList();
    }

    private PastStates.Found at(long recipient, List<Scope> scopes, Instant at) {
        return states.at(recipient, List.of(new PastStates.Asked(scopes, Channel.EMAIL)), at).get(0);
    }

    @Test
    void what_a_choice_was_at_an_instant_is_told_with_the_entry_that_says_so() throws SQLException {
        said(12, "PURPOSE:11", "GRANTED");
        LOG.sealAll();
        said(12, "BRAND:7", "WITHDRAWN");
        List<Scope> scopes = List.of(Scope.purpose(11), Scope.brand(7), Scope.EVERYTHING);

        PastStates.Found first = at(12, scopes, LogFixture.AT.plusSeconds(1));
        assertEquals(State.GRANTED, first.state().standing().state());
        assertEquals(1, first.state().answer().orElseThrow().seq());
        assertTrue(first.leaf().isPresent());
        assertEquals(3, first.notice().orElseThrow().version());
        assertEquals(64, first.hash().length());

        // The brand's stop reaches the purpose, and its entry is the one that says so; it is not sealed yet.
        PastStates.Found second = at(12, scopes, LogFixture.AT.plusSeconds(2));
        assertEquals(State.WITHDRAWN, second.state().standing().state());
        assertEquals(2, second.state().answer().orElseThrow().seq());
        assertTrue(second.leaf().isEmpty() && second.notice().isEmpty());

        PastStates.Found never = at(12, scopes, Instant.parse("2020-01-01T00:00:00Z"));
        assertEquals(State.NONE, never.state().standing().state());
        assertEquals("", never.hash());
        assertEquals(State.NONE, at(987_654, scopes, LogFixture.AT).state().standing().state(), "nobody");
    }
}
