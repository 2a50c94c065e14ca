package org.preferencecenter.platform.boundary;

import java.io.IOException;
import java.util.concurrent.ThreadLocalRandom;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.annotation.WebFilter;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

/**
 * Gives every response the security headers of OWASP ASVS 5.0 V3.4 and a request id, and tells the access log the route
 * without the token in it (ASVS 16.2.5). Registered first in web.xml.
 */
@WebFilter(urlPatterns = "/*", asyncSupported = true)
public class EveryResponse extends HttpFilter {

    /** Request attribute: the id a user sees and the log repeats. */
    public static final String REQUEST_ID = "pc.id";
    /** Request attribute: the first step of the path, all the access log may know. */
    static final String ROUTE = "pc.route";

    private static final long serialVersionUID = 1L;
    private static final String CSP = "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; "
            + "base-uri 'none'; object-src 'none'; frame-ancestors 'none'";

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        String id = Long.toHexString(ThreadLocalRandom.current().nextLong() | Long.MIN_VALUE);
        String path = request.getRequestURI();
        request.setAttribute(REQUEST_ID, id);
        request.setAttribute(ROUTE, route(path));
        response.setHeader("X-Request-Id", id);
        response.setHeader("Strict-Transport-Security", "max-age=31536000; includeSubDomains");
        response.setHeader("Content-Security-Policy", CSP);
        response.setHeader("X-Content-Type-Options", "nosniff");
        response.setHeader("Referrer-Policy", "no-referrer");
        response.setHeader("Cross-Origin-Opener-Policy", "same-origin");
        response.setHeader("X-Robots-Tag", "noindex, nofollow, noarchive");
        response.setHeader("Cache-Control", stable(path) ? "public, max-age=86400" : "no-store");
        chain.doFilter(request, response);
    }

    /** Stylesheets hold nothing personal and carry a version in their URL. */
    private static boolean stable(String path) {
        return path.startsWith("/jakarta.faces.resource/") || path.startsWith("/brand/");
    }

    /** {@code /u/TOKEN} becomes {@code /u}: two steps only where the second is part of the program. */
    private static String route(String path) {
        int second = path.indexOf('/', 1);
        if (second < 0) {
            return path.length() <= 20 ? path : "/?";
        }
        if (path.startsWith("/demo/") || path.startsWith("/api/v1/")) {
            return path.length() <= 60 ? path : path.substring(0, second);
        }
        return path.substring(0, Math.min(second, 30));
    }
}
