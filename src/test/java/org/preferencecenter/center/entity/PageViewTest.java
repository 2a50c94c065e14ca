package org.preferencecenter.center.entity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.preferencecenter.center.entity.Theatre.EN;
import static org.preferencecenter.center.entity.Theatre.FR;
import static org.preferencecenter.center.entity.Theatre.NOW;
import static org.preferencecenter.center.entity.Theatre.cell;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.UUID;

import org.junit.jupiter.api.Test;

import org.preferencecenter.center.entity.PageView.Box;
import org.preferencecenter.center.entity.PageView.Option;
import org.preferencecenter.center.entity.PageView.Row;
import org.preferencecenter.center.entity.PageView.Section;
import org.preferencecenter.consent.entity.Cell;
import org.preferencecenter.consent.entity.Frequency.Per;
import org.preferencecenter.consent.entity.Frequency;
import org.preferencecenter.consent.entity.State;
import org.preferencecenter.law.entity.Channel;
import org.preferencecenter.link.entity.Scope;

class PageViewTest {

    private final Theatre theatre = new Theatre();
    private final Cell jazz = cell(theatre.jazz, Channel.EMAIL);
    private final Cell all = new Cell(Scope.brand(7), Channel.ANY);

    @Test
    void purposes_stand_in_order_and_private_retired_and_foreign_things_are_not_shown() {
        PageView page = theatre.page(FR);
        assertEquals(List.of("Notre lettre", "Offres", "Brochure", "Dépliant"), page.sections().stream().map(Section::title).toList());
        assertEquals(List.of("Jazz", "Jeune public"), page.sections().get(0).rows().stream().map(Row::title).toList());
        assertEquals(List.of("Vos billets"), page.always().stream().map(PageView.Always::title).toList());
        assertFalse(page.toString().contains("Interne") || page.toString().contains("Danse") || page.toString().contains("Films"));
    }

    @Test
    void a_consent_box_is_never_ticked_without_a_yes_and_an_opt_out_box_is_ticked_until_a_no() {
        assertFalse(ticked("TOPIC:21/EMAIL"));
        assertTrue(ticked("PURPOSE:12/EMAIL"));
        assertTrue(ticked("PURPOSE:13/POST"));
        theatre.chose(jazz, State.GRANTED).chose(cell(theatre.offers, Channel.EMAIL), State.OBJECTED);
        assertTrue(ticked("TOPIC:21/EMAIL"));
        assertFalse(ticked("PURPOSE:12/EMAIL"));
    }

    @Test
    void an_opt_out_purpose_is_not_ticked_for_an_audience_without_that_basis() {
        theatre.offers.on(org.preferencecenter.law.entity.LegalBasis.CONSENT,
                org.preferencecenter.law.entity.Audience.CONSUMER, "FR");
        assertFalse(ticked("PURPOSE:12/EMAIL"), "France has a rule of its own");
    }

    @Test
    void what_waits_for_confirmation_is_not_ticked_and_says_so() {
        theatre.chose(jazz, State.PENDING);
        Row row = theatre.page(FR).sections().get(0).rows().get(0);
        assertEquals("E-mail\u00a0: en attente de votre confirmation. Suivez le lien de notre message.", row.note());
        assertEquals("TOPIC:21/EMAIL=0", row.boxes().get(0).shown());
    }

    @Test
    void a_channel_without_an_address_is_not_offered_and_the_page_says_why() {
        Section letter = theatre.page(EN).sections().get(0);
        assertEquals(List.of("E-mail"), letter.rows().get(0).boxes().stream().map(Box::label).toList());
        assertEquals("Not possible by SMS: we do not know how to reach you there.", letter.missing());
    }

