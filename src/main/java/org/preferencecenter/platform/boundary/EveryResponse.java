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

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        String path = request.getRequestURI();
        String id = route(path) + "." + Long.toHexString(ThreadLocalRandom.current().nextLong() | Long.MIN_VALUE);
        request.setAttribute(REQUEST_ID, id);
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
