package org.preferencecenter.center.boundary;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BiConsumer;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.http.HttpServletResponse;

import org.preferencecenter.center.boundary.OneClick.Answer;
import org.preferencecenter.consent.entity.Outcome;

/** A one-click request waiting for its stop to become durable: answers once, with 200 only after that. */
final class PendingStop implements AsyncListener, BiConsumer<Outcome, Throwable> {

    private static final Logger LOG = System.getLogger(OneClick.class.getName());

    private final AsyncContext async;
    private final String id;
    private final AtomicBoolean answered = new AtomicBoolean();

    /** @param id the request's id, for the log */
    PendingStop(AsyncContext async, String id) {
        this.async = async;
        this.id = id;
    }

    @Override
    public void accept(Outcome outcome, Throwable failure) {
        if (failure != null) {
            LOG.log(Level.WARNING, "request {0}: one-click not stored, {1}", id, failure.getClass().getName());
            answer(Answer.AWAY);
            return;
        }
        if (outcome.repeated() && LOG.isLoggable(Level.INFO)) {
            LOG.log(Level.INFO, "request {0}: one-click repeat, nothing changed", id);
        }
        answer(Answer.STOPPED);
    }

    private void answer(Answer answer) {
        if (!answered.compareAndSet(false, true)) {
            return;
        }
        try {
            answer.write((HttpServletResponse) async.getResponse());
        } catch (IOException | IllegalStateException e) {
            // The sender has gone. What was stored stays stored.
            LOG.log(Level.DEBUG, "request {0}: nobody waited for the answer", id);
        } finally {
            async.complete();
        }
    }

    @Override
    public void onTimeout(AsyncEvent event) {
        LOG.log(Level.WARNING, "request {0}: one-click not stored in time", id);
        answer(Answer.AWAY);
    }

    @Override
    public void onError(AsyncEvent event) {
        answer(Answer.AWAY);
    }

    @Override
    public void onComplete(AsyncEvent event) {
        // Answered; nothing is held.
    }

    @Override
    public void onStartAsync(AsyncEvent event) {
        // Started once only.
    }
}