    @Test
    void the_frequency_chosen_is_offered_besides_the_usual_ones() {
        theatre.chose(jazz, State.GRANTED, Frequency.atMost(2, Per.MONTH), null);
        Row row = theatre.page(EN).sections().get(0).rows().get(0);
        assertEquals(List.of("", "How many a month?", "How many a week?"), row.frequencies().stream().map(PageView.Group::label).toList());
        assertEquals(List.of("All (about 3 a month)", "At most 1 a month", "At most 2 a month", "At most 1 a week"),
                options(row).map(Option::label).toList());
        assertEquals(List.of("AT_MOST:2:MONTH"), chosen(row).map(Option::value).toList());
        assertEquals("AT_MOST:2:MONTH", row.often());
    }

    @Test
    void nobody_is_asked_how_often_a_yearly_brochure_may_come() {
        assertEquals(List.of(), theatre.page(FR).sections().get(2).rows().get(0).frequencies());
    }

    @Test
    void the_page_adds_up_what_comes_in_a_month() {
        theatre.chose(cell(theatre.offers, Channel.EMAIL), State.OBJECTED).chose(cell(theatre.brochure, Channel.POST), State.OBJECTED);
        assertEquals("You receive nothing for now, except what is essential.", theatre.page(EN).rate());
        theatre.chose(jazz, State.GRANTED, Frequency.atMost(1, Per.MONTH), null);
        assertEquals("Messages now: about 1 a month.", theatre.page(EN).rate());
        theatre.chose(cell(theatre.kids, Channel.EMAIL), State.GRANTED);
        assertEquals("Messages actuels\u00a0: environ 3 par mois.", theatre.page(FR).rate());
    }

    @Test
    void why_tells_since_when_because_of_what_where_and_the_very_words_that_were_read() {
        theatre.chose(jazz, State.GRANTED).through(jazz, "form", 31, 51);
        Section letter = theatre.page(FR).sections().get(0);
        assertEquals(List.of("«\u00a0Jazz\u00a0» par e\u2011mail\u00a0: vous avez dit oui le 14 mars 2026 sur un formulaire."), letter.reasons());
        assertEquals(List.of(new PageView.Proof("Le texte que vous avez accepté (version 1 du 1er janvier 2026, langue\u00a0: français)\u00a0:",
                "«\u00a0Je souhaite recevoir la lettre.\u00a0»", Foreign.NOT, "Où\u00a0: un formulaire.")), letter.proofs());
        PageView.Proof abroad = theatre.page(EN).sections().get(0).proofs().get(0);
        assertEquals(List.of("fr", "The words you agreed to (version 1 of January 1, 2026, language: French):"),
                List.of(abroad.foreign().lang(), abroad.caption()));
        assertEquals("Since March 14, 2026.", theatre.page(EN).sections().get(0).rows().get(0).since());
        assertEquals(List.of("“Offers” by e\u2011mail: because you have been our customer since October 1, 2024. "
                + "You can say no at any time."), theatre.page(EN).sections().get(1).reasons());
        assertTrue(theatre.page(FR).sections().get(1).reasons().get(0).contains("depuis le 1er octobre 2024"));
    }

    @Test
    void what_a_yes_means_stands_beside_the_boxes_until_it_was_agreed_to() {
        assertEquals("Je souhaite recevoir la lettre.", theatre.page(FR).sections().get(0).terms().text());
        assertEquals("fr", theatre.page(EN).sections().get(0).terms().foreign().lang());
        assertEquals("", theatre.page(FR).sections().get(1).terms().text(), "no yes is asked for");
        assertEquals("", theatre.chose(jazz, State.GRANTED).through(jazz, "form", 31, 0).page(FR).sections().get(0).terms().text());
    }

    @Test
    void no_wording_is_claimed_for_a_yes_that_does_not_say_which_words_it_was_given_to() {
        theatre.chose(jazz, State.GRANTED);
        assertEquals(List.of(), theatre.page(FR).sections().get(0).proofs(), "nothing on record");
        assertEquals(List.of(), theatre.through(jazz, "import", 0, 0).page(FR).sections().get(0).proofs());
    }

