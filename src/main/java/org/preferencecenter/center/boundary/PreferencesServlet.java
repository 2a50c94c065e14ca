package org.preferencecenter.center.boundary;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.preferencecenter.catalog.control.Catalog;
import org.preferencecenter.catalog.entity.Brand;
import org.preferencecenter.catalog.entity.CaptureMode;
import org.preferencecenter.center.control.Holders;
import org.preferencecenter.center.entity.ChoiceForm;
import org.preferencecenter.center.entity.Drawing.TypedReason;
import org.preferencecenter.center.entity.Fields;
import org.preferencecenter.center.entity.Holder;
import org.preferencecenter.center.entity.Known;
import org.preferencecenter.center.entity.Offers;
import org.preferencecenter.center.entity.PageOrigin;
import org.preferencecenter.center.entity.Said;
import org.preferencecenter.center.entity.Waiting;
import org.preferencecenter.consent.control.Consents;
import org.preferencecenter.consent.control.Recipients;
import org.preferencecenter.consent.control.Renewals;
import org.preferencecenter.consent.control.StopReasons;
import org.preferencecenter.consent.control.Visits;
import org.preferencecenter.consent.entity.Cell;
import org.preferencecenter.consent.entity.Choices;
import org.preferencecenter.consent.entity.LinkWanted;
import org.preferencecenter.consent.entity.Origin;
import org.preferencecenter.consent.entity.Outcome;
import org.preferencecenter.consent.entity.Renewal;
import org.preferencecenter.consent.entity.StopReason;
import org.preferencecenter.consent.entity.Wish;
import org.preferencecenter.law.entity.Channel;
import org.preferencecenter.link.entity.Scope;
import org.preferencecenter.platform.control.NetworkVeil;
import org.preferencecenter.platform.control.Throttle;
import org.preferencecenter.platform.entity.Locales;

/**
 * {@code /p/{token}}: GET shows the preference page, POST is one of its buttons. The signed token in the address is the
 * authority of every POST; the page's forms hold no other state. After a POST the browser is sent back to the page
 * (303), so that a reload never posts twice.
 */
@WebServlet("/p/*")
public class PreferencesServlet extends LinkServlet<Holder> {

    private static final long serialVersionUID = 1L;

    /** So many fresh links are mailed to one person, in so long. */
    private static final int LINKS = 3;
    private static final Duration LINKS_PER = Duration.ofHours(1);

    @Inject
    private transient Holders holders;
    @Inject
    private transient Consents consents;
    @Inject
    private transient Catalog catalog;
    @Inject
    private transient Recipients recipients;
    @Inject
    private transient Visits visits;
    @Inject
    private transient Renewals renewals;
    @Inject
    private transient StopReasons reasons;
    @Inject
    private transient Throttle throttle;
    @Inject
    private transient Event<LinkWanted> wanted;
    @Inject
    private transient Clock clock;
    @Inject
    private transient NetworkVeil veil;
    @Inject
    private transient PreferencesPage page;
    @Inject
    private transient ErasedPage erased;

    @Override
    Optional<Holder> open(String token) {
        return holders.of(token);
    }

    @Override
    Optional<String> show(HttpServletRequest request, Holder holder) {
        if (!page.load(request, holder, false)) {
            return Optional.empty();
        }
        boolean gone = page.isNobody() && erased.load(request, holder.recipient(), holder.scope());
        return Optional.of(gone ? ErasedPage.VIEW : Requests.PREFERENCES);
    }

    @Override
    Answer act(HttpServletRequest request, Holder holder, Fields fields) {
        Optional<Brand> fallback = Known.brandAt(catalog.now(), request.getServerName());
        Optional<Brand> brand = Known.brandOf(catalog.now(), holder.scope(), fallback);
        if (brand.isEmpty()) {
            return page(holder, fields, Said.NOTHING);
        }
        Button pressed = new Button(request, holder, brand.get(), fields, shown(fields),
                veil.name(request.getRemoteAddr(), clock.instant()));
        return switch (fields.first("do")) {
            case "save" -> save(pressed);
            case Offers.STOP, Offers.STOP_ALL, Offers.STOP_THIS -> stop(pressed);
            case "undo" -> undo(pressed);
            case "reason" -> reason(pressed);
            case "fresh" -> fresh(pressed);
            case "renew" -> renew(pressed);
            default -> told(pressed, less(pressed));
        };
    }

