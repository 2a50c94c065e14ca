package org.preferencecenter.office.boundary;

import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.preferencecenter.platform.entity.Settings;

/** Where somebody was going before they were asked who they are; kept by their browser while they are at the provider. */
final class OfficeWay {

    /** Whoever finds nothing better goes there. */
    static final String HOME = "home";
    private static final String NAME = "office-way";
    /** How long somebody may take at the provider, in seconds. */
    private static final int LIFE = 900;

    private OfficeWay() {
    }

    /** What follows {@code /office/} in an address of a page of ours, else home: nobody is led anywhere else. */
    static String inside(String to) {
        boolean ours = to != null && to.startsWith("/office/") && !to.contains("\\")
                && !to.matches("/office/(signIn|sso|provider).*") && to.chars().noneMatch(c -> c < ' ');
        return ours ? to.substring("/office/".length()) : HOME;
    }

    static void keep(HttpServletResponse response, Settings settings, String to) {
        response.addCookie(cookie(settings, URLEncoder.encode(to, StandardCharsets.UTF_8), LIFE));
    }

    /** @return what was kept, and is not any more */
    static Optional<String> take(HttpServletRequest request, HttpServletResponse response, Settings settings) {
        String name = OfficeCookie.prefix(settings) + NAME;
        Optional<String> kept = request.getCookies() == null ? Optional.empty() : Arrays.stream(request.getCookies())
                .filter(cookie -> cookie.getName().equals(name)).map(Cookie::getValue).findFirst();
        response.addCookie(cookie(settings, "", 0));
        try {
            return kept.map(value -> URLDecoder.decode(value, StandardCharsets.UTF_8));
        } catch (IllegalArgumentException notOurs) {
            return Optional.empty();
        }
    }

    private static Cookie cookie(Settings settings, String value, int life) {
        Cookie cookie = new Cookie(OfficeCookie.prefix(settings) + NAME, value);
        cookie.setPath("/");
        cookie.setHttpOnly(true);
        cookie.setSecure(OfficeCookie.https(settings));
        cookie.setAttribute("SameSite", "Lax");
        cookie.setMaxAge(life);
        return cookie;
    }
}
