package org.preferencecenter.center.boundary;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

import io.undertow.io.Receiver;
import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.Headers;
import io.undertow.util.SameThreadExecutor;

import org.preferencecenter.center.entity.OneClickBody;
import org.preferencecenter.consent.control.Consents;
import org.preferencecenter.consent.entity.OneClick;
import org.preferencecenter.consent.entity.Outcome;
import org.preferencecenter.link.control.Links;
import org.preferencecenter.link.entity.Power;
import org.preferencecenter.link.entity.SignedLink;
import org.preferencecenter.platform.boundary.FrontDoor;
import org.preferencecenter.platform.control.NetworkVeil;

/**
 * {@code POST /u/{token}} (RFC 8058): stops the link's scope, whoever sends it and whatever else comes along. No session,
 * cookie, Origin, user agent, host or language is looked at, and the network is only noted (W-09); no redirect, no cookie is answered. 200 is answered after
 * the stop is durable and never before.
 *
 * <p>The hot path: it runs on the web server's I/O threads, waits for nothing and answers from there (ADR 0010).
 */
final class OneClickPost implements HttpHandler {

    /** The route, with its slash. */
    static final String ROUTE = "/u/";

    private static final Logger LOG = System.getLogger(OneClickPost.class.getName());
    /** The largest body read, in octets. */
    private static final int MAX_BODY = 8 * 1024;
    /** The largest announced body that is still read to its end and thrown away, in octets. */
    private static final long WAITED_FOR = 1024 * 1024;
    /** How long a stop may take to become durable before the sender is asked to come again, in seconds. */
    private static final long PATIENCE = 5;

    private final Links links;
    private final Consents consents;
    private final NetworkVeil veil;
    private final Clock clock;

    OneClickPost(Links links, Consents consents, NetworkVeil veil, Clock clock) {
        this.links = links;
        this.consents = consents;
        this.veil = veil;
        this.clock = clock;
    }

    @Override
    public void handleRequest(HttpServerExchange exchange) {
        Receiver receiver = exchange.getRequestReceiver();
        receiver.setMaxBufferSize(MAX_BODY);
        receiver.receiveFullBytes(this::stop, (broken, error) -> {
            if (error instanceof Receiver.RequestToLargeException) {
                tooLarge(broken);
            } else {
                broken.setPersistent(false);
                answer(broken, Answer.CUT);
            }
        });
    }

    /**
     * A connection closed while the body still arrives is reset, and the reset takes the answer with it (RFC 9112 §9.6).
     * So the server reads on after its answer, keeping nothing, unless the body is announced so large that nobody means it.
     */
    private static void tooLarge(HttpServerExchange exchange) {
        if (exchange.getRequestContentLength() > WAITED_FOR) {
            exchange.setPersistent(false);
        }
        answer(exchange, Answer.TOO_LARGE);
    }

    private void stop(HttpServerExchange exchange, byte[] body) {
        Optional<SignedLink> verified = links.verify(exchange.getRelativePath().substring(ROUTE.length()), Power.ONE_CLICK);
        if (verified.isEmpty()) {
            answer(exchange, Answer.UNKNOWN);
            return;
        }
        SignedLink link = verified.get();
        boolean pair = OneClickBody.hasPair(body, exchange.getRequestHeaders().getFirst(Headers.CONTENT_TYPE));
        String network = veil.name(exchange.getSourceAddress().getHostString(), clock.instant());
        // Dispatched, so that the exchange stays open until the answer is given from elsewhere.
        exchange.dispatch(SameThreadExecutor.INSTANCE, () -> record(exchange,
                new OneClick(link.recipient(), link.scope(), link.epoch(), pair, network)));
    }

    private void record(HttpServerExchange exchange, OneClick stop) {
        try {
            consents.withdraw(stop).toCompletableFuture().orTimeout(PATIENCE, TimeUnit.SECONDS)
                    // Back on the exchange's own thread: a writer that answered itself would fight with it for the connection.
                    // handle and not whenComplete: a stop that failed has been dealt with and must not reach the last step.
                    .handle((outcome, failure) -> {
                        exchange.getIoThread().execute(() -> answer(exchange, told(outcome, failure)));
                        return null;
                    })
                    .exceptionally(broken -> {
                        LOG.log(Level.ERROR, "a one-click stop could not be answered", broken);
                        // An exchange that is ended without a status says 200.
                        exchange.setStatusCode(Answer.AWAY.status);
                        exchange.endExchange();
                        return null;
                    });
        } catch (RuntimeException e) {
            answer(exchange, told(null, e));
        }
    }

    private static Answer told(Outcome outcome, Throwable failure) {
        if (failure != null) {
            LOG.log(Level.WARNING, "one-click not stored: {0}", failure.getClass().getName());
            return Answer.AWAY;
        }
        if (outcome.repeated()) {
            LOG.log(Level.INFO, "one-click repeated, nothing changed");
        }
        return Answer.STOPPED;
    }

    private static void answer(HttpServerExchange exchange, Answer answer) {
        var headers = exchange.getResponseHeaders();
        FrontDoor.stamp(exchange);
        headers.put(Headers.CONTENT_TYPE, "text/plain");
        if (answer == Answer.AWAY) {
            headers.put(Headers.RETRY_AFTER, "30");
        }
        exchange.setStatusCode(answer.status);
        exchange.getResponseSender().send(answer.text.duplicate());
    }

    /** Always the same octets for the same outcome. */
    private enum Answer {
        STOPPED(200, "Done: you will not receive this any more."),
        UNKNOWN(404, "This link is not known here."),
        TOO_LARGE(413, "The body is too large."),
        CUT(400, "The body did not arrive whole."),
        AWAY(503, "Not stored: please send it again.");

        private final int status;
        private final ByteBuffer text;

        Answer(int status, String text) {
            this.status = status;
            this.text = ByteBuffer.wrap((text + "\n").getBytes(StandardCharsets.US_ASCII)).asReadOnlyBuffer();
        }
    }
}