    /** A button pressed. @param language the page was shown in, or null; {@code network} what its network is called, or null */
    private record Button(HttpServletRequest request, Holder holder, Brand brand, Fields fields, String language,
            String network) {

        Origin origin(String via) {
            return Origin.recipient(via, language).from(network);
        }
    }

    @Override
    Optional<String> again(HttpServletRequest request, Holder holder, Fields fields) {
        page.again(request, holder, ChoiceForm.read(fields), shown(fields));
        return Optional.of(Requests.PREFERENCES);
    }

    /** The language the page was shown in, or null. */
    private static String shown(Fields fields) {
        return spoken(fields.first("shown")).orElse(null);
    }

    private static Optional<String> spoken(String language) {
        return Optional.of(language).filter(Locales.SPOKEN::contains);
    }

    /** Back to the page, in the language the person picked. @param c what it shall say */
    private static Answer page(Holder holder, Fields fields, String c) {
        return Answer.goTo("/p/" + holder.token() + "?c=" + c + spoken(fields.first("l")).map(l -> "&l=" + l).orElse(""));
    }

    private static Answer told(Button pressed, Outcome outcome) {
        return page(pressed.holder(), pressed.fields(), outcome.change() == null ? Said.NOTHING : outcome.change().toString());
    }

    /** A yes said anew to what stands (S-47): by this button alone, never by opening the page. */
    private Answer renew(Button pressed) {
        Optional<Renewal> asked = pressed.holder().renewal();
        if (asked.isEmpty()) {
            return page(pressed.holder(), pressed.fields(), Said.LATE);
        }
        List<Wish> wishes = PageOrigin.read(catalog.now(), asked.get().wishes(consents.choices(pressed.holder().recipient()),
                catalog.now()), pressed.language());
        return told(pressed, renewals.renew(asked.get(), wishes, new Origin(Origin.Actor.RECIPIENT, Renewals.VIA,
                CaptureMode.ACTIVE_OPT_IN, 0, 0, pressed.language())));
    }

    private Answer save(Button pressed) {
        ChoiceForm form = ChoiceForm.read(pressed.fields());
        long recipient = pressed.holder().recipient();
        Instant now = clock.instant();
        // Only a date needs the person's own time zone.
        ZoneId zone = !form.dated() ? ZoneOffset.UTC : new Known(catalog.now(), pressed.brand(), recipients.find(recipient),
                Choices.NONE, List.of(), now).zone();
        if (form.flaw(now, zone).isPresent()) {
            return page.wrong(pressed.request(), pressed.holder(), form, pressed.language()) ? Answer.draw(Requests.PREFERENCES)
                    : Answer.sorry(HttpServletResponse.SC_NOT_FOUND);
        }
        // Only what the person picked themselves, not what their browser or we chose for them.
        spoken(pressed.fields().first("l")).ifPresent(language -> recipients.prefer(recipient, language));
        Outcome outcome = record(pressed, form.wishes(catalog.now(), pressed.brand(), now, zone));
        boolean waits = outcome.change() == null && Waiting.forAny(form.added(), consents.choices(recipient));
        return waits ? page(pressed.holder(), pressed.fields(), Said.WAITS) : told(pressed, outcome);
    }

    /** More counts at once for who has just shown that they read the mailbox; else it waits for a confirmation (DESIGN 4.2). */
    private Outcome record(Button pressed, List<Wish> wishes) {
        if (wishes.isEmpty()) {
            return Outcome.NOTHING;
        }
        Holder holder = pressed.holder();
        List<Wish> read = PageOrigin.read(catalog.now(), wishes, pressed.language());
        Origin origin = PageOrigin.of(wishes, pressed.language()).from(pressed.network());
        if (holder.fresh() && wishes.stream().anyMatch(wish -> Boolean.TRUE.equals(wish.wanted()))) {
            visits.begin(holder.visit().orElseThrow());
            return consents.grant(holder.recipient(), read, origin);
        }
        return consents.choose(holder.recipient(), read, origin);
    }