    @Test
    void a_text_in_another_language_than_the_page_is_marked_and_says_so() {
        assertEquals(Foreign.NOT, theatre.page(EN).sections().get(2).foreign());
        Section leaflet = theatre.page(EN).sections().get(3);
        assertEquals(List.of("Dépliant", "fr", "(in French)"), List.of(leaflet.title(), leaflet.foreign().lang(), leaflet.foreign().note()));
    }

    @Test
    void after_a_one_click_in_the_mail_client_the_page_says_so_and_offers_undo() {
        theatre.chose(jazz, State.WITHDRAWN);
        UUID change = theatre.change("one-click", true, jazz);
        assertEquals(List.of(new Said(true, "Done.", "You will no longer receive “Jazz” by e\u2011mail.", change.toString())),
                theatre.page(EN).said());
    }

    @Test
    void a_stop_that_can_no_longer_be_undone_is_not_repeated_at_every_visit() {
        theatre.chose(jazz, State.WITHDRAWN);
        theatre.change("one-click", false, jazz);
        assertEquals(List.of(), theatre.page(EN).said());
    }

    @Test
    void what_a_desk_noted_is_no_news_to_greet_anybody_with() {
        theatre.chose(jazz, State.WITHDRAWN);
        theatre.change("desk", true, jazz);
        assertEquals(List.of(), theatre.page(EN).said());
    }

    @Test
    void asking_again_for_what_waits_says_that_only_the_confirmation_is_missing() {
        Cell text = cell(theatre.jazz, Channel.SMS);
        theatre.chose(jazz, State.PENDING).chose(text, State.PENDING).chose(cell(theatre.kids, Channel.EMAIL), State.PENDING);
        PageView page = theatre.page(EN, Scope.brand(7), false, Said.WAITS);
        assertEquals(List.of(new Said(true, "Only your confirmation is missing.", "We have already sent you a message: follow its "
                + "link to confirm “Jazz” by e\u2011mail and by SMS and “Jeune public” by e\u2011mail. It may be in your spam folder.", "")),
                page.said());
        assertTrue(Waiting.forAny(java.util.Set.of(jazz), theatre.known().choices()));
        assertFalse(Waiting.forAny(java.util.Set.of(all), theatre.known().choices()));
    }

    @Test
    void the_question_of_a_section_is_why_or_why_not() {
        theatre.chose(cell(theatre.offers, Channel.EMAIL), State.OBJECTED);
        assertEquals(List.of("Why do I get nothing?", "Why do I get nothing?", "Why do I get this?", "Why do I get nothing?"),
                theatre.page(EN).sections().stream().map(Section::why).toList());
    }

    @Test
    void no_rate_is_claimed_while_everything_rests() {
        theatre.chose(jazz, State.GRANTED).chose(all, State.NONE, null, NOW.plus(Duration.ofDays(30)));
        assertEquals("", theatre.page(EN).rate());
    }

    @Test
    void a_save_tells_what_stopped_what_waits_and_what_rests() {
        theatre.chose(jazz, State.PENDING).chose(cell(theatre.offers, Channel.EMAIL), State.OBJECTED)
                .chose(all, State.NONE, null, NOW.plus(Duration.ofDays(30)));
        UUID change = theatre.change("page", true, jazz, cell(theatre.offers, Channel.EMAIL), all);
        PageView page = theatre.page(EN, Scope.brand(7), false, change.toString());
        assertEquals(List.of(new Said(true, "Almost done.", "You will no longer receive “Offers” by e\u2011mail. We have just sent "
                + "you a message: follow its link to confirm “Jazz” by e\u2011mail. On a break until December 22, 2026.",
                change.toString())), page.said());
        assertEquals("On a break until December 22, 2026.", page.paused());
        assertEquals(List.of("keep", "end", "30", "60", "90"), page.pauses().stream().map(Option::value).toList());
    }

    @Test
    void stopping_everything_names_what_stays() {
        theatre.chose(all, State.WITHDRAWN);
        UUID change = theatre.change("page", true, all);
        assertEquals("Nous ne vous enverrons plus rien, sauf ce qui est indispensable.",
                theatre.page(FR, Scope.brand(7), false, change.toString()).said().get(0).text());
        assertFalse(ticked("PURPOSE:12/EMAIL"));
    }

