package org.preferencecenter.office.boundary;

import java.util.Arrays;
import java.util.Optional;

import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.preferencecenter.platform.entity.Settings;

/**
 * What the browser of somebody who is signed in keeps. {@code __Host-} binds it to our host and to https (RFC 6265bis
 * §4.1.3.2); only the demo, on http, goes without.
 */
final class OfficeCookie {

    private static final String NAME = "office";

    private OfficeCookie() {
    }

    static Optional<String> of(HttpServletRequest request, Settings settings) {
        return request.getCookies() == null ? Optional.empty()
                : Arrays.stream(request.getCookies()).filter(cookie -> cookie.getName().equals(name(settings)))
                        .map(Cookie::getValue).findFirst();
    }

    static void give(HttpServletResponse response, Settings settings, String kept) {
        Cookie cookie = new Cookie(name(settings), kept);
        cookie.setPath("/");
        cookie.setHttpOnly(true);
        cookie.setSecure(https(settings));
        // Lax: a link to the office in a mail of ours opens signed in; forms of others never do.
        cookie.setAttribute("SameSite", "Lax");
        if (kept.isEmpty()) {
            cookie.setMaxAge(0);
        }
        response.addCookie(cookie);
    }

    static void take(HttpServletResponse response, Settings settings) {
        give(response, settings, "");
    }

    /** Whether a cookie is one that we set, not the server. */
    static boolean ours(String name, Settings settings) {
        return name.startsWith(name(settings));
    }

    private static String name(Settings settings) {
        return prefix(settings) + NAME;
    }

    static String prefix(Settings settings) {
        return https(settings) ? "__Host-" : "";
    }

    static boolean https(Settings settings) {
        return "https".equals(settings.baseUrl().getScheme());
    }
}
