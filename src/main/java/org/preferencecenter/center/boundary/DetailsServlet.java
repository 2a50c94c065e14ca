package org.preferencecenter.center.boundary;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;

import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServletRequest;

import org.preferencecenter.catalog.control.Catalog;
import org.preferencecenter.catalog.entity.Brand;
import org.preferencecenter.center.control.Holders;
import org.preferencecenter.center.entity.AddressBook;
import org.preferencecenter.center.entity.Fields;
import org.preferencecenter.center.entity.Holder;
import org.preferencecenter.center.entity.Known;
import org.preferencecenter.center.entity.TypedAddress;
import org.preferencecenter.consent.control.Addresses;
import org.preferencecenter.consent.control.Claims;
import org.preferencecenter.consent.control.TextWays;
import org.preferencecenter.consent.control.Visits;
import org.preferencecenter.consent.entity.LetterKind;
import org.preferencecenter.consent.entity.LinkWanted;
import org.preferencecenter.consent.entity.Origin;
import org.preferencecenter.consent.entity.Proof;
import org.preferencecenter.consent.entity.TelephoneNumber;
import org.preferencecenter.platform.control.Throttle;
import org.preferencecenter.platform.entity.Locales;
import org.preferencecenter.platform.entity.Network;

/**
 * {@code /d/{token}}: a person's addresses. Seen and changed only by a link that was mailed on request and is fresh (ASVS
 * 7.5.1: anew proven to be them before an address changes); any other link gets a button that has one mailed.
 */
@WebServlet("/d/*")
public class DetailsServlet extends LinkServlet<Holder> {

    private static final long serialVersionUID = 1L;
    private static final String VIEW = "/center/details.xhtml";
    /** So many fresh links are mailed to one person, in so long; counted with those asked for on the page of choices. */
    private static final int LINKS = 3;
    private static final Duration LINKS_PER = Duration.ofHours(1);

    @Inject
    private transient Holders holders;
    @Inject
    private transient Addresses addresses;
    @Inject
    private transient Claims claims;
    @Inject
    private transient TextWays textWays;
    @Inject
    private transient Visits visits;
    @Inject
    private transient Catalog catalog;
    @Inject
    private transient Throttle throttle;
    @Inject
    private transient Event<LinkWanted> wanted;
    @Inject
    private transient DetailsPage page;

    /** A button pressed. */
    private record Pressed(HttpServletRequest request, Holder holder, Brand brand, TypedAddress typed, Fields fields, String language) {

        Origin origin() {
            return Origin.recipient("details", language);
        }

        /** The id of a claim in a field; 0 if it is none. */
        int id(String field) {
            return fields.first(field).matches("[0-9]{1,9}") ? Integer.parseInt(fields.first(field)) : 0;
        }

        /** The page again, saying what came of it. */
        Answer done(String c) {
            String asked = fields.first("l");
            return Answer.goTo("/d/" + holder.token() + "?c=" + c + (Locales.SPOKEN.contains(asked) ? "&l=" + asked : ""));
        }
    }

    @Override
    Optional<Holder> open(String token) {
        return holders.of(token);
    }

    @Override
    Optional<String> show(HttpServletRequest request, Holder holder) {
        return page.load(request, holder) ? Optional.of(VIEW) : Optional.empty();
    }

    @Override
    Answer act(HttpServletRequest request, Holder holder, Fields fields) {
        Optional<Brand> brand = Known.brandOf(catalog.now(), holder.scope(), Known.brandAt(catalog.now(), request.getServerName()));
        String language = Locales.SPOKEN.contains(fields.first("shown")) ? fields.first("shown") : null;
        if (brand.isEmpty()) {
            return Answer.sorry(404);
        }
        Pressed pressed = new Pressed(request, holder, brand.get(), TypedAddress.read(fields), fields, language);
        String what = fields.first("do");
        if (what.equals("link")) {
            return link(pressed);
        }
        if (!holder.fresh()) {
            return pressed.done("stale");
        }
        return switch (what) {
            case "mail" -> mail(pressed);
            case "number" -> number(pressed);
            case "code" -> code(pressed);
            case "send" -> send(pressed);
            case "forget" -> forget(pressed);
            case "postal" -> postal(pressed);
            case "first" -> first(pressed);
            case "remove" -> remove(pressed);
            default -> pressed.done("none");
        };
    }

    private Answer link(Pressed pressed) {
        long recipient = pressed.holder().recipient();
        if (throttle.wait("fresh-link", Long.toString(recipient), LINKS, LINKS_PER).isPresent()) {
            return pressed.done("later");
        }
        int brand = pressed.brand().id();
        int visit = visits.open(recipient, brand, LetterKind.LINK, pressed.language(), null);
        wanted.fire(new LinkWanted(recipient, visit, brand, pressed.language()));
        return pressed.done("mailed");
    }

