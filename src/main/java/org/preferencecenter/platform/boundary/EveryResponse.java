package org.preferencecenter.platform.boundary;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.annotation.WebFilter;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

/**
 * Gives every response the security headers of OWASP ASVS 5.0 V3.4 and a request id. The id begins with the route, so
 * that the access log, which holds ids and no paths, tells what was asked without the token in it (ASVS 16.2.5).
 */
@WebFilter(urlPatterns = "/*", asyncSupported = true)
public class EveryResponse extends HttpFilter {

    /** Request attribute: the id a user sees and the log repeats. */
    public static final String REQUEST_ID = "pc.id";
    private static final long serialVersionUID = 1L;
    private static final String CSP = "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; "
            + "base-uri 'none'; object-src 'none'; frame-ancestors 'none'";

    /** Names and values, one after the other, that every response carries. */
    public static final List<Map.Entry<String, String>> HEADERS = List.of(
            Map.entry("Strict-Transport-Security", "max-age=31536000; includeSubDomains"),
            Map.entry("Content-Security-Policy", CSP),
            Map.entry("X-Content-Type-Options", "nosniff"),
            Map.entry("Referrer-Policy", "no-referrer"),
            Map.entry("Cross-Origin-Opener-Policy", "same-origin"),
            Map.entry("X-Robots-Tag", "noindex, nofollow, noarchive"));

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        String path = request.getRequestURI();
        String id = requestId(route(path));
        request.setAttribute(REQUEST_ID, id);
        response.setHeader("X-Request-Id", id);
        HEADERS.forEach(header -> response.setHeader(header.getKey(), header.getValue()));
        response.setHeader("Cache-Control", stable(path) ? "public, max-age=86400" : "no-store");
        chain.doFilter(request, response);
    }

    /** A fresh id that begins with the route. Tells requests apart; guessing one gains nothing. */
    public static String requestId(String route) {
        return route + "." + Long.toHexString(ThreadLocalRandom.current().nextLong() | Long.MIN_VALUE);
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
