package org.preferencecenter.mail.control;

import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;

import org.preferencecenter.access.control.SenderLogins;
import org.preferencecenter.access.entity.SenderLogin;
import org.preferencecenter.catalog.control.Catalog;
import org.preferencecenter.catalog.entity.Stream;
import org.preferencecenter.decision.entity.Decision;
import org.preferencecenter.law.entity.Channel;
import org.preferencecenter.mail.entity.Answer;
import org.preferencecenter.mail.entity.Dispatched;
import org.preferencecenter.mail.entity.Envelope;
import org.preferencecenter.mail.entity.ExistingPolicy;
import org.preferencecenter.mail.entity.Extensions;
import org.preferencecenter.mail.entity.RawMessage;
import org.preferencecenter.platform.entity.Settings;

/** What the relay asks of the house: who a sender is, on which streams it sends, and one recipient's copy on its way. */
@Singleton
public class RelayDesk {

    private final SenderLogins logins;
    private final Catalog catalog;
    private final Dispatch dispatch;
    private final NextHop nextHop;
    private final Clock clock;
    private final URI base;
    private final ExistingPolicy existing;

    @Inject
    public RelayDesk(SenderLogins logins, Catalog catalog, Dispatch dispatch, NextHop nextHop, Settings settings, Clock clock) {
        this.logins = logins;
        this.catalog = catalog;
        this.dispatch = dispatch;
        this.nextHop = nextHop;
        this.clock = clock;
        this.base = settings.baseUrl();
        this.existing = ExistingPolicy.valueOf(settings.doors().relay().existing().toUpperCase(Locale.ROOT));
    }

    /** The name by which the relay calls itself. */
    public String host() {
        return base.getHost();
    }

    public Instant now() {
        return clock.instant();
    }

    /** @throws IllegalStateException if the database is away */
    public Optional<SenderLogin> admit(String user, String password) {
        return logins.admit(user, password);
    }

    /** Whether a login that was let in has not been ended since. @throws IllegalStateException as above */
    public boolean stillIn(SenderLogin login) {
        return logins.find(login.id()).filter(SenderLogin::live).isPresent();
    }

    /** The streams that may be sent on now. @param login nothing: a client that needs none, for all streams */
    public List<Stream> streams(Optional<SenderLogin> login) {
        return catalog.now().streams().stream().filter(stream -> stream.channel() == Channel.EMAIL && !stream.retired())
                .filter(stream -> login.isEmpty() || login.get().streams().contains(stream.id())).toList();
    }

    /** What the next hop can do; nothing if nobody knows. */
    public Optional<Extensions> nextHop() {
        return nextHop.extensions();
    }

    /** As {@link Dispatch#ask}. */
    public Decision ask(Stream stream, String recipient) {
        return dispatch.ask(stream, recipient);
    }

    /** As {@link Dispatch#forget}. */
    public void forget(Decision decision) {
        dispatch.forget(decision);
    }

    /** What a client is told of a decision. */
    public Answer answer(Decision decision) {
        return RelayAnswers.of(decision, base);
    }

    /** Hands one copy over; the answer is the next hop's. @throws org.preferencecenter.mail.entity.BadMessage as Dispatch */
    public Answer deliver(Decision decision, RawMessage message, Stream stream, Envelope envelope) {
        Dispatched result = dispatch.deliver(decision, message, stream, envelope, existing);
        return RelayAnswers.of(result, base);
    }
}
