package org.preferencecenter.center.boundary;

import java.util.Optional;

import jakarta.inject.Inject;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServletRequest;

import org.preferencecenter.center.entity.Fields;
import org.preferencecenter.consent.control.Claims;
import org.preferencecenter.consent.entity.Claim;
import org.preferencecenter.consent.entity.Origin;
import org.preferencecenter.consent.entity.Proof;
import org.preferencecenter.link.control.Links;
import org.preferencecenter.link.entity.Power;
import org.preferencecenter.link.entity.Scope;
import org.preferencecenter.platform.entity.Locales;

/**
 * {@code /a/{token}}, behind the link mailed to an address that somebody says is theirs: GET shows what it would do and does
 * nothing, because scanners open every link; POST proves the address, once.
 */
@WebServlet("/a/*")
public class AddressServlet extends LinkServlet<Claim> {

    private static final long serialVersionUID = 1L;

    @Inject
    private transient Links links;
    @Inject
    private transient Claims claims;
    @Inject
    private transient AddressPage page;

    @Override
    Optional<Claim> open(String token) {
        return links.verify(token, Power.CONFIRM).filter(link -> link.scope().kind() == Scope.Kind.CONFIRMATION)
                .flatMap(link -> claims.find(link.recipient(), link.scope().id())).filter(claim -> !claim.code());
    }

    @Override
    Optional<String> show(HttpServletRequest request, Claim claim) {
        return page.load(request, claim) ? Optional.of("/center/address.xhtml") : Optional.empty();
    }

    @Override
    Answer act(HttpServletRequest request, Claim claim, Fields fields) {
        String shown = fields.first("shown");
        Proof proof = claims.prove(claim, Origin.recipient("details", Locales.SPOKEN.contains(shown) ? shown : null));
        String c = switch (proof.result()) {
            case ADDED -> "added";
            case JOINED -> proof.change().toString();
            case TOO_MANY -> "many";
            case WRONG, SPENT -> "spent";
        };
        return Answer.goTo("/a/" + Requests.token(request) + "?c=" + c
                + (Locales.SPOKEN.contains(fields.first("l")) ? "&l=" + fields.first("l") : ""));
    }
}