    /** Stops at once, unless the link is older than a yes it would revoke: then the page asks first, once. */
    private Answer stop(Button pressed) {
        Holder holder = pressed.holder();
        String what = pressed.fields().first("do");
        Choices choices = pressed.fields().first("sure").equals("1") ? Choices.NONE : consents.choices(holder.recipient());
        Known known = new Known(catalog.now(), pressed.brand(), Optional.empty(), choices, List.of(), clock.instant());
        if (known.renewed(holder).isPresent()) {
            return page(holder, pressed.fields(), Said.SURE + what);
        }
        Scope reach = what.equals(Offers.STOP_THIS) ? holder.scope()
                : what.equals(Offers.STOP) ? Scope.brand(pressed.brand().id()) : Scope.EVERYTHING;
        return told(pressed, switch (reach.kind()) {
            // As the mail client's button would: on e-mail.
            case TOPIC, PURPOSE -> consents.choose(holder.recipient(),
                    List.of(new Wish(new Cell(reach, Channel.EMAIL), false, null, null)), pressed.origin("page"));
            case BRAND, EVERYTHING -> consents.stopEverything(holder.recipient(), reach, pressed.origin("page"));
            case CONFIRMATION -> Outcome.NOTHING;
        });
    }

    /** What was offered beside the stop: less of it, or a pause. */
    private Outcome less(Button pressed) {
        Holder holder = pressed.holder();
        Known known = new Known(catalog.now(), pressed.brand(), Optional.empty(), consents.choices(holder.recipient()), List.of(),
                clock.instant());
        return record(pressed, Offers.wishes(pressed.fields().first("do"), known, holder.scope()));
    }

    private Answer undo(Button pressed) {
        Outcome undone = Said.change(pressed.fields().first("change"))
                .map(change -> consents.undo(pressed.holder().recipient(), change, pressed.origin("undo"))).orElse(Outcome.NOTHING);
        return undone.change() == null ? page(pressed.holder(), pressed.fields(), Said.LATE) : told(pressed, undone);
    }

    /** Nothing chosen and nothing written is an answer too: none. */
    private Answer reason(Button pressed) {
        String change = pressed.fields().first("change");
        String named = pressed.fields().first("reason");
        String text = StopReason.tidy(pressed.fields().first("text"));
        if (text.codePointCount(0, text.length()) > StopReason.LONGEST) {
            TypedReason typed = new TypedReason(change, named, text, "survey.long");
            return page.wrong(pressed.request(), pressed.holder(), typed, pressed.language()) ? Answer.draw(Requests.PREFERENCES)
                    : Answer.sorry(HttpServletResponse.SC_NOT_FOUND);
        }
        Optional<UUID> stop = Said.change(change);
        if (stop.isPresent() && !(named.isEmpty() && text.isEmpty())) {
            reasons.add(pressed.holder().recipient(), pressed.brand().id(), stop.get(), StopReason.named(named), text);
        }
        return page(pressed.holder(), pressed.fields(), stop.map(UUID::toString).orElse(Said.NOTHING));
    }

    /** Mails a link by which addresses may be managed and more be asked for at once, to the address we know. */
    private Answer fresh(Button pressed) {
        long recipient = pressed.holder().recipient();
        if (throttle.wait("fresh-link", Long.toString(recipient), LINKS, LINKS_PER).isPresent()) {
            return page(pressed.holder(), pressed.fields(), Said.LATER);
        }
        int visit = visits.open(recipient, pressed.brand().id());
        wanted.fire(new LinkWanted(recipient, visit, pressed.brand().id(), pressed.language()));
        return page(pressed.holder(), pressed.fields(), Said.MAILED);
    }
}
