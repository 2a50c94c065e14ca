package org.preferencecenter.center.boundary;

import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

import jakarta.inject.Inject;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServletRequest;

import org.preferencecenter.catalog.control.Catalog;
import org.preferencecenter.catalog.entity.Brand;
import org.preferencecenter.catalog.entity.Catalogue;
import org.preferencecenter.center.control.Holders;
import org.preferencecenter.center.entity.ChoiceForm;
import org.preferencecenter.center.entity.Fields;
import org.preferencecenter.center.entity.Holder;
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
import org.preferencecenter.link.entity.Scope;
import org.preferencecenter.platform.control.NetworkVeil;
import org.preferencecenter.platform.entity.Locales;

/**
 * {@code /p/{token}}: GET shows the preference page, POST is one of its buttons. The signed token in the address is the
 * authority of every POST; the page's forms hold no other state. After a POST the browser is sent back to the page
 * (303), so that a reload never posts twice.
 */
@WebServlet("/p/*")
public class PreferencesServlet extends LinkServlet<Holder> {

    private static final long serialVersionUID = 1L;

    @Inject
    private transient Holders holders;
    @Inject
    private transient Consents consents;
    @Inject
    private transient Catalog catalog;
    @Inject
    private transient Clock clock;
    @Inject
    private transient NetworkVeil veil;
    @Inject
    private transient PreferencesPage page;

    @Override
    Optional<Holder> open(String token) {
        return holders.of(token);
    }

    @Override
    Optional<String> show(HttpServletRequest request, Holder holder) {
        return page.load(request, holder, false) ? Optional.of(Requests.PREFERENCES) : Optional.empty();
    }

    @Override
    Answer act(HttpServletRequest request, Holder holder, Fields fields) {
        Optional<Brand> fallback = Known.brandAt(catalog.now(), request.getServerName());
        Optional<Brand> brand = Known.brandOf(catalog.now(), holder.scope(), fallback);
        String done = brand.isEmpty() ? Said.NOTHING : done(holder, brand.get(), fields, shown(fields), veil.name(request.getRemoteAddr(), clock.instant()));
        return Answer.goTo("/p/" + holder.token() + "?c=" + done
                + (Locales.SPOKEN.contains(fields.first("l")) ? "&l=" + fields.first("l") : ""));
    }

    @Override
    Optional<String> again(HttpServletRequest request, Holder holder, Fields fields) {
        page.again(request, holder, ChoiceForm.read(fields), shown(fields));
        return Optional.of(Requests.PREFERENCES);
    }

    /** The language the page was shown in, or null. */
    private static String shown(Fields fields) {
        return Locales.SPOKEN.contains(fields.first("shown")) ? fields.first("shown") : null;
    }

    /** Does what the button says. @return the {@code c} of the page that follows */
    private String done(Holder holder, Brand brand, Fields fields, String language, String network) {
        Origin origin = Origin.recipient("page", language).from(network);
        Outcome outcome = switch (fields.first("do")) {
            case "save" -> save(holder, brand, ChoiceForm.read(fields), language, network);
            case "stop" -> consents.stopEverything(holder.recipient(), Scope.brand(brand.id()), origin);
            case "stop-this" -> stopThis(holder, origin);
            case "undo" -> {
                Optional<UUID> change = Said.change(fields.first("change"));
                Outcome undone = change.map(c -> consents.undo(holder.recipient(), c, Origin.recipient("undo", language)))
                        .orElse(Outcome.NOTHING);
                yield undone.change() == null ? null : undone;
            }
            default -> Outcome.NOTHING;
        };
        if (outcome == null) {
            return Said.LATE;
        }
        return outcome.change() == null ? nothing(holder, fields) : outcome.change().toString();
    }

    /** Why a button changed nothing: what was ticked already waits for its confirmation, or already was so. */
    private String nothing(Holder holder, Fields fields) {
        boolean waits = fields.first("do").equals("save") && Waiting.forAny(ChoiceForm.read(fields).added(),
                consents.choices(holder.recipient()));
        return waits ? Said.WAITS : Said.NOTHING;
    }

    private Outcome save(Holder holder, Brand brand, ChoiceForm form, String language, String network) {
        Catalogue now = catalog.now();
        List<Wish> wishes = form.wishes(now, brand, clock.instant());
        return wishes.isEmpty() ? Outcome.NOTHING
                : consents.choose(holder.recipient(), PageOrigin.read(now, wishes, language),
                        PageOrigin.of(wishes, language).from(network));
    }

    /** Stops what the link is about, as the mail client's button would: on e-mail. */
    private Outcome stopThis(Holder holder, Origin origin) {
        return switch (holder.scope().kind()) {
            case TOPIC, PURPOSE -> consents.choose(holder.recipient(),
                    List.of(new Wish(new Cell(holder.scope(), Channel.EMAIL), false, null, null)), origin);
            case BRAND, EVERYTHING -> consents.stopEverything(holder.recipient(), holder.scope(), origin);
            case CONFIRMATION -> Outcome.NOTHING;
        };
    }
}
