package org.preferencecenter.center.entity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.util.List;

import org.junit.jupiter.api.Test;

import org.preferencecenter.catalog.entity.CaptureMode;
import org.preferencecenter.consent.entity.Frequency;
import org.preferencecenter.consent.entity.Wish;
import org.preferencecenter.law.entity.Channel;

class PageOriginTest {

    private final Theatre theatre = new Theatre();
    private final Wish jazz = new Wish(Theatre.cell(theatre.jazz, Channel.EMAIL), true, null, null);
    private final Wish noOffers = new Wish(Theatre.cell(theatre.offers, Channel.EMAIL), false, null, null);
    private final Wish fewer = new Wish(Theatre.cell(theatre.kids, Channel.EMAIL), null, Frequency.atMost(1, Frequency.Per.WEEK), null);

    @Test
    void each_yes_carries_the_words_beside_its_own_box_and_nothing_else_does() {
        Wish brochure = new Wish(Theatre.cell(theatre.brochure, Channel.POST), true, null, null);
        assertEquals(List.of(31, 0, 0, 0), PageOrigin.read(theatre.catalogue(), List.of(jazz, brochure, noOffers, fewer), "fr")
                .stream().map(Wish::notice).toList());
    }

    @Test
    void without_the_language_shown_nobody_claims_what_was_read() {
        assertEquals(List.of(jazz), PageOrigin.read(theatre.catalogue(), List.of(jazz), null));
    }

    @Test
    void a_box_ticked_by_hand_is_an_active_yes_and_one_cleared_an_active_no() {
        assertEquals(CaptureMode.ACTIVE_OPT_IN, PageOrigin.of(List.of(noOffers, jazz), "fr").capture());
        assertEquals(CaptureMode.ACTIVE_OPT_OUT, PageOrigin.of(List.of(noOffers, fewer), "fr").capture());
        assertNull(PageOrigin.of(List.of(fewer), "fr").capture());
    }
}
