package org.preferencecenter.center.entity;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Optional;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SignUpRouteTest {

    @ParameterizedTest
    @CsvSource({"form, form, false, false, ''", "form/frame, form, true, false, ''", "form/embed, form, false, true, ''",
            "form/sent/a-B_9, form, false, false, a-B_9", "a-b-1/frame/sent/x, a-b-1, true, false, x"})
    void an_address_is_read_and_written_the_same(String text, String code, boolean framed, boolean embed, String sent) {
        SignUpRoute route = new SignUpRoute(code, framed, embed, sent);
        assertEquals(Optional.of(route), SignUpRoute.read(text));
        assertEquals("/s/" + text, route.path());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "/", "Form", "form/", "form/frame/embed", "form/sent", "form/sent/", "form/sent/a/b", "form/other", "1form",
            "form/../embed", "form/sent/é", "form\n"})
    void anything_else_leads_nowhere(String text) {
        assertEquals(Optional.empty(), SignUpRoute.read(text));
    }
}
