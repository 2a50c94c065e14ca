package org.preferencecenter.catalog.entity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.preferencecenter.catalog.Samples.withId;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.Test;

import org.preferencecenter.catalog.Samples;
import org.preferencecenter.law.entity.Channel;

class CatalogueTest {

    private final Purpose purpose = Samples.purpose();
    private final Topic jazz = withId(21, purpose.topic("jazz", 3));
    private final Stream stream = withId(31, new Stream("letter-jazz", purpose, jazz, Channel.EMAIL, false));
    private final Notice old = notice(41, 1, "fr");
    private final Notice newer = notice(42, 2, "fr");
    private final Notice english = notice(43, 1, "en");
    private final CollectionPoint form = withId(51,
            new CollectionPoint(purpose.brand(), "form", CollectionPoint.Kind.FORM, CaptureMode.ACTIVE_OPT_IN));
    private final Catalogue catalogue = new Catalogue(List.of(purpose.brand()), List.of(purpose),
            List.of(newer, old, english), List.of(stream), List.of(form));

    private Notice notice(int id, int version, String locale) {
        return withId(id, new Notice(purpose, version, locale, "I agree", Instant.EPOCH));
    }

    @Test
    void everything_is_found_by_its_id_or_code() {
        assertEquals(Optional.of(purpose.brand()), catalogue.brand(7));
        assertEquals(Optional.of(purpose.brand()), catalogue.brand("theatre"));
        assertEquals(Optional.of(purpose), catalogue.purpose(11));
        assertEquals(Optional.of(jazz), catalogue.topic(21));
        assertEquals(Optional.of(stream), catalogue.stream("letter-jazz"));
        assertEquals(Optional.of(stream), catalogue.stream(31));
        assertEquals(Optional.of(old), catalogue.notice(41));
        assertEquals(Optional.of(form), catalogue.collectionPoint("form"));
        assertEquals(List.of(purpose), catalogue.purposesOf(purpose.brand()));
    }

    @Test
    void retired_things_are_still_found_so_that_old_links_keep_their_meaning() {
        jazz.retire(Instant.EPOCH);
        purpose.retire(Instant.EPOCH);
        assertEquals(Optional.of(jazz), catalogue.topic(21));
        assertEquals(Optional.of(purpose), catalogue.purpose(11));
        assertTrue(catalogue.stream("letter-jazz").orElseThrow().retired());
    }

    @Test
    void what_never_existed_is_nothing() {
        assertEquals(Optional.empty(), catalogue.brand("other"));
        assertEquals(Optional.empty(), catalogue.topic(99));
        assertEquals(Optional.empty(), Catalogue.EMPTY.stream("letter-jazz"));
    }

    @Test
    void a_notice_is_the_newest_in_the_locale_else_the_language_else_the_brands_own() {
        assertEquals(Optional.of(newer), catalogue.notice(purpose, "fr"));
        assertEquals(Optional.of(newer), catalogue.notice(purpose, "fr-CA"));
        assertEquals(Optional.of(english), catalogue.notice(purpose, "en-GB"));
        assertEquals(Optional.of(newer), catalogue.notice(purpose, "pl"));
    }

    @Test
    void nobody_can_add_to_what_everybody_reads() {
        assertThrows(UnsupportedOperationException.class, () -> catalogue.streams().clear());
        assertThrows(UnsupportedOperationException.class, () -> catalogue.purposesOf(purpose.brand()).clear());
    }
}
