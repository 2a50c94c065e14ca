package org.preferencecenter.center.boundary;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Set;
import java.util.TreeSet;

import jakarta.servlet.http.HttpServletRequest;

import org.preferencecenter.catalog.control.Catalog;
import org.preferencecenter.center.entity.FormOrigin;
import org.preferencecenter.platform.entity.Settings;

/** What the servlets of the public pages read from a request, each in the same way. */
final class Requests {

    /** Request attribute: the id the user sees in {@code X-Request-Id} and the log repeats. */
    static final String ID = "pc.id";
    static final String PREFERENCES = "/center/preferences.xhtml";

    private Requests() {
    }

    /** What follows the route's name; empty if nothing does. */
    static String token(HttpServletRequest request) {
        String path = request.getPathInfo();
        return path == null || path.isEmpty() ? "" : path.substring(1);
    }

    /** Whether the form was posted from somebody else's page: neither from the common host nor from a brand's own. */
    static boolean foreign(HttpServletRequest request, Settings settings) {
        Set<String> ours = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
        ours.add(settings.baseUrl().getRawAuthority());
        if (request.getServletContext().getAttribute(Catalog.class.getName()) instanceof Catalog catalog) {
            catalog.now().brands().stream().filter(brand -> brand.host().isPresent())
                    .forEach(brand -> ours.add(brand.url(settings.baseUrl()).getRawAuthority()));
        }
        if (request.getHeader("Host") != null) {
            ours.add(request.getHeader("Host"));
        }
        return FormOrigin.foreign(request.getHeader("Sec-Fetch-Site"), request.getHeader("Origin"), ours);
    }

    /** The class alone: a message might quote what somebody sent. */
    static void log(Logger log, HttpServletRequest request, RuntimeException e) {
        log.log(Level.WARNING, "request {0} could not be served: {1}", request.getAttribute(ID), e.getClass().getName());
        log.log(Level.DEBUG, "request " + request.getAttribute(ID), e);
    }
}
