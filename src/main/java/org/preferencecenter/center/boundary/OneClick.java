package org.preferencecenter.center.boundary;

import java.io.IOException;
import java.io.InputStream;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

import jakarta.inject.Inject;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.ServletException;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.preferencecenter.center.entity.OneClickBody;
import org.preferencecenter.consent.control.Consents;
import org.preferencecenter.consent.entity.Outcome;
import org.preferencecenter.link.control.Links;
import org.preferencecenter.link.entity.Power;
import org.preferencecenter.link.entity.SignedLink;

/**
 * {@code /u/{token}}, the URI of List-Unsubscribe (RFC 8058). POST stops the link's scope, whoever sends it and whatever
 * else comes along: no session, cookie, Origin, user agent, host or language is looked at. GET and HEAD show the page
 * and change nothing, so that scanners may look. This route never redirects (§3.1).
 *
 * <p>The hot path: everything it answers is a prepared array of octets.
 */
@WebServlet(urlPatterns = "/u/*", asyncSupported = true)
public class OneClick extends HttpServlet {

    /** The largest body read, in octets. */
    static final int MAX_BODY = 8 * 1024;
    /** How long a stop may take to become durable, in milliseconds, before the sender is asked to come again. */
    static final long PATIENCE = 5_000;

    private static final long serialVersionUID = 1L;
    private static final Logger LOG = System.getLogger(OneClick.class.getName());
    private static final byte[] NO_BODY = {};

    @Inject
    private transient Links links;
    @Inject
    private transient Consents consents;
    @Inject
    private transient PreferencesPage page;
    @Inject
    private transient SorryPage sorry;

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response)
            throws ServletException, IOException {
        switch (request.getMethod()) {
            case "POST" -> doPost(request, response);
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
    protected void doPost(HttpServletRequest request, HttpServletResponse response) throws IOException {
        byte[] body = body(request);
        if (body == null) {
            Answer.TOO_LARGE.write(response);
            return;
        }
        Optional<SignedLink> verified = links.verify(token(request), Power.ONE_CLICK);
        if (verified.isEmpty()) {
            Answer.UNKNOWN.write(response);
            return;
        }
        SignedLink link = verified.get();
        boolean pair = OneClickBody.hasPair(body, request.getContentType());
        String id = String.valueOf(request.getAttribute(Requests.ID));
        CompletionStage<Outcome> stop;
        try {
            stop = consents.withdraw(new org.preferencecenter.consent.entity.OneClick(link.recipient(), link.scope(),
                    link.epoch(), pair));
        } catch (RuntimeException e) {
            LOG.log(Level.WARNING, "request {0}: one-click not stored, {1}", id, e.getClass().getName());
            Answer.AWAY.write(response);
            return;
        }
        AsyncContext async = request.startAsync(request, response);
        PendingStop pending = new PendingStop(async, id);
        async.setTimeout(PATIENCE);
        async.addListener(pending);
        stop.whenComplete(pending);
    }

    /** The body, or null if it is larger than {@link #MAX_BODY}: then it is not read to its end. */
    private static byte[] body(HttpServletRequest request) throws IOException {
        long length = request.getContentLengthLong();
        if (length > MAX_BODY) {
            return null;
        }
        if (length == 0 || length < 0 && request.getHeader("Transfer-Encoding") == null
                && !request.getProtocol().startsWith("HTTP/2")) {
            return NO_BODY;
        }
        InputStream in = request.getInputStream();
        byte[] body = in.readNBytes(length > 0 ? (int) length : MAX_BODY + 1);
        return body.length > MAX_BODY ? null : body;
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

    /** What the route answers to a POST, always the same octets for the same outcome. */
    enum Answer {
        STOPPED(HttpServletResponse.SC_OK, "Done: you will not receive this any more."),
        UNKNOWN(HttpServletResponse.SC_NOT_FOUND, "This link is not known here."),
        TOO_LARGE(HttpServletResponse.SC_REQUEST_ENTITY_TOO_LARGE, "The body is too large."),
        AWAY(HttpServletResponse.SC_SERVICE_UNAVAILABLE, "Not stored: please send it again.");

        private final int status;
        private final byte[] text;

        Answer(int status, String text) {
            this.status = status;
            this.text = (text + "\n").getBytes(StandardCharsets.US_ASCII);
        }

        void write(HttpServletResponse response) throws IOException {
            response.setStatus(status);
            if (this == AWAY) {
                response.setHeader("Retry-After", "30");
            }
            response.setContentType("text/plain");
            response.setContentLength(text.length);
            response.getOutputStream().write(text);
        }
    }
}
