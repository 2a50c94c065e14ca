package org.preferencecenter.center.boundary;

import java.util.Optional;

import jakarta.inject.Inject;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServletRequest;

import org.preferencecenter.catalog.control.Catalog;
import org.preferencecenter.center.entity.Fields;
import org.preferencecenter.center.entity.Known;
import org.preferencecenter.consent.control.Consents;
import org.preferencecenter.consent.entity.Origin;
import org.preferencecenter.consent.entity.Outcome;
import org.preferencecenter.link.control.Links;
import org.preferencecenter.link.entity.Power;
import org.preferencecenter.link.entity.Scope;
import org.preferencecenter.link.entity.SignedLink;
import org.preferencecenter.platform.entity.Locales;

/**
 * {@code /c/{token}}: GET shows what is to be confirmed and changes nothing, because scanners open every link of a mail;
 * POST confirms, once.
 */
@WebServlet("/c/*")
public class ConfirmServlet extends LinkServlet<SignedLink> {

    private static final long serialVersionUID = 1L;

    @Inject
    private transient Links links;
    @Inject
    private transient Consents consents;
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
        String shown = fields.first("shown");
        Outcome outcome = consents.confirm(link.recipient(), link.scope().id(),
                Origin.recipient("confirm", Locales.SPOKEN.contains(shown) ? shown : null));
        String language = Locales.SPOKEN.contains(fields.first("l")) ? "&l=" + fields.first("l") : "";
        if (outcome.change() == null) {
            return Answer.goTo("/c/" + Requests.token(request) + "?c=used" + language);
        }
        Scope scope = outcome.changed().stream()
                .flatMap(c -> Known.brandOf(catalog.now(), c.cell().scope(), Optional.empty()).stream())
                .findFirst().map(brand -> Scope.brand(brand.id())).orElse(Scope.EVERYTHING);
        return Answer.goTo("/p/" + links.sign(new SignedLink(Power.PAGE, link.recipient(), scope, link.epoch()))
                + "?c=" + outcome.change() + language);
    }
}
