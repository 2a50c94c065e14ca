package org.preferencecenter.center.boundary;

import java.util.Optional;

import jakarta.inject.Inject;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServletRequest;

import org.preferencecenter.catalog.control.Catalog;
import org.preferencecenter.center.entity.Fields;
import org.preferencecenter.center.entity.Known;
import org.preferencecenter.consent.control.Consents;
import org.preferencecenter.consent.control.DoubleOptIns;
import org.preferencecenter.consent.control.LostLinks;
import org.preferencecenter.consent.control.Visits;
import org.preferencecenter.consent.entity.Origin;
import org.preferencecenter.consent.entity.Outcome;
import org.preferencecenter.consent.entity.Visit;
import org.preferencecenter.link.control.Links;
import org.preferencecenter.link.entity.Power;
import org.preferencecenter.link.entity.Scope;
import org.preferencecenter.link.entity.SignedLink;
import org.preferencecenter.platform.entity.Locales;

/**
 * {@code /c/{token}}: GET shows what is to be confirmed and changes nothing, because scanners open every link of a mail;
 * POST confirms, once, and welcomes. Who comes too late is offered a link to their page, by mail.
 */
@WebServlet("/c/*")
public class ConfirmServlet extends LinkServlet<SignedLink> {

    private static final long serialVersionUID = 1L;

    @Inject
    private transient Links links;
    @Inject
    private transient Consents consents;
    @Inject
    private transient DoubleOptIns doubleOptIns;
    @Inject
    private transient Visits visits;
    @Inject
    private transient LostLinks lostLinks;
    @Inject
    private transient Catalog catalog;
    @Inject
    private transient ConfirmPage page;

    @Override
    Optional<SignedLink> open(String token) {
        return links.verify(token, Power.CONFIRM).filter(link -> link.scope().kind() == Scope.Kind.CONFIRMATION);
    }

    @Override
    Optional<String> show(HttpServletRequest request, SignedLink link) {
        return page.load(request, link, Requests.token(request)) ? Optional.of("/center/confirm.xhtml") : Optional.empty();
    }

    @Override
    Answer act(HttpServletRequest request, SignedLink link, Fields fields) {
        String shown = Locales.SPOKEN.contains(fields.first("shown")) ? fields.first("shown") : null;
        String language = Locales.SPOKEN.contains(fields.first("l")) ? "&l=" + fields.first("l") : "";
        String here = "/c/" + Requests.token(request);
        if (fields.first("do").equals("again")) {
            again(request, link, shown);
            return Answer.goTo(here + "?c=sent" + language);
        }
        Outcome outcome = consents.confirm(link.recipient(), link.scope().id(), Origin.recipient("confirm", shown));
        if (outcome.change() == null) {
            return Answer.goTo(here + "?c=used" + language);
        }
        return Answer.goTo(next(link, outcome) + language);
    }

    /** A link to their page for whoever comes too late: to the mailbox, since this one proves nothing any more. */
    private void again(HttpServletRequest request, SignedLink link, String language) {
        doubleOptIns.asked(link.recipient(), link.scope().id()).flatMap(asked -> Known.brandOf(catalog.now(), asked))
                .or(() -> Known.brandAt(catalog.now(), request.getServerName()))
                .ifPresent(brand -> lostLinks.asked(link.recipient(), brand.id(), language));
    }

    /** The welcome, by the visit that the confirmation opened; else what is left of it on the page of all choices. */
    private String next(SignedLink link, Outcome outcome) {
        Optional<Visit> visit = visits.welcoming(link.recipient(), outcome.change());
        if (visit.isPresent()) {
            Scope opened = Scope.confirmation(visit.get().id());
            return "/w/" + links.sign(new SignedLink(Power.VISIT, link.recipient(), opened, 0)) + "?c=new";
        }
        Scope scope = outcome.changed().stream()
                .flatMap(c -> Known.brandOf(catalog.now(), c.cell().scope(), Optional.empty()).stream())
                .findFirst().map(brand -> Scope.brand(brand.id())).orElse(Scope.EVERYTHING);
        return "/p/" + links.sign(new SignedLink(Power.PAGE, link.recipient(), scope, link.epoch())) + "?c="
                + outcome.change();
    }
}
