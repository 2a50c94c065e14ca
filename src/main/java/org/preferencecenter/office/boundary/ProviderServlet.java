package org.preferencecenter.office.boundary;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.URI;
import java.util.Optional;

import jakarta.inject.Inject;
import jakarta.servlet.ServletException;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.preferencecenter.access.control.Provider;
import org.preferencecenter.platform.entity.Settings;

/**
 * {@code /office/provider}: the way to the organisation's provider, and what is said when that leads nowhere.
 * {@code ?to=} is where to go afterwards; {@code ?prove} has the provider ask again who it is; {@code ?leave} signs out
 * there; {@code ?refused=} says why somebody did not come in. All are links: a form could not lead to another site.
 */
@WebServlet("/office/provider")
public class ProviderServlet extends HttpServlet {

    private static final long serialVersionUID = 1L;
    private static final Logger LOGGER = System.getLogger(ProviderServlet.class.getName());
    /** What we want to be told; a max_age has the time of the proof told too (OpenID Connect Core 1.0 §2 auth_time). */
    private static final String ASK = "/office/sso?scope=openid%20profile%20email&max_age=";
    /** As old as one of our own sign-ins may become, in seconds. */
    private static final String OLDEST = "43200";

    @Inject
    private transient Settings settings;
    @Inject
    private transient Provider provider;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws ServletException, IOException {
        if (request.getParameter("refused") != null) {
            sorry(request, response, request.getParameter("refused"), HttpServletResponse.SC_FORBIDDEN);
            return;
        }
        Optional<Provider.Door> door = provider.door();
        if (door.isEmpty()) {
            LOGGER.log(Level.WARNING, "the provider of PC_OIDC_ISSUER does not answer, or names itself otherwise");
            sorry(request, response, "away", HttpServletResponse.SC_SERVICE_UNAVAILABLE);
        } else if (request.getParameter("leave") != null) {
            see(response, door.get().leave().map(URI::toString).orElse("/office/signIn?said=provider.stays"));
        } else {
            boolean prove = request.getParameter("prove") != null;
            boolean back = request.getParameter(SsoServlet.BACK) != null;
            OfficeWay.keep(response, settings, back ? SsoServlet.BACK
                    : "/office/" + OfficeWay.inside(request.getParameter("to")));
            see(response, ASK + (prove ? "0&prompt=login" : OLDEST));
        }
    }

    private static void sorry(HttpServletRequest request, HttpServletResponse response, String why, int status)
            throws ServletException, IOException {
        response.setStatus(status);
        request.setAttribute(SorryPage.WHY, ProviderPart.reason(why));
        request.getRequestDispatcher("/office/sorry.xhtml").forward(request, response);
    }

    private static void see(HttpServletResponse response, String path) {
        response.setStatus(HttpServletResponse.SC_SEE_OTHER);
        response.setHeader("Location", path);
    }
}
