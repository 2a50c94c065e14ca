package org.preferencecenter.center.boundary;

import java.io.IOException;
import java.time.Clock;
import java.util.Optional;

import jakarta.inject.Inject;
import jakarta.servlet.ServletException;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.preferencecenter.center.entity.Fields;
import org.preferencecenter.center.entity.Holder;
import org.preferencecenter.consent.control.Consents;
import org.preferencecenter.link.control.Links;
import org.preferencecenter.link.entity.Power;
import org.preferencecenter.link.entity.SignedLink;
import org.preferencecenter.platform.control.NetworkVeil;

/**
 * {@code /u/{token}}, the URI of List-Unsubscribe (RFC 8058), for everything but the POST, which {@link OneClickPost}
 * answers before it gets here. GET and HEAD show the page and change nothing, so that scanners may look. This route
 * never redirects (§3.1).
 */
@WebServlet(urlPatterns = "/u/*", loadOnStartup = 1)
public class OneClick extends LinkServlet<SignedLink> {

    private static final long serialVersionUID = 1L;

    @Inject
    private transient Links links;
    @Inject
    private transient Consents consents;
    @Inject
    private transient NetworkVeil veil;
    @Inject
    private transient Clock clock;
    @Inject
    private transient PreferencesPage page;
    @Inject
    private transient ErasedPage erased;

    @Override
    public void init() {
        getServletContext().setAttribute(OneClickPost.class.getName(), new OneClickPost(links, consents, veil, clock));
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
    Optional<SignedLink> open(String token) {
        return links.verify(token, Power.ONE_CLICK);
    }

    /** The page's own buttons post to another route, under a link that can do no more than this one. */
    @Override
    Optional<String> show(HttpServletRequest request, SignedLink link) {
        String token = links.sign(new SignedLink(Power.PAGE, link.recipient(), link.scope(), link.epoch()));
        Holder holder = new Holder(token, link.recipient(), link.scope(), link.epoch(), Optional.empty(), false);
        if (!page.load(request, holder, true)) {
            return Optional.empty();
        }
        boolean gone = page.isNobody() && erased.load(request, link.recipient(), link.scope());
        return Optional.of(gone ? ErasedPage.VIEW : Requests.PREFERENCES);
    }

    @Override
    Answer act(HttpServletRequest request, SignedLink link, Fields fields) {
        throw new IllegalStateException("one-click posts are answered before they get here");
    }
}
