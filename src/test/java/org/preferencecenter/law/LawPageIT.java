package org.preferencecenter.law;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HexFormat;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.preferencecenter.browser.OnServer;
import org.preferencecenter.browser.Server;
import org.preferencecenter.browser.Visitor;
import org.preferencecenter.law.control.RuleBooks;
import org.preferencecenter.law.entity.Rule;
import org.preferencecenter.law.entity.RuleBook;

/** The rule book on the running server: for people at /law, for programs at /api/v1/law. */
@OnServer
class LawPageIT {

    private static final RuleBook SHIPPED = new RuleBooks().inForce();

    @Test
    void the_page_shows_every_rule_in_force_today_with_its_source() {
        HttpResponse<String> page = Visitor.get("/law?l=en");
        assertEquals(200, page.statusCode());
        assertTrue(page.headers().firstValue("Set-Cookie").isEmpty(), "no session");
        assertFalse(page.body().contains("<script"));
        for (Rule rule : SHIPPED.rules(LocalDate.now(ZoneOffset.UTC))) {
            assertTrue(page.body().contains("<article id=\"" + rule.id() + "\""), rule.id());
            assertTrue(page.body().contains(escaped(rule.citation())), rule.citation());
        }
        assertTrue(page.body().contains(SHIPPED.digest()));
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }

    @ParameterizedTest
    @CsvSource({"2026-08-10, FR-06, FR-07", "2026-08-11, FR-07, FR-06"})
    void the_page_is_as_of_the_day_asked_for(String day, String holds, String not) {
        String page = Visitor.get("/law?at=" + day + "&jurisdiction=FR&l=fr").body();
        assertTrue(page.contains("<article id=\"" + holds + "\""));
        assertFalse(page.contains("<article id=\"" + not + "\""));
        assertTrue(page.contains("value=\"" + day + "\""), "the form keeps the day");
    }

    @Test
    void one_place_has_its_own_rules_the_unions_and_the_floors_and_no_others() {
        List<String> ids = ids(Visitor.get("/law?jurisdiction=FR").body());
        assertTrue(ids.stream().anyMatch(id -> id.startsWith("FR-")) && ids.stream().anyMatch(id -> id.startsWith("EU-"))
                && ids.stream().anyMatch(id -> id.startsWith("WORLD-")), ids::toString);
        assertTrue(ids.stream().noneMatch(id -> id.startsWith("DE-") || id.startsWith("US-")), ids::toString);
        assertTrue(ids.indexOf(ids.stream().filter(id -> id.startsWith("EU-")).findFirst().orElseThrow()) > 0, "nearest first");
        assertTrue(ids(Visitor.get("/law?jurisdiction=AT").body()).stream().anyMatch(id -> id.startsWith("EU-")));
    }

    private static List<String> ids(String page) {
        return java.util.regex.Pattern.compile("<article id=\"([^\"]+)\"").matcher(page).results().map(m -> m.group(1)).toList();
    }

    @ParameterizedTest
    @ValueSource(strings = {"at=tomorrow", "at=2026-02-30", "at=99999-01-01", "jurisdiction=ZZ", "at=%3Cscript%3E", "jurisdiction=*",
            "jurisdiction=%22%3E%3Cb%3E"})
    void a_wrong_day_or_place_is_told_beside_its_field(String query) {
        HttpResponse<String> page = Visitor.get("/law?l=en&" + query);
        assertEquals(400, page.statusCode());
        assertTrue(page.body().contains("role=\"alert\""), page.body());
        assertFalse(page.body().contains("<script") || page.body().contains("\"><b>"));
        assertTrue(ids(page.body()).size() > 20, "and the rules are shown nevertheless");
    }

    @Test
    void a_day_before_all_law_says_so() {
        assertEquals(200, Visitor.get("/law?at=1900-01-01&l=en").statusCode());
    }

