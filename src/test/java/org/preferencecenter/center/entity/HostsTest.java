package org.preferencecenter.center.entity;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.preferencecenter.catalog.Samples;
import org.preferencecenter.catalog.entity.Brand;
import org.preferencecenter.catalog.entity.Catalogue;
import org.preferencecenter.consent.entity.Cell;
import org.preferencecenter.consent.entity.Choice;
import org.preferencecenter.consent.entity.Choices;
import org.preferencecenter.consent.entity.PastChange;
import org.preferencecenter.consent.entity.State;
import org.preferencecenter.law.entity.Channel;
import org.preferencecenter.link.entity.Scope;

/** Which brand answers under which host, and that nothing of another is known on its pages (W-13). */
class HostsTest {

    private final Brand bookshop = brand(1, "bookshop").at("books.example");
    private final Brand theatre = brand(2, "theatre");
    private final Brand cinema = brand(3, "cinema");
    private final Catalogue catalogue = new Catalogue(List.of(bookshop, theatre, cinema), List.of(), List.of(), List.of(), List.of());

    private static Brand brand(int id, String code) {
        return Samples.withId(id, new Brand(code, code, code + ".example", "a@" + code + ".example", "1 quai", "#123456",
                "#ffffff", "fr"));
    }

    @ParameterizedTest
    @CsvSource({"books.example, bookshop", "BOOKS.example, bookshop", "common.example, theatre", "Common.Example, theatre",
        "elsewhere.example, ''", "192.0.2.1, ''"})
    void a_page_without_a_link_shows_the_brand_of_its_host_or_none(String host, String code) {
        assertEquals(code, Known.brandAt(catalogue, host, "common.example").map(Brand::code).orElse(""));
    }

    @ParameterizedTest
    @CsvSource({"books.example, bookshop", "common.example, theatre", "elsewhere.example, theatre"})
    void a_link_works_under_every_host(String host, String code) {
        assertEquals(code, Known.brandAt(catalogue, host).map(Brand::code).orElse(""));
    }

    @Test
    void where_every_brand_has_its_own_host_the_common_one_names_none() {
        Catalogue all = new Catalogue(List.of(bookshop), List.of(), List.of(), List.of(), List.of());
        assertEquals(Optional.empty(), Known.brandAt(all, "common.example", "common.example"));
        assertEquals("bookshop", Known.brandAt(all, "common.example").map(Brand::code).orElse(""));
    }

    @Test
    void what_was_done_at_another_brand_is_not_known_on_this_ones_page() {
        List<PastChange> changes = List.of(stopped(Scope.brand(1)), stopped(Scope.brand(2)), stopped(Scope.EVERYTHING));
        Known known = new Known(catalogue, theatre, Optional.empty(), new Choices(Map.of()), changes, Instant.EPOCH);
        assertEquals(changes.subList(1, 3), known.changes());
    }

    private static PastChange stopped(Scope scope) {
        Choice choice = new Choice(new Cell(scope, Channel.ANY), State.WITHDRAWN, 1, 1, Instant.EPOCH, null, null, 1);
        return new PastChange(UUID.randomUUID(), Instant.EPOCH, "one-click", List.of(choice), true);
    }
}
