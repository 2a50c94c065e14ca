package org.preferencecenter.center.boundary;

import java.io.IOException;
import java.lang.System.Logger;
import java.util.Optional;

import jakarta.inject.Inject;
import jakarta.servlet.ServletException;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.preferencecenter.consent.control.Consents;
import org.preferencecenter.link.control.Links;
import org.preferencecenter.link.entity.Power;
import org.preferencecenter.link.entity.SignedLink;

/**
 * {@code /u/{token}}, the URI of List-Unsubscribe (RFC 8058), for everything but the POST, which {@link OneClickPost}
 * answers before it gets here. GET and HEAD show the page and change nothing, so that scanners may look. This route
 * never redirects (§3.1).
 */
@WebServlet(urlPatterns = "/u/*", loadOnStartup = 1)
public class OneClick extends HttpServlet {

    private static final long serialVersionUID = 1L;
    private static final Logger LOG = System.getLogger(OneClick.class.getName());

    @Inject
    private transient Links links;
    @Inject
    private transient Consents consents;
    @Inject
    private transient PreferencesPage page;
    @Inject
    private transient SorryPage sorry;

    @Override
    public void init() {
        getServletContext().setAttribute(OneClickPost.class.getName(), new OneClickPost(links, consents));
    }

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response)
            throws ServletException, IOException {
        switch (request.getMethod()) {
            case "GET", "HEAD" -> doGet(request, response);
            case "OPTIONS" -> allow(response, HttpServletResponse.SC_NO_CONTENT);
            default -> allow(response, HttpServletResponse.SC_METHOD_NOT_ALLOWED);
        }
    }

    private static void allow(HttpServletResponse response, int status) {
        response.setHeader("Allow", "GET, HEAD, OPTIONS, POST");
        response.setStatus(status);
    }

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws ServletException, IOException {
        Optional<SignedLink> verified = links.verify(token(request), Power.ONE_CLICK);
        try {
            if (verified.isPresent()) {
                SignedLink link = verified.get();
                // The page's own buttons post to another route, under a link that can do no more than this one.
                String token = links.sign(new SignedLink(Power.PAGE, link.recipient(), link.scope(), link.epoch()));
                if (page.load(request, link, token, true)) {
                    request.getRequestDispatcher(Requests.PREFERENCES).forward(request, response);
                    return;
                }
            }
        } catch (RuntimeException e) {
            Requests.log(LOG, request, e);
            sorry.show(request, response, HttpServletResponse.SC_SERVICE_UNAVAILABLE);
            return;
        }
        sorry.show(request, response, HttpServletResponse.SC_NOT_FOUND);
    }

    private static String token(HttpServletRequest request) {
        return Requests.token(request);
    }
}