    @Test
    void the_page_in_all_its_parts_costs_no_more_than_50_KB() throws Exception {
        String page = Visitor.get("/law?l=fr").body();
        String css = page.replaceFirst("(?s).*<link [^>]*href=\"([^\"]+)\".*", "$1").replace("&amp;", "&");
        int bytes = transferred("/law?l=fr") + transferred(css);
        assertTrue(bytes <= 50 * 1024, bytes + " bytes");
    }

    private static int transferred(String path) throws IOException, InterruptedException {
        HttpResponse<byte[]> answer = HttpClient.newHttpClient().send(HttpRequest.newBuilder(Server.baseUrl().resolve(path))
                .header("Accept-Encoding", "gzip").build(), HttpResponse.BodyHandlers.ofByteArray());
        assertEquals(200, answer.statusCode(), path);
        assertEquals("gzip", answer.headers().firstValue("Content-Encoding").orElse("none"));
        return answer.body().length;
    }

    @Test
    void the_template_is_not_served_by_itself() {
        assertEquals(404, Visitor.get("/law/rules.xhtml").statusCode());
        assertEquals(404, Visitor.get("/faces/law/rules.xhtml").statusCode());
    }

    @Test
    void the_API_gives_the_rules_in_words_and_in_code() {
        HttpResponse<String> answer = Visitor.get("/api/v1/law?at=2026-08-11&jurisdiction=FR&lang=fr");
        assertEquals(200, answer.statusCode());
        assertTrue(answer.headers().firstValue("Content-Type").orElse("").startsWith("application/json"));
        String json = answer.body();
        assertTrue(json.contains("\"digest\":\"" + SHIPPED.digest() + "\"") && json.contains("\"at\":\"2026-08-11\""), json);
        assertTrue(json.contains("\"id\":\"FR-07\"") && !json.contains("\"id\":\"FR-06\"") && !json.contains("\"id\":\"DE-01\""));
        assertTrue(json.contains("{\"consent\":{\"within\":\"P1Y\"}}") && json.contains("\"in_words\""), json);
    }

    @Test
    void a_book_is_found_under_its_digest_and_is_what_the_digest_is_of() throws Exception {
        HttpResponse<String> answer = Visitor.get("/api/v1/law/" + SHIPPED.digest());
        assertEquals(200, answer.statusCode());
        assertEquals(SHIPPED.digest(), HexFormat.of().formatHex(
                MessageDigest.getInstance("SHA-256").digest(answer.body().getBytes(StandardCharsets.UTF_8))));
    }

    @ParameterizedTest
    @CsvSource({"/api/v1/law?at=2026-13-01, 422", "/api/v1/law?at=, 422", "/api/v1/law?jurisdiction=UK, 422", "/api/v1/law?lang=de, 422",
            "/api/v1/law/nonsense, 404", "/api/v1/law/deadline, 422", "/api/v1/law/deadline?rule=US-01, 422",
            "/api/v1/law/deadline?rule=US-01&jurisdiction=US&from=now, 422",
            "/api/v1/law/deadline?rule=EU-04&jurisdiction=AT&from=2026-01-01T00:00Z&zone=Mars, 422"})
    void what_cannot_be_answered_is_a_problem_with_its_fix(String path, int status) {
        HttpResponse<String> answer = Visitor.get(path);
        assertEquals(status, answer.statusCode(), answer.body());
        assertTrue(answer.headers().firstValue("Content-Type").orElse("").startsWith("application/problem+json"));
        assertTrue(answer.body().contains("\"detail\"") && answer.body().contains("urn:request:api."), answer.body());
    }

    /** The calendars are read by the server's own Jackson: without it, Christmas and New Year would be business days. */
    @Test
    void ten_business_days_over_christmas_leave_out_the_holidays() {
        String answer = Visitor.get("/api/v1/law/deadline?rule=US-01.stop&jurisdiction=US&zone=America/New_York"
                + "&from=2026-12-18T15:00:00Z").body();
        assertTrue(answer.contains("\"term\":\"10 BUSINESS_DAYS\",\"tooLateFrom\":\"2027-01-06T05:00:00Z\""), answer);
    }
}
