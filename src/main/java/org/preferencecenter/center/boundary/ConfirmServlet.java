package org.preferencecenter.center.boundary;

import java.io.IOException;
import java.lang.System.Logger;
import java.util.Optional;

import jakarta.inject.Inject;
import jakarta.servlet.ServletException;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

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
import org.preferencecenter.platform.entity.Settings;

/**
 * {@code /c/{token}}: GET shows what is to be confirmed and changes nothing, because scanners open every link of a mail;
 * POST confirms, once.
 */
@WebServlet("/c/*")
public class ConfirmServlet extends HttpServlet {

    private static final long serialVersionUID = 1L;
    private static final Logger LOG = System.getLogger(ConfirmServlet.class.getName());
    private static final int MAX_BODY = 4096;

    @Inject
    private transient Links links;
    @Inject
    private transient Consents consents;
    @Inject
    private transient Catalog catalog;
    @Inject
    private transient Settings settings;
    @Inject
    private transient ConfirmPage page;
    @Inject
    private transient SorryPage sorry;

    @Override
    protected void doHead(HttpServletRequest request, HttpServletResponse response) throws ServletException, IOException {
        doGet(request, response);
    }

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws ServletException, IOException {
        String token = Requests.token(request);
        Optional<SignedLink> link = verify(token);
        try {
            if (link.isPresent() && page.load(request, link.get(), token)) {
                request.getRequestDispatcher("/center/confirm.xhtml").forward(request, response);
                return;
            }
        } catch (RuntimeException e) {
            Requests.log(LOG, request, e);
            sorry.show(request, response, HttpServletResponse.SC_SERVICE_UNAVAILABLE);
            return;
        }
        sorry.show(request, response, HttpServletResponse.SC_NOT_FOUND);
    }

    @Override
    protected void doPost(HttpServletRequest request, HttpServletResponse response) throws ServletException, IOException {
        String token = Requests.token(request);
        Optional<SignedLink> link = verify(token);
        if (link.isEmpty()) {
            sorry.show(request, response, HttpServletResponse.SC_NOT_FOUND);
            return;
        }
        if (Requests.foreign(request, settings)) {
            sorry.show(request, response, HttpServletResponse.SC_FORBIDDEN);
            return;
        }
        try {
            Fields fields = Fields.parse(request.getInputStream().readNBytes(MAX_BODY));
            confirm(request, response, link.get(), token, fields);
        } catch (Fields.Unreadable e) {
            sorry.show(request, response, HttpServletResponse.SC_BAD_REQUEST);
        } catch (RuntimeException e) {
            Requests.log(LOG, request, e);
            sorry.show(request, response, HttpServletResponse.SC_SERVICE_UNAVAILABLE);
        }
    }

    private void confirm(HttpServletRequest request, HttpServletResponse response, SignedLink link, String token,
            Fields fields) {
        String shown = fields.first("shown");
        Outcome outcome = consents.confirm(link.recipient(), link.scope().id(),
                Origin.recipient("confirm", Locales.SPOKEN.contains(shown) ? shown : null));
        String language = Locales.SPOKEN.contains(fields.first("l")) ? "&l=" + fields.first("l") : "";
        String next = "/c/" + token + "?c=used";
        if (outcome.change() != null) {
            Scope scope = outcome.changed().stream()
                    .flatMap(c -> Known.brandOf(catalog.now(), c.cell().scope(), Optional.empty()).stream())
                    .findFirst().map(brand -> Scope.brand(brand.id())).orElse(Scope.EVERYTHING);
            next = "/p/" + links.sign(new SignedLink(Power.PAGE, link.recipient(), scope, link.epoch()))
                    + "?c=" + outcome.change();
        }
        response.setStatus(HttpServletResponse.SC_SEE_OTHER);
        response.setHeader("Location", request.getContextPath() + next + language);
    }

    private Optional<SignedLink> verify(String token) {
        return links.verify(token, Power.CONFIRM).filter(link -> link.scope().kind() == Scope.Kind.CONFIRMATION);
    }
}
