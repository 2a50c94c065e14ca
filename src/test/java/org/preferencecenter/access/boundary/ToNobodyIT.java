package org.preferencecenter.access.boundary;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;

import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.shrinkwrap.api.Filters;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;

import org.preferencecenter.browser.OnServer;
import org.preferencecenter.browser.Server;

/** A second copy of the application with a resource whose author forgot to say who may call it. */
@OnServer
class ToNobodyIT {

    @Deployment(testable = false)
    static WebArchive copyWithAForgottenResource() {
        WebArchive war = ShrinkWrap.createFromZipFile(WebArchive.class, new File("target/ROOT.war"));
        return ShrinkWrap.create(WebArchive.class, "forgetful.war").merge(war, Filters.exclude(".*/demo/.*"))
                .addClass(Forgotten.class);
    }

    @Test
    void a_method_that_says_neither_needs_nor_open_is_answered_to_nobody() throws Exception {
        HttpResponse<String> answer = get("");
        assertEquals(403, answer.statusCode(), answer.body());
        assertEquals("application/problem+json", answer.headers().firstValue("Content-Type").orElse(""));
        assertTrue(answer.body().contains("does not say who"), answer.body());
    }

    @Test
    void an_open_one_is_answered_to_anybody() throws Exception {
        assertEquals("told", get("/open").body());
    }

    private static HttpResponse<String> get(String path) throws Exception {
        return HttpClient.newHttpClient().send(HttpRequest.newBuilder(Server.baseUrl().resolve("/forgetful/api/v1/forgotten"
                + path)).build(), BodyHandlers.ofString());
    }
}
