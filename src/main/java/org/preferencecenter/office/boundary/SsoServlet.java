package org.preferencecenter.office.boundary;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

import jakarta.inject.Inject;
import jakarta.servlet.ServletException;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;

import org.wildfly.security.http.oidc.IDToken;
import org.wildfly.security.http.oidc.OidcPrincipal;

import org.preferencecenter.access.control.Audit;
import org.preferencecenter.access.control.ProviderAccounts;
import org.preferencecenter.access.entity.Arrival;
import org.preferencecenter.access.entity.Grant;
import org.preferencecenter.access.entity.Officer;
import org.preferencecenter.access.entity.ProviderClaims;
import org.preferencecenter.access.entity.ProviderRoles;
import org.preferencecenter.catalog.control.Catalog;
import org.preferencecenter.catalog.entity.Brand;
import org.preferencecenter.platform.control.Throttle;
import org.preferencecenter.platform.entity.Locales;
import org.preferencecenter.platform.entity.Settings;

/**
 * {@code /office/sso}: comes here only whom the server has just let in with an ID token of the organisation's provider.
 * Makes a sign-in of ours out of it, like that of a password, and leaves the server's session behind at once.
 */
@WebServlet(urlPatterns = "/office/sso", loadOnStartup = 1)
public class SsoServlet extends HttpServlet {

    /** What {@link OfficeWay} keeps for a tab that is to be closed: the form waits in another one. */
    static final String BACK = "back";
    private static final long serialVersionUID = 1L;
    private static final Logger LOGGER = System.getLogger(SsoServlet.class.getName());

    @Inject
    private transient Settings settings;
    @Inject
    private transient Clock clock;
    @Inject
    private transient ProviderAccounts accounts;
    @Inject
    private transient Catalog catalog;
    @Inject
    private transient Threshold threshold;
    @Inject
    private transient Throttle throttle;
    @Inject
    private transient Audit audit;

    @Override
    public void init() {
        getServletContext().setAttribute(SsoDoor.SETTINGS, settings);
    }

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws ServletException, IOException {
        Optional<ProviderClaims> claims = claims(request).filter(told -> told.subject().isPresent());
        leaveSession(request, response);
        if (claims.isEmpty()) {
            see(response, "/office/provider?refused=failed");
            return;
        }
        try {
            Optional<List<Grant>> roles = settings.oidc().orElseThrow().roles().map(claim -> ProviderRoles.grants(
                    claims.get().values(claim), code -> catalog.now().brand(code).map(Brand::id)));
            String locale = Locales.choose(null, claims.get().locale().orElse(null), request.getLocales(), "fr",
                    Locales.OFFICE);
            Arrival arrival = accounts.arrive(claims.get(), roles, locale);
            if (arrival instanceof Arrival.Known known) {
                enter(request, response, known.officer(), claims.get());
            } else if (arrival instanceof Arrival.Stranger stranger) {
                refuse(response, stranger.why());
            }
        } catch (SQLException away) {
            LOGGER.log(Level.WARNING, "request {0} could not be served: {1}", response.getHeader("X-Request-Id"),
                    away.getClass().getName());
            see(response, "/office/provider?refused=broken");
        }
    }

    private void enter(HttpServletRequest request, HttpServletResponse response, Officer who, ProviderClaims claims)
            throws SQLException {
        threshold.cross(request, response, who, claims.proven(clock.instant()), "provider");
        String to = OfficeWay.take(request, response, settings).orElse("");
        see(response, to.equals(BACK) ? "/office/signIn?back=1" : "/office/" + OfficeWay.inside(to));
    }

    /** Written down without a name or address: nobody here knows them. */
    private void refuse(HttpServletResponse response, Arrival.Why why) {
        if (throttle.wait("office.sso.audit", why.name(), 60, Duration.ofHours(1)).isEmpty()) {
            audit.write(null, "account.sign-in-failed", "account:unknown", null,
                    Map.of("why", why.name(), "way", "provider"));
        }
        see(response, "/office/provider?refused=" + why.name().toLowerCase(Locale.ROOT));
    }

    /** Of an ID token alone: an access token, whoever shows it, says what may be done and not who is there. */
    private static Optional<ProviderClaims> claims(HttpServletRequest request) {
        if (!(request.getUserPrincipal() instanceof OidcPrincipal<?> principal)) {
            return Optional.empty();
        }
        IDToken token = principal.getOidcSecurityContext().getIDToken();
        if (token == null) {
            return Optional.empty();
        }
        Map<String, Object> claims = new HashMap<>();
        for (String name : token.getClaimNames()) {
            Object value = token.getClaimValue(name);
            if (value != null) {
                claims.put(name, value);
            }
        }
        return Optional.of(new ProviderClaims(claims));
    }

    private static void leaveSession(HttpServletRequest request, HttpServletResponse response) {
        HttpSession session = request.getSession(false);
        if (session != null) {
            session.invalidate();
        }
        // What the server leaves lying about: its half of the nonce.
        Cookie gone = new Cookie("session_random_value", "");
        gone.setMaxAge(0);
        response.addCookie(gone);
    }

    private static void see(HttpServletResponse response, String path) {
        response.setStatus(HttpServletResponse.SC_SEE_OTHER);
        response.setHeader("Location", path);
    }
}
