package org.preferencecenter.center.entity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.preferencecenter.center.entity.Theatre.EN;
import static org.preferencecenter.center.entity.Theatre.FR;
import static org.preferencecenter.center.entity.Theatre.cell;

import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.preferencecenter.catalog.entity.Purpose;
import org.preferencecenter.consent.entity.Cell;
import org.preferencecenter.consent.entity.State;
import org.preferencecenter.law.entity.Channel;
import org.preferencecenter.link.entity.Scope;

/** What is not for the public never shows, not even to somebody who has it: lists, drafts and other brands. */
class PrivateThingsTest {

    private static final List<String> SECRETS = List.of("Interne", "Staff", "Secret", "Brouillon", "Films", "Cinéma", "Dienst");

    static Stream<Purpose> secrets() {
        Theatre theatre = new Theatre();
        return Stream.of(theatre.hidden, theatre.foreign, theatre.draft, theatre.hiddenService);
    }

    @ParameterizedTest
    @MethodSource("secrets")
    void a_choice_on_it_is_told_nowhere_whatever_was_done_to_it(Purpose secret) {
        Cell cell = cell(secret, Channel.EMAIL);
        for (State state : State.values()) {
            for (String via : List.of("page", "one-click", "form", "confirm", "undo", "import")) {
                Theatre theatre = new Theatre().chose(cell, state).through(cell, via, 32, 52);
                UUID change = theatre.change(via, state.stops(), cell);
                for (String c : new String[] {null, change.toString(), Said.WAITS, "sure.stop-this"}) {
                    for (Scope scope : List.of(Scope.brand(7), Scope.purpose(secret.id()), Scope.EVERYTHING)) {
                        String page = theatre.page(FR, scope, true, c) + "" + theatre.page(EN, scope, true, c);
                        SECRETS.forEach(word -> assertFalse(page.contains(word), () -> word + " in " + page));
                        assertFalse(page.contains("PURPOSE:" + secret.id()), "no box of it");
                    }
                }
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"page", "one-click"})
    void a_stop_at_another_brand_is_no_news_here_and_why_is_not_asked_about_it(String via) {
        Theatre theatre = new Theatre();
        Cell films = cell(theatre.foreign, Channel.EMAIL);
        UUID change = theatre.chose(films, State.WITHDRAWN).change(via, true, films);
        for (String c : new String[] {null, change.toString()}) {
            assertEquals(List.of(), theatre.page(FR, Scope.brand(7), false, c).said());
            assertEquals(List.of(), theatre.page(FR, Scope.brand(7), false, c).survey());
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {15, 18})
    void a_private_list_can_be_stopped_by_its_own_link_without_being_named(int purpose) {
        PageView page = new Theatre().page(EN, Scope.purpose(purpose), true, null);
        assertTrue(page.offer().get(0).buttons().get(0).label().contains("these messages"));
    }
}
