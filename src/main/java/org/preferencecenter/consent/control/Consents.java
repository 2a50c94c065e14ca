package org.preferencecenter.consent.control;

import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletionStage;

import jakarta.inject.Singleton;

import org.preferencecenter.consent.entity.Choices;
import org.preferencecenter.consent.entity.OneClick;
import org.preferencecenter.consent.entity.Origin;
import org.preferencecenter.consent.entity.Outcome;
import org.preferencecenter.consent.entity.PastChange;
import org.preferencecenter.consent.entity.Wish;
import org.preferencecenter.link.entity.Scope;

/** Records choices: lock the recipient, append to the ledger, update the current choice, one transaction. */
@Singleton
public class Consents {

    /** Stops the scope on e-mail; completes once durable, exceptionally if the database is away. Grouped under load. */
    public CompletionStage<Outcome> withdraw(OneClick stop) {
        throw new UnsupportedOperationException();
    }

    /** One save of the page: stops act at once; what adds contact becomes PENDING until confirmed. */
    public Outcome choose(long recipient, List<Wish> wishes, Origin origin) {
        throw new UnsupportedOperationException();
    }

    /** Stops a brand or everything, on every channel. Service messages are not touched by it. */
    public Outcome stopEverything(long recipient, Scope brandOrEverything, Origin origin) {
        throw new UnsupportedOperationException();
    }

    /** Records a proven yes (collection point, confirmation, agent). */
    public Outcome grant(long recipient, List<Wish> wishes, Origin origin) {
        throw new UnsupportedOperationException();
    }

    /** Puts back exactly what a recent stop took away, never more; nothing if it is too old or overtaken. */
    public Outcome undo(long recipient, UUID change, Origin origin) {
        throw new UnsupportedOperationException();
    }

    /** Turns what waits under a confirmation into GRANTED, once; nothing if used, expired or overtaken by a stop. */
    public Outcome confirm(long recipient, int confirmation, Origin origin) {
        throw new UnsupportedOperationException();
    }

    public Choices choices(long recipient) {
        throw new UnsupportedOperationException();
    }

    /** The latest changes, newest first, at most {@code limit}. */
    public List<PastChange> changes(long recipient, int limit) {
        throw new UnsupportedOperationException();
    }
}
