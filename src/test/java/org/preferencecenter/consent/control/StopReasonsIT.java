package org.preferencecenter.consent.control;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.sql.ResultSet;
import java.sql.Statement;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import org.preferencecenter.catalog.control.Catalog;
import org.preferencecenter.catalog.entity.Brand;
import org.preferencecenter.catalog.entity.Catalogue;
import org.preferencecenter.catalog.entity.Purpose;
import org.preferencecenter.catalog.Samples;
import org.preferencecenter.consent.entity.Cell;
import org.preferencecenter.consent.entity.Origin;
import org.preferencecenter.consent.entity.StopReason;
import org.preferencecenter.consent.entity.Wish;
import org.preferencecenter.law.entity.Channel;
import org.preferencecenter.law.entity.MessageNature;
import org.preferencecenter.ledger.control.Ledger;
import org.preferencecenter.link.entity.Scope;
import org.preferencecenter.platform.TestDatabase;

class StopReasonsIT {

    private static final int BRAND = 1_700_000_001;
    private static final int OTHER = 1_700_000_002;
    private static final Cell LETTER = new Cell(Scope.purpose(1_700_000_011), Channel.EMAIL);
    private static final Origin PAGE = Origin.recipient("page", "fr");

    private final Desk desk = new Desk();
    private final StopReasons reasons = new StopReasons(TestDatabase.dataSource(), desk, catalog(), desk.consents);
    private final long recipient = Desk.recipient();

    @BeforeAll
    static void brands() {
        for (int id : new int[] {BRAND, OTHER}) {
            Desk.run("insert into brand (id, code, name, mail_domain, contact_email, postal_address, accent, accent_ink, default_locale) values ("
                    + id + ", 'stop-reasons-" + id % 10 + "', 'B', 'b.example', 'b@b.example', 'x', '#000000', '#ffffff', 'fr') on conflict do nothing");
        }
    }

    @AfterEach
    void close() {
        desk.close();
    }

    private static Catalog catalog() {
        Brand brand = Samples.withId(BRAND, new Brand("b", "B", "b.example", "b@b.example", "x", "#000000", "#ffffff", "fr"));
        Purpose letter = Samples.withId(LETTER.scope().id(), new Purpose(brand, "letter", MessageNature.PROSPECTING, 1));
        Catalogue catalogue = new Catalogue(List.of(brand), List.of(letter), List.of(), List.of(), List.of());
        return new Catalog(null) {
            @Override
            public Catalogue now() {
                return catalogue;
            }
        };
    }

    private UUID stop(long whose) {
        desk.consents.grant(whose, List.of(new Wish(LETTER, true, null, null)), Origin.recipient("form", "fr"));
        return desk.consents.choose(whose, List.of(new Wish(LETTER, false, null, null)), PAGE).change();
    }

    private String stored() {
        return Transaction.reading(TestDatabase.dataSource(), connection -> {
            try (Statement select = connection.createStatement(); ResultSet row = select.executeQuery("""
                    select string_agg(brand_id || ' ' || scope_kind || ':' || scope_id || ' ' || reason || ' ' || coalesce(text, '-'), ',')
                    from stop_reason where recipient_id = """ + recipient)) {
                row.next();
                return String.valueOf(row.getString(1));
            }
        });
    }

    @Test
    void the_reason_of_a_stop_is_stored_once_and_known_to_the_page() {
        UUID stop = stop(recipient);
        assertTrue(reasons.add(recipient, BRAND, stop, StopReason.TOO_OFTEN, "Chaque jour…"));
        assertFalse(reasons.add(recipient, BRAND, stop, StopReason.OTHER, "again"));
        assertEquals(BRAND + " 2:" + LETTER.scope().id() + " TOO_OFTEN Chaque jour…", stored());
        assertEquals(Set.of(stop), new Overviews(TestDatabase.dataSource(), desk, Desk.WINDOW, desk.consents, new Ledger())
                .of(recipient, Optional.empty()).orElseThrow().explained());
    }

    @Test
    void a_wrong_or_foreign_change_stores_nothing() {
        UUID anothers = stop(Desk.recipient());
        UUID yes = desk.consents.grant(recipient, List.of(new Wish(LETTER, true, null, null)), Origin.recipient("form", "fr")).change();
        UUID own = desk.consents.choose(recipient, List.of(new Wish(LETTER, false, null, null)), PAGE).change();
        for (UUID change : List.of(UUID.randomUUID(), anothers, yes)) {
            assertFalse(reasons.add(recipient, BRAND, change, StopReason.OTHER, ""));
        }
        assertFalse(reasons.add(recipient, OTHER, own, StopReason.OTHER, ""), "another brand's page");
        assertEquals("null", stored());
    }

    @Test
    void a_stop_of_everything_may_be_explained_on_any_brands_page() {
        UUID stop = desk.consents.stopEverything(recipient, Scope.EVERYTHING, PAGE).change();
        assertTrue(reasons.add(recipient, OTHER, stop, StopReason.NO_LONGER, ""));
        assertEquals(OTHER + " 0:0 NO_LONGER -", stored());
    }

    @Test
    void five_hundred_characters_are_taken_whatever_they_are_and_no_more() {
        assertTrue(reasons.add(recipient, BRAND, stop(recipient), StopReason.OTHER, "😀".repeat(500)));
        assertThrows(IllegalArgumentException.class, () -> reasons.add(recipient, BRAND, UUID.randomUUID(), StopReason.OTHER, "x".repeat(501)));
    }
}