    private Answer mail(Pressed pressed) {
        Optional<String> flaw = pressed.typed().mailFlaw();
        if (flaw.isPresent()) {
            return wrong(pressed, "mail", page.words(pressed.language()).say(flaw.get()));
        }
        begin(pressed);
        OptionalInt claim = claims.mail(pressed.holder().recipient(), pressed.brand().id(), pressed.typed().mail(), network(pressed),
                pressed.language());
        return pressed.done(claim.isPresent() ? "sent" : "often");
    }

    private Answer number(Pressed pressed) {
        TypedAddress typed = pressed.typed();
        String flaw = typed.numberFlaw(page.words(pressed.language()));
        if (!flaw.isEmpty()) {
            return wrong(pressed, "number", flaw);
        }
        if (typed.uses().isEmpty()) {
            return wrong(pressed, "use", page.words(pressed.language()).say("details.use.none"));
        }
        if (!textWays.ready()) {
            return pressed.done("notexts");
        }
        begin(pressed);
        String e164 = typed.typed().e164();
        OptionalInt claim = claims.number(pressed.holder().recipient(), pressed.brand().id(), typed.uses(), e164,
                TelephoneNumber.international(e164), network(pressed), pressed.language());
        return pressed.done(claim.isPresent() ? "code" : "often");
    }

    /** A code to a number that was typed on a form: only now is anything sent there. */
    private Answer send(Pressed pressed) {
        if (!textWays.ready()) {
            return pressed.done("notexts");
        }
        begin(pressed);
        long recipient = pressed.holder().recipient();
        if (claims.noted(recipient).stream().noneMatch(claim -> claim.id() == pressed.id("noted"))) {
            return pressed.done("none");
        }
        OptionalInt claim = claims.send(recipient, pressed.id("noted"), network(pressed), pressed.language());
        return pressed.done(claim.isPresent() ? "code" : "often");
    }

    private Answer forget(Pressed pressed) {
        begin(pressed);
        return pressed.done(claims.forget(pressed.holder().recipient(), pressed.id("noted")) ? "forgotten" : "none");
    }

    private Answer code(Pressed pressed) {
        Optional<String> digits = pressed.typed().digits();
        if (digits.isEmpty()) {
            return wrong(pressed, "code", page.words(pressed.language()).say("details.code.form"));
        }
        Proof proof = claims.prove(pressed.holder().recipient(), pressed.id("claim"), digits.get(), pressed.origin());
        return switch (proof.result()) {
            case WRONG -> wrong(pressed, "code", page.words(pressed.language()).say("details.code.wrong", proof.triesLeft()));
            case ADDED -> pressed.done("added");
            case JOINED -> pressed.done(proof.change().toString());
            case SPENT -> pressed.done("spent");
            case TOO_MANY -> pressed.done("many");
        };
    }

    private Answer postal(Pressed pressed) {
        Optional<String> flaw = pressed.typed().postalFlaw();
        if (flaw.isPresent()) {
            return wrong(pressed, "postal", page.words(pressed.language()).say(flaw.get()));
        }
        begin(pressed);
        return pressed.done(addresses.declare(pressed.holder().recipient(), pressed.typed().postal(), pressed.origin())
                ? "added" : "same");
    }

    private Answer first(Pressed pressed) {
        Optional<List<UUID>> ids = AddressBook.ids(pressed.fields().first("address"));
        begin(pressed);
        return pressed.done(ids.isPresent() && addresses.main(pressed.holder().recipient(), ids.get(), pressed.origin())
                ? "first" : "none");
    }

    private Answer remove(Pressed pressed) {
        Optional<List<UUID>> ids = AddressBook.ids(pressed.fields().first("address"));
        begin(pressed);
        return pressed.done(ids.isPresent() && addresses.remove(pressed.holder().recipient(), ids.get(), pressed.origin())
                ? "removed" : "none");
    }

    /** Something is done: the sitting begins. */
    private void begin(Pressed pressed) {
        pressed.holder().visit().ifPresent(visits::begin);
    }

    private Answer wrong(Pressed pressed, String field, String flaw) {
        return page.wrong(pressed.request(), pressed.holder(), pressed.typed(), field, flaw, pressed.language())
                ? Answer.draw(VIEW) : Answer.sorry(404);
    }

    private static String network(Pressed pressed) {
        return Network.of(pressed.request().getRemoteAddr());
    }
}
