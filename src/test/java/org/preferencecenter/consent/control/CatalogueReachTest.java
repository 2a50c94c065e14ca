package org.preferencecenter.consent.control;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.Test;

import org.preferencecenter.link.entity.Scope;
import org.preferencecenter.ledger.entity.Wording;
import org.preferencecenter.proof.entity.Spectator;

class CatalogueReachTest {

    private final Spectator said = new Spectator();

    /** There is no database here: asking it would fail. */
    @Test
    void what_is_in_memory_asks_no_database() {
        CatalogueReach reach = new CatalogueReach(() -> said.catalogue, null);
        assertEquals(Optional.of(Wording.shown(31, "letter", 3, "fr", "2026-01-01T00:00:00.000000Z", "Je souhaite recevoir la lettre.")),
                reach.shown(31));
        assertEquals(List.of(Scope.purpose(11), Scope.brand(7), Scope.EVERYTHING), reach.of(Scope.purpose(11)));
    }

    @Test
    void without_a_catalogue_a_stop_still_reaches_everything() {
        CatalogueReach reach = new CatalogueReach(() -> {
            throw new IllegalStateException("away");
        }, null);
        assertEquals(List.of(Scope.purpose(11), Scope.EVERYTHING), reach.of(Scope.purpose(11)));
    }
}
