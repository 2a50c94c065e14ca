package org.preferencecenter.platform;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.zip.GZIPInputStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.preferencecenter.browser.OnServer;
import org.preferencecenter.browser.Server;

@OnServer
class EveryResponseIT {

    private final HttpClient client = HttpClient.newHttpClient();

    @ParameterizedTest(name = "{0} has the security headers")
    @ValueSource(strings = {"/", "/law", "/nowhere", "/u/bad", "/p/bad", "/api/v1/nowhere", "/WEB-INF/web.xml", "/resources", "/center",
            "/openapi"})
    void every_response_carries_the_security_headers(String path) throws Exception {
        HttpResponse<String> response = get(path);
        String csp = header(response, "Content-Security-Policy");
        assertTrue(csp.contains("default-src 'none'") && csp.contains("frame-ancestors 'none'")
                && !csp.contains("unsafe"), csp);
        assertEquals("nosniff", header(response, "X-Content-Type-Options"));
        assertEquals("no-referrer", header(response, "Referrer-Policy"));
        assertEquals("no-store", header(response, "Cache-Control"));
        assertEquals("same-origin", header(response, "Cross-Origin-Opener-Policy"));
        assertEquals("noindex, nofollow, noarchive", header(response, "X-Robots-Tag"));
        assertEquals("max-age=31536000; includeSubDomains", header(response, "Strict-Transport-Security"));
        assertFalse(response.headers().firstValue("Set-Cookie").isPresent(), "no cookie");
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"/", "/p/bad", "/law", "/s/formulaire", "/demo/inbox", "/demo/phone"})
    void no_page_outside_the_office_is_given_a_script_or_a_session_by_the_components(String path) throws Exception {
        HttpResponse<String> response = get(path);
        assertFalse(response.body().contains("<script") || response.body().contains("primefaces"), response.body());
        assertFalse(response.headers().firstValue("Set-Cookie").isPresent(), "no cookie");
    }

    @ParameterizedTest(name = "{0} is logged as {1}")
    @CsvSource({"/u/AbCd-secret, u", "/p/AbCd, p", "/, root", "/AbCdEf123, other", "/api/v1/x, api", "/openapi, openapi"})
    void the_request_id_tells_the_route_and_never_the_token(String path, String route) throws Exception {
        String id = header(get(path), "X-Request-Id");
        assertEquals(route, id.substring(0, id.indexOf('.')));
        assertFalse(id.contains("AbCd"));
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"/", "/p/bad", "/law", "/brand/0.css", "/log/key"})
    void every_page_is_sent_whole_with_its_length_and_small_where_that_is_taken(String path) throws Exception {
        HttpResponse<String> plain = get(path);
        assertEquals(plain.body().getBytes(StandardCharsets.UTF_8).length, Integer.parseInt(header(plain, "Content-Length")));
        assertEquals("(none)", header(plain, "Content-Encoding"));
        HttpResponse<byte[]> small = client.send(HttpRequest.newBuilder(Server.baseUrl().resolve(path))
                .header("Accept-Encoding", "br, gzip").build(), BodyHandlers.ofByteArray());
        assertEquals(plain.statusCode(), small.statusCode());
        if (plain.body().length() > 1_200) {
            assertEquals("gzip", header(small, "Content-Encoding"));
            try (var unzipped = new GZIPInputStream(new ByteArrayInputStream(small.body()))) {
                assertEquals(plain.body(), new String(unzipped.readAllBytes(), StandardCharsets.UTF_8));
            }
        }
        HttpResponse<String> refused = client.send(HttpRequest.newBuilder(Server.baseUrl().resolve(path))
                .header("Accept-Encoding", "gzip;q=0, identity").build(), BodyHandlers.ofString());
        assertEquals(plain.body(), refused.body());
    }

    @Test
    void two_requests_have_different_ids() throws Exception {
        assertNotEquals(header(get("/"), "X-Request-Id"), header(get("/"), "X-Request-Id"));
    }

    private HttpResponse<String> get(String path) throws Exception {
        return client.send(HttpRequest.newBuilder(Server.baseUrl().resolve(path)).build(), BodyHandlers.ofString());
    }

    private static String header(HttpResponse<?> response, String name) {
        return response.headers().firstValue(name).orElse("(none)");
    }
}
