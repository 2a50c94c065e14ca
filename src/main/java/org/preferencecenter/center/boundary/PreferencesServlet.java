package org.preferencecenter.center.boundary;

import java.io.IOException;
import java.lang.System.Logger;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

import jakarta.inject.Inject;
import jakarta.servlet.ServletException;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.preferencecenter.catalog.control.Catalog;
import org.preferencecenter.catalog.entity.Brand;
import org.preferencecenter.catalog.entity.Catalogue;
import org.preferencecenter.center.entity.ChoiceForm;
import org.preferencecenter.center.entity.Fields;
import org.preferencecenter.center.entity.Known;
import org.preferencecenter.center.entity.PageOrigin;
import org.preferencecenter.center.entity.Said;
import org.preferencecenter.center.entity.Waiting;
import org.preferencecenter.consent.control.Consents;
import org.preferencecenter.consent.entity.Cell;
import org.preferencecenter.consent.entity.Origin;
import org.preferencecenter.consent.entity.Outcome;
import org.preferencecenter.consent.entity.Wish;
import org.preferencecenter.law.entity.Channel;
import org.preferencecenter.link.control.Links;
import org.preferencecenter.link.entity.Power;
import org.preferencecenter.link.entity.Scope;
import org.preferencecenter.link.entity.SignedLink;
import org.preferencecenter.platform.entity.Locales;
import org.preferencecenter.platform.entity.Settings;

/**
 * {@code /p/{token}}: GET shows the preference page, POST is one of its buttons. The signed token in the address is the
 * authority of every POST; the page's forms hold no other state. After a POST the browser is sent back to the page
 * (303), so that a reload never posts twice.
 */
@WebServlet("/p/*")
public class PreferencesServlet extends HttpServlet {

    private static final long serialVersionUID = 1L;
    private static final Logger LOG = System.getLogger(PreferencesServlet.class.getName());

    @Inject
    private transient Links links;
    @Inject
    private transient Consents consents;
    @Inject
    private transient Catalog catalog;
    @Inject
    private transient Settings settings;
    @Inject
    private transient Clock clock;
    @Inject
    private transient PreferencesPage page;
    @Inject
    private transient SorryPage sorry;

    @Override
    protected void doHead(HttpServletRequest request, HttpServletResponse response) throws ServletException, IOException {
        doGet(request, response);
    }

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws ServletException, IOException {
        String token = Requests.token(request);
        Optional<SignedLink> link = links.verify(token, Power.PAGE);
        try {
            if (link.isPresent() && page.load(request, link.get(), token, false)) {
                request.getRequestDispatcher(Requests.PREFERENCES).forward(request, response);
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
        Optional<SignedLink> link = links.verify(token, Power.PAGE);
        if (link.isEmpty()) {
            sorry.show(request, response, HttpServletResponse.SC_NOT_FOUND);
            return;
        }
        if (Requests.foreign(request, settings)) {
            sorry.show(request, response, HttpServletResponse.SC_FORBIDDEN);
            return;
        }
        Optional<Fields> fields = fields(request, response);
        if (fields.isPresent()) {
            act(request, response, link.get(), token, fields.get());
        }
    }

    /** The posted form; nothing if it was refused, and then the answer is given. */
    private Optional<Fields> fields(HttpServletRequest request, HttpServletResponse response)
            throws ServletException, IOException {
        if (request.getContentLengthLong() > Fields.MAX_OCTETS) {
            sorry.show(request, response, HttpServletResponse.SC_REQUEST_ENTITY_TOO_LARGE);
            return Optional.empty();
        }
        byte[] body = request.getInputStream().readNBytes(Fields.MAX_OCTETS + 1);
        if (body.length > Fields.MAX_OCTETS) {
            sorry.show(request, response, HttpServletResponse.SC_REQUEST_ENTITY_TOO_LARGE);
            return Optional.empty();
        }
        try {
            return Optional.of(Fields.parse(body));
        } catch (Fields.Unreadable e) {
            sorry.show(request, response, HttpServletResponse.SC_BAD_REQUEST);
            return Optional.empty();
        }
    }

    private void act(HttpServletRequest request, HttpServletResponse response, SignedLink link, String token,
            Fields fields) throws ServletException, IOException {
        Optional<Brand> fallback = Known.brandAt(catalog.now(), request.getServerName());
        Optional<Brand> brand = Known.brandOf(catalog.now(), link.scope(), fallback);
        String asked = Locales.SPOKEN.contains(fields.first("l")) ? fields.first("l") : null;
        String language = Locales.SPOKEN.contains(fields.first("shown")) ? fields.first("shown") : null;
        try {
            String done = brand.isEmpty() ? Said.NOTHING : done(link, brand.get(), fields, language);
            response.setStatus(HttpServletResponse.SC_SEE_OTHER);
            response.setHeader("Location", request.getContextPath() + "/p/" + token + "?c=" + done
                    + (asked == null ? "" : "&l=" + asked));
        } catch (RuntimeException e) {
            Requests.log(LOG, request, e);
            page.again(request, link, token, ChoiceForm.read(fields), language);
            response.setStatus(HttpServletResponse.SC_SERVICE_UNAVAILABLE);
            response.setHeader("Retry-After", "30");
            request.getRequestDispatcher(Requests.PREFERENCES).forward(request, response);
        }
    }

    /** Does what the button says. @return the {@code c} of the page that follows */
    private String done(SignedLink link, Brand brand, Fields fields, String language) {
        Origin origin = Origin.recipient("page", language);
        Outcome outcome = switch (fields.first("do")) {
            case "save" -> save(link, brand, ChoiceForm.read(fields), language);
            case "stop" -> consents.stopEverything(link.recipient(), Scope.brand(brand.id()), origin);
            case "stop-this" -> stopThis(link, origin);
            case "undo" -> {
                Optional<UUID> change = Said.change(fields.first("change"));
                Outcome undone = change.map(c -> consents.undo(link.recipient(), c, Origin.recipient("undo", language)))
                        .orElse(Outcome.NOTHING);
                yield undone.change() == null ? null : undone;
            }
            default -> Outcome.NOTHING;
        };
        if (outcome == null) {
            return Said.LATE;
        }
        return outcome.change() == null ? nothing(link, fields) : outcome.change().toString();
    }

    /** Why a button changed nothing: what was ticked already waits for its confirmation, or already was so. */
    private String nothing(SignedLink link, Fields fields) {
        boolean waits = fields.first("do").equals("save") && Waiting.forAny(ChoiceForm.read(fields).added(),
                consents.choices(link.recipient()));
        return waits ? Said.WAITS : Said.NOTHING;
    }

    private Outcome save(SignedLink link, Brand brand, ChoiceForm form, String language) {
        Catalogue now = catalog.now();
        List<Wish> wishes = form.wishes(now, brand, clock.instant());
        return wishes.isEmpty() ? Outcome.NOTHING
                : consents.choose(link.recipient(), PageOrigin.read(now, wishes, language),
                        PageOrigin.of(wishes, language));
    }

    /** Stops what the link is about, as the mail client's button would: on e-mail. */
    private Outcome stopThis(SignedLink link, Origin origin) {
        return switch (link.scope().kind()) {
            case TOPIC, PURPOSE -> consents.choose(link.recipient(),
                    List.of(new Wish(new Cell(link.scope(), Channel.EMAIL), false, null, null)), origin);
            case BRAND, EVERYTHING -> consents.stopEverything(link.recipient(), link.scope(), origin);
            case CONFIRMATION -> Outcome.NOTHING;
        };
    }
}
