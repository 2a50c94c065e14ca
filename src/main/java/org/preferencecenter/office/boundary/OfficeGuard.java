package org.preferencecenter.office.boundary;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

import jakarta.inject.Inject;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.preferencecenter.access.control.SignIns;
import org.preferencecenter.access.entity.Officer;
import org.preferencecenter.center.entity.FormOrigin;
import org.preferencecenter.office.control.FormTokens;
import org.preferencecenter.office.entity.Forbidden;
import org.preferencecenter.office.entity.OfficePage;
import org.preferencecenter.office.entity.ProveAgain;
import org.preferencecenter.platform.entity.Settings;

/**
 * Stands before every page of the office: who is there, may they open this page, and does the form they send come from a
 * page of ours. Mapped in web.xml, before anything else.
 */
public class OfficeGuard extends HttpFilter {

    /** Request attribute: the {@link Officer} who is signed in. */
    static final String OFFICER = "pc.officer";
    /** Request attribute: what their browser keeps, which form tokens are bound to. */
    static final String KEPT = "pc.officer.kept";
    /** Request attribute: the path that was asked for. */
    static final String PATH = "pc.office.path";
    private static final long serialVersionUID = 1L;
    private static final Logger LOGGER = System.getLogger(OfficeGuard.class.getName());
    private static final String ROOT = "/office/";

    @Inject
    private transient SignIns signIns;
    @Inject
    private transient FormTokens tokens;
    @Inject
    private transient Settings settings;
    @Inject
    private transient WhoAreYou whoAreYou;

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse plain, FilterChain chain)
            throws IOException, ServletException {
        HttpServletResponse response = new OfficeResponse(plain);
        String path = request.getRequestURI().substring(request.getContextPath().length());
        if (!request.getServerName().equalsIgnoreCase(settings.baseUrl().getHost()) || !path.startsWith(ROOT)) {
            // The office answers under the common host alone: a brand's host shows nothing but its brand.
            if (path.equals("/office") && request.getServerName().equalsIgnoreCase(settings.baseUrl().getHost())) {
                see(response, "/office/home");
            } else {
                plain.setStatus(HttpServletResponse.SC_NOT_FOUND);
            }
            return;
        }
        if (path.equals(ROOT)) {
            see(response, "/office/home");
            return;
        }
        request.setAttribute(PATH, path);
        Optional<OfficePage> page = OfficePage.at(path.substring(ROOT.length()))
                .filter(found -> !found.isProviders() || settings.oidc().isPresent());
        Optional<Officer> who = who(request);
        who.ifPresent(officer -> request.setAttribute(OFFICER, officer));
        if (page.isEmpty()) {
            plain.setStatus(HttpServletResponse.SC_NOT_FOUND);
        } else if (foreign(request)) {
            sorry(request, response, HttpServletResponse.SC_FORBIDDEN, "foreign");
        } else if (page.get().group() == OfficePage.Group.OPEN) {
            show(page.get(), request, response);
        } else if (who.isEmpty()) {
            whoAreYou.ask(request, response, who);
        } else if (who.get().mustChange()) {
            see(response, "/office/signIn?change=1&to=" + URLEncoder.encode(path, StandardCharsets.UTF_8));
        } else if (page.get() == OfficePage.HOME && !page.get().opensTo(who.get())) {
            String query = request.getQueryString() == null ? "" : "?" + request.getQueryString();
            see(response, ROOT + OfficePage.start(who.get()).path() + query);
        } else if (!page.get().opensTo(who.get())) {
            sorry(request, response, HttpServletResponse.SC_FORBIDDEN, "forbidden");
        } else if (posts(request) && !tokens.fits(request.getParameter(FormTokens.FIELD), request.getAttribute(KEPT))) {
            sorry(request, response, HttpServletResponse.SC_FORBIDDEN, "foreign");
        } else {
            show(page.get(), request, response);
        }
    }

    private void show(OfficePage page, HttpServletRequest request, HttpServletResponse response)
            throws IOException, ServletException {
        try {
            request.getRequestDispatcher(page.view()).forward(request, response);
        } catch (ServletException | RuntimeException e) {
            Throwable cause = cause(e);
            if (cause instanceof Forbidden) {
                sorry(request, response, HttpServletResponse.SC_FORBIDDEN, "forbidden");
            } else if (cause instanceof ProveAgain) {
                whoAreYou.ask(request, response, Optional.ofNullable((Officer) request.getAttribute(OFFICER)));
            } else {
                // The class alone: a message might quote what somebody typed.
                LOGGER.log(Level.WARNING, "request {0} could not be served: {1}",
                        response.getHeader("X-Request-Id"), cause.getClass().getName());
                LOGGER.log(Level.DEBUG, "request " + response.getHeader("X-Request-Id"), e);
                sorry(request, response, HttpServletResponse.SC_INTERNAL_SERVER_ERROR, "broken");
            }
        }
    }

    private static Throwable cause(Throwable e) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof Forbidden || cause instanceof ProveAgain || cause.getCause() == null) {
                return cause;
            }
        }
        return e;
    }

    private Optional<Officer> who(HttpServletRequest request) throws ServletException {
        Optional<String> kept = OfficeCookie.of(request, settings);
        kept.ifPresent(value -> request.setAttribute(KEPT, value));
        try {
            return kept.isEmpty() ? Optional.empty() : signIns.who(kept.get());
        } catch (SQLException away) {
            throw new ServletException(away);
        }
    }

    private boolean foreign(HttpServletRequest request) {
        Set<String> ours = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
        ours.add(settings.baseUrl().getRawAuthority());
        ours.add(request.getHeader("Host"));
        return posts(request) && FormOrigin.foreign(request.getHeader("Sec-Fetch-Site"), request.getHeader("Origin"), ours);
    }

    private static boolean posts(HttpServletRequest request) {
        return !request.getMethod().equals("GET") && !request.getMethod().equals("HEAD");
    }

    private static void see(HttpServletResponse response, String path) {
        response.setStatus(HttpServletResponse.SC_SEE_OTHER);
        response.setHeader("Location", path);
    }

    private static void sorry(HttpServletRequest request, HttpServletResponse response, int status, String why)
            throws ServletException, IOException {
        response.resetBuffer();
        response.setStatus(status);
        request.setAttribute(SorryPage.WHY, why);
        request.getRequestDispatcher("/office/sorry.xhtml").forward(request, response);
    }
}
