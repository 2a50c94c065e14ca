package org.preferencecenter.platform.boundary;

import java.util.Collection;
import java.util.concurrent.ThreadLocalRandom;

import io.undertow.server.HttpServerExchange;
import io.undertow.servlet.ServletExtension;
import io.undertow.servlet.api.DeploymentInfo;
import io.undertow.util.HeaderMap;
import io.undertow.util.Headers;
import io.undertow.util.HttpString;
import jakarta.servlet.ServletContext;

/**
 * Gives every response the security headers of OWASP ASVS 5.0 V3.4 and a request id, before anything can answer: pages
 * and API, and also what the web server answers by itself. The id begins with the route, so that the access log, which
 * holds ids and no paths, tells what was asked without the token in it (ASVS 16.2.5). Found by its service file.
 */
public final class FrontDoor implements ServletExtension {

    static final HttpString REQUEST_ID = new HttpString("X-Request-Id");

    private static final String CSP = "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; "
            + "base-uri 'none'; object-src 'none'; frame-ancestors 'none'";
    private static final HttpString[] NAMES = {new HttpString("Strict-Transport-Security"),
        new HttpString("Content-Security-Policy"), new HttpString("X-Content-Type-Options"),
        new HttpString("Referrer-Policy"), new HttpString("Cross-Origin-Opener-Policy"), new HttpString("X-Robots-Tag")};
    private static final String[] VALUES = {"max-age=31536000; includeSubDomains", CSP, "nosniff", "no-referrer",
        "same-origin", "noindex, nofollow, noarchive"};

    @Override
    public void handleDeployment(DeploymentInfo deployment, ServletContext context) {
        deployment.addInitialHandlerChainWrapper(next -> exchange -> {
            stamp(exchange);
            next.handleRequest(exchange);
        });
    }

    /**
     * The content security policy of a page that may be shown in a frame of other sites; all others may in none.
     *
     * @param sites origins, checked when they were entered
     */
    public static String framedBy(Collection<String> sites) {
        return CSP.replace("frame-ancestors 'none'", "frame-ancestors " + String.join(" ", sites));
    }

    /** The policy of a page of ours shown in another page of ours: looked at only, its forms go nowhere. */
    public static String lookedAt() {
        return framedBy(java.util.List.of("'self'")).replace("form-action 'self'", "form-action 'none'");
    }

    /** Sets the headers, for an answer given before the door was passed. */
    public static void stamp(HttpServerExchange exchange) {
        HeaderMap headers = exchange.getResponseHeaders();
        for (int i = 0; i < NAMES.length; i++) {
            headers.put(NAMES[i], VALUES[i]);
        }
        String path = exchange.getRelativePath();
        headers.put(REQUEST_ID, route(path) + "." + Long.toHexString(ThreadLocalRandom.current().nextLong() | Long.MIN_VALUE));
        headers.put(Headers.CACHE_CONTROL, stable(path) ? "public, max-age=86400" : "no-store");
    }

    /** Stylesheets hold nothing personal and carry a version in their URL. */
    private static boolean stable(String path) {
        return path.startsWith("/jakarta.faces.resource/") || path.startsWith("/brand/");
    }

    /** {@code /u/TOKEN} becomes {@code u}; only letters, and never more than the first step of the path. */
    private static String route(String path) {
        int end = path.indexOf('/', 1);
        if (end < 0) {
            end = path.length();
        }
        for (int i = 1; i < end; i++) {
            char c = path.charAt(i);
            if (c < 'a' || c > 'z' || i > 10) {
                return "other";
            }
        }
        return end > 1 ? path.substring(1, end) : "root";
    }
}
