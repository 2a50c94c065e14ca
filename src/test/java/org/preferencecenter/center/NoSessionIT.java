package org.preferencecenter.center;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import org.jboss.as.controller.client.ModelControllerClient;
import org.jboss.dmr.ModelNode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import org.preferencecenter.browser.Mailbox;
import org.preferencecenter.browser.OnServer;
import org.preferencecenter.browser.PublicPages;
import org.preferencecenter.browser.Visitor;

/** Whatever is asked of the public pages, and however: no cookie is set, and the server has never made a session. */
@OnServer
class NoSessionIT {

    private static final List<String> METHODS = List.of("GET", "HEAD", "OPTIONS", "POST", "PUT", "DELETE", "PATCH", "TRACE", "WHATEVER");
    /** What a visitor may bring along: nothing, a session of this server, of another product, of an earlier life. */
    private static final List<String> COOKIES = List.of("", "JSESSIONID=AbCdEfGhIjKlMnOpQrStUvWx.node1", "JSESSIONID=\"\"; $Version=1",
            "PHPSESSID=1; _ga=GA1.2.3.4; consent=all");

    @AfterEach
    void the_server_made_no_session() throws Exception {
        try (ModelControllerClient server = ModelControllerClient.Factory.create("localhost",
                Integer.getInteger("pc.test.management.port"))) {
            for (String count : List.of("active-sessions", "sessions-created", "highest-session-count", "expired-sessions")) {
                ModelNode read = new ModelNode();
                read.get("operation").set("read-attribute");
                read.get("address").add("deployment", "ROOT.war").add("subsystem", "undertow");
                read.get("name").set(count);
                ModelNode answer = server.execute(read);
                assertEquals("success", answer.get("outcome").asString(), answer.toString());
                assertEquals(0, answer.get("result").asInt(), count);
            }
        }
    }

    @Test
    void no_method_on_any_page_sets_a_cookie_whatever_cookies_come() {
        List<String> set = new ArrayList<>();
        for (String path : paths().toList()) {
            for (String method : METHODS) {
                for (String cookie : COOKIES) {
                    var answer = cookie.isEmpty() ? Visitor.send(method, path) : Visitor.send(method, path, "Cookie", cookie);
                    answer.headers().allValues("Set-Cookie").forEach(value -> set.add(method + " " + path + ": " + value));
                }
            }
        }
        assertEquals(List.of(), set);
    }

    /** Every page there is; to some of them a post acts, so they are nobody else's. */
    private static Stream<String> paths() {
        var message = Mailbox.receive(Mailbox.somebody("fr", "theatre/EMAIL"), "theatre");
        Stream<String> own = Stream.of(Mailbox.oneClick(message), Mailbox.link(message, "p"));
        Stream<String> seen = PublicPages.own().stream().map(PublicPages.Shown::path);
        Stream<String> wrong = Stream.of("/u/wrong", "/c/wrong", "/nowhere", "/brand/1.css", "/brand/none", "/center/home.xhtml",
                "/api/v1/nowhere", "/openapi", "/WEB-INF/web.xml", "/p/", "/p/%00", "/;jsessionid=AbC", "/p/x;jsessionid=AbC", "/office/sso", "/office/sso?code=x&state=y", "/?code=x&state=y");
        return Stream.of(own, seen, wrong).flatMap(paths -> paths);
    }

    /** Forms, too, good ones and bad ones. */
    @Test
    void no_form_sets_a_cookie() {
        String page = Mailbox.link(Mailbox.receive(Mailbox.somebody("fr", "theatre/EMAIL", "jazz/EMAIL"), "jazz"), "p");
        List<String> set = new ArrayList<>();
        for (List<String> fields : List.of(List.of("do", "save"), List.of("do", "save", "pause", "30"), List.of("do", "stop"),
                List.of("do", "undo", "change", "x"), List.of("do", "stop-this"), List.of("do", "nonsense"), List.<String>of())) {
            for (String cookie : COOKIES.subList(1, COOKIES.size())) {
                for (String origin : List.of("null", "https://elsewhere.example")) {
                    var answer = Visitor.post(page, Visitor.body(fields), "Content-Type", "application/x-www-form-urlencoded",
                            "Cookie", cookie, "Origin", origin);
                    set.addAll(answer.headers().allValues("Set-Cookie"));
                }
                var answer = Visitor.post(page, Visitor.body(fields), "Content-Type", "application/x-www-form-urlencoded", "Cookie", cookie);
                set.addAll(answer.headers().allValues("Set-Cookie"));
            }
        }
        assertEquals(List.of(), set);
    }
}
