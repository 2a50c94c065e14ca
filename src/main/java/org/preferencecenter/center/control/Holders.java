package org.preferencecenter.center.control;

import java.time.Clock;
import java.util.Optional;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;

import org.preferencecenter.center.entity.Holder;
import org.preferencecenter.consent.control.Renewals;
import org.preferencecenter.consent.control.Visits;
import org.preferencecenter.consent.entity.Renewal;
import org.preferencecenter.consent.entity.Visit;
import org.preferencecenter.link.control.Links;
import org.preferencecenter.link.entity.Power;
import org.preferencecenter.link.entity.Scope;
import org.preferencecenter.link.entity.SignedLink;

/** Tells what a page's token is worth: a footer's link, or a visit's and whether it is still fresh. */
@Singleton
public class Holders {

    private final Links links;
    private final Visits visits;
    private final Renewals renewals;
    private final Clock clock;

    @Inject
    public Holders(Links links, Visits visits, Renewals renewals, Clock clock) {
        this.renewals = renewals;
        this.links = links;
        this.visits = visits;
        this.clock = clock;
    }

    /**
     * @return nothing if the token is no link to a page, whatever is wrong with it
     * @throws org.preferencecenter.consent.control.DatabaseAway if a visit cannot be looked up
     */
    public Optional<Holder> of(String token) {
        Optional<SignedLink> page = links.verify(token, Power.PAGE);
        if (page.isPresent()) {
            return page.map(link -> new Holder(token, link.recipient(), link.scope(), link.epoch(), Optional.empty(), false));
        }
        return links.verify(token, Power.VISIT).filter(link -> link.scope().kind() == Scope.Kind.CONFIRMATION)
                .flatMap(link -> visits.find(link.recipient(), link.scope().id()).map(visit -> holder(token, link, visit))
                        .or(() -> renewals.find(link.recipient(), link.scope().id()).map(asked -> holder(token, asked))));
    }

    /** As {@link #of}, for a link by which somebody asks for their data. */
    public Optional<Holder> data(String token) {
        return links.verify(token, Power.DATA).filter(link -> link.scope().kind() == Scope.Kind.CONFIRMATION)
                .flatMap(link -> visits.find(link.recipient(), link.scope().id()).map(visit -> holder(token, link, visit)));
    }

    private Holder holder(String token, Renewal asked) {
        return new Holder(token, asked.recipient(), Scope.brand(asked.brand()), SignedLink.MAX_EPOCH, Optional.empty(), false,
                Optional.of(asked).filter(renewal -> renewal.open(clock.instant())));
    }

    private Holder holder(String token, SignedLink link, Visit visit) {
        return new Holder(token, link.recipient(), Scope.brand(visit.brand()), SignedLink.MAX_EPOCH, Optional.of(visit),
                visit.fresh(clock.instant()));
    }
}