    @Test
    void a_one_click_link_offers_its_own_scope_first_and_not_again_once_stopped() {
        assertEquals(List.of(new PageView.Button("stop-this", "Ne plus recevoir «\u00a0Jazz\u00a0»"),
                new PageView.Button("less:AT_MOST:1:MONTH", "Recevoir moins\u00a0: 1 par mois au plus"),
                new PageView.Button("pause:30", "Pause de 30 jours"), new PageView.Button("stop", "Tout arrêter")),
                theatre.page(FR, Scope.topic(21), true, null).offer().get(0).buttons());
        theatre.chose(jazz, State.WITHDRAWN);
        assertEquals(List.of(), theatre.page(FR, Scope.topic(21), true, null).offer());
    }

    @Test
    void a_link_of_a_retired_topic_says_it_is_gone_and_still_stops_it() {
        assertEquals(List.of(new PageView.Button("stop-this", "Stop receiving “Danse”")),
                theatre.page(EN, Scope.topic(23), false, null).offer().get(0).buttons());
        theatre.chose(cell(theatre.dance, Channel.EMAIL), State.WITHDRAWN);
        PageView.Offer stopped = theatre.page(EN, Scope.topic(23), true, null).offer().get(0);
        assertEquals(List.of(), stopped.buttons());
        assertTrue(stopped.question().startsWith("“Danse” no longer exists"));
    }

    @Test
    void a_private_purpose_is_not_named_even_on_its_own_link() {
        PageView page = theatre.page(EN, Scope.purpose(15), true, null);
        assertEquals("Stop receiving these messages", page.offer().get(0).buttons().get(0).label());
    }

    @Test
    void a_form_that_could_not_be_saved_is_shown_as_it_was_filled_in() throws Fields.Unreadable {
        ChoiceForm typed = ChoiceForm.read(Fields.parse(("was=TOPIC:21/EMAIL%3D1&was=TOPIC:22/EMAIL%3D0&on=TOPIC:22/EMAIL"
                + "&wasfreq.TOPIC:22=EVERY_MESSAGE&freq.TOPIC:22=AT_MOST:1:WEEK&pause=60").getBytes(StandardCharsets.US_ASCII)));
        Known away = new Known(theatre.catalogue(), theatre.brand, java.util.Optional.empty(),
                new org.preferencecenter.consent.entity.Choices(java.util.Map.of()), List.of(), NOW);
        PageView page = new Drawing(EN, away, typed).page(Theatre.holder(Scope.brand(7), 0), false, null, null);
        assertEquals(1, page.sections().size(), "only what was on the form");
        assertEquals("", page.rate(), "nothing is claimed that is not known");
        List<Row> rows = page.sections().get(0).rows();
        assertEquals(new Box("TOPIC:21/EMAIL", "TOPIC:21/EMAIL=1", "E-mail", ""), rows.get(0).boxes().get(0));
        assertEquals(new Box("TOPIC:22/EMAIL", "TOPIC:22/EMAIL=0", "E-mail", "checked"), rows.get(1).boxes().get(0));
        assertEquals(List.of("At most 1 a week"), chosen(rows.get(1)).map(Option::label).toList());
        assertEquals(List.of("60"), page.pauses().stream().filter(o -> !o.selected().isEmpty()).map(Option::value).toList());
    }

    private static java.util.stream.Stream<Option> options(Row row) {
        return row.frequencies().stream().flatMap(group -> group.options().stream());
    }

    private static java.util.stream.Stream<Option> chosen(Row row) {
        return options(row).filter(option -> !option.selected().isEmpty());
    }

    private boolean ticked(String cell) {
        return theatre.page(FR).sections().stream().flatMap(s -> s.rows().stream()).flatMap(r -> r.boxes().stream())
                .filter(b -> b.cell().equals(cell)).anyMatch(b -> b.checked().equals("checked"));
    }
}
