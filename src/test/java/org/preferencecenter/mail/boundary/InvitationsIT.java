package org.preferencecenter.mail.boundary;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.StringReader;
import java.net.URI;
import java.net.http.HttpResponse;

import jakarta.json.Json;
import jakarta.json.JsonObject;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.preferencecenter.browser.OnServer;
import org.preferencecenter.browser.Visitor;
import org.preferencecenter.platform.entity.Locales;

/** {@code GET /api/v1/invitation} (S-45): who may be invited in a service message, and how it is said. */
@OnServer
class InvitationsIT {

    @ParameterizedTest(name = "{2}")
    @CsvSource({
        "?stream=lettre-theatre&to=callum.adeyemi@example.com, 200, who never answered is invited",
        "?stream=lettre-theatre&to=Callum.Adeyemi@EXAMPLE.com, 200, however the address is written",
        "?stream=lettre-jazz&to=callum.adeyemi@example.com, 204, who said yes already is not asked",
        "?stream=lettre-jazz&to=noemie.bernard@example.net, 204, who stopped is not asked again",
        "?stream=lettre-jazz&to=nobody-at-all@example.com, 200, a stranger is led to the form",
        "?stream=nothing&to=nobody@example.com, 404, the stream is unknown",
        "?to=nobody@example.com, 422, no stream is named",
        "?stream=lettre-jazz, 422, no reader is named",
        "?stream=lettre-jazz&to=nobody, 422, the reader is no address",
        "?stream=billets&to=callum.adeyemi@example.com, 422, nobody opts in to tickets"})
    void answers(String query, int status, String what) {
        HttpResponse<String> answer = invite(query);
        assertEquals(status, answer.statusCode(), what + ": " + answer.body());
        assertEquals(status == 204, answer.body().isEmpty());
    }

    @Test
    void the_link_opens_the_readers_own_page_or_the_form() {
        for (String to : new String[] {"callum.adeyemi@example.com", "nobody-at-all@example.com"}) {
            JsonObject told = json(invite("?stream=lettre-theatre&to=" + to));
            String path = URI.create(told.getString("link")).getPath();
            assertTrue(path.startsWith(to.startsWith("callum") ? "/p/" : "/s/"), path);
            assertEquals(200, Visitor.get(path).statusCode());
            assertTrue(told.getString("text").endsWith("\n" + told.getString("link") + "\n"), told.toString());
            assertTrue(told.getString("html").contains("href=\"" + told.getString("link") + "\""), told.toString());
        }
    }

    @Test
    void it_is_said_in_each_language() {
        assertEquals(Locales.SPOKEN.size(), Locales.SPOKEN.stream()
                .map(language -> json(invite("?stream=lettre-jazz&to=nobody@example.com&lang=" + language)))
                .map(told -> told.getString("language") + told.getString("text")).distinct().count());
    }

    private static HttpResponse<String> invite(String query) {
        return Visitor.get("/api/v1/invitation" + query);
    }

    private static JsonObject json(HttpResponse<String> answer) {
        return Json.createReader(new StringReader(answer.body())).readObject();
    }
}
