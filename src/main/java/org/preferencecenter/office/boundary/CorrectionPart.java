package org.preferencecenter.office.boundary;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.http.HttpServletRequest;

import org.preferencecenter.access.entity.Right;
import org.preferencecenter.catalog.entity.Brand;
import org.preferencecenter.center.entity.MailAddress;
import org.preferencecenter.center.entity.TypedAddress;
import org.preferencecenter.consent.control.Addresses;
import org.preferencecenter.consent.control.Corrections;
import org.preferencecenter.consent.entity.AgentAct;
import org.preferencecenter.consent.entity.Correction;
import org.preferencecenter.consent.entity.OwnAddress;
import org.preferencecenter.consent.entity.Overview;
import org.preferencecenter.consent.entity.TelephoneNumber;
import org.preferencecenter.law.entity.Channel;
import org.preferencecenter.office.entity.Forbidden;
import org.preferencecenter.office.entity.Veil;

/**
 * An address that a person tells us has changed (GDPR 16): replaced once a link mailed to the new one is followed, or at once
 * with the reason on record. The form shows in the address of the page which one it is about.
 */
@Named
@RequestScoped
public class CorrectionPart {

    /** Where people of whom no country is known live: as on the form of their own addresses. */
    private static final String HOME = "FR";

    @Inject
    private HttpServletRequest request;
    @Inject
    private Desk desk;
    @Inject
    private Addresses addresses;
    @Inject
    private Corrections corrections;

    private String flawed = "";
    private String flaw = "";

    /** A new address that waits for its link to be followed. @param text until when */
    public record Waiting(int id, String address, String text, String why) {
    }

    /** The address that is corrected; nothing: none, or none of theirs. */
    Optional<OwnAddress> of(Overview overview) {
        String id = text("address");
        return id.isEmpty() || overview == null ? Optional.empty() : addresses.of(overview.recipient().id()).stream()
                .filter(a -> a.channel() != Channel.PUSH && a.id().toString().equals(id)).findFirst();
    }

    /** MAIL, NUMBER or POST: which form; empty: none. */
    public String kind(Overview overview) {
        return of(overview).map(CorrectionPart::kind).orElse("");
    }

    private static String kind(OwnAddress address) {
        return address.channel() == Channel.EMAIL ? "MAIL" : TelephoneNumber.serves(address.channel()) ? "NUMBER" : "POST";
    }

    /** @return true if the page is done with: the answer leads elsewhere */
    boolean done(Overview overview) {
        if (!text("withdraw").isEmpty()) {
            return withdraw(overview.recipient().id());
        }
        OwnAddress old = of(overview).orElseThrow(() -> new Forbidden("an address of theirs"));
        Brand brand = getBrands().stream().filter(b -> b.code().equals(text("for"))).findFirst()
                .orElseThrow(() -> new Forbidden("a brand"));
        desk.require(Right.ACT_FOR_PERSON, brand.id());
        String region = overview.recipient().jurisdiction() == null ? HOME : overview.recipient().jurisdiction();
        Optional<String> value = value(old, region);
        String why = text("because");
        if (value.isEmpty()) {
            return flaw("new", "person.correct.flaw." + kind(old));
        }
        if (why.isEmpty() || why.length() > AgentAct.LONGEST_WHY) {
            return flaw("because", "person.correct.flaw.why");
        }
        Correction correction = new Correction(overview.recipient().id(), old.id(), value.get(), brand.id(), way(),
                new AgentAct.Note(desk.officer().account(), AgentAct.Reason.ASKED, why, null, 0, desk.now()));
        boolean link = old.channel() == Channel.EMAIL && !text("proof").equals("now");
        return end(correction, link ? corrections.ask(correction, null) : corrections.record(correction), old, brand.id());
    }

    private boolean end(Correction correction, Correction.Outcome outcome, OwnAddress old, int brand) {
        switch (outcome.result()) {
            case ASKED, REPLACED -> {
                boolean replaced = outcome.result() == Correction.Result.REPLACED;
                desk.audit(replaced ? "person.corrected" : "person.correction.asked", "recipient:" + correction.recipient(), brand,
                        replaced ? Map.of("change", outcome.change().toString(), "via", correction.via(), "channel", old.channel().name())
                                : Map.of("via", correction.via()));
                desk.redirect(back(correction.recipient()), !replaced ? "person.correct.asked"
                        : outcome.told() ? "person.corrected" : "person.corrected.untold");
                return true;
            }
            case GONE -> {
                desk.redirect(back(correction.recipient()), "person.correct.gone");
                return true;
            }
            default -> {
                return flaw("new", "person.correct.flaw." + outcome.result());
            }
        }
    }

    private boolean withdraw(long id) {
        int claim = (int) Math.min(PersonActs.number(text("withdraw")), Integer.MAX_VALUE);
        boolean there = corrections.withdraw(id, claim);
        if (there) {
            desk.audit("person.correction.withdrawn", "recipient:" + id, null, Map.of());
        }
        desk.redirect(back(id), there ? "person.correct.withdrawn" : "person.nothing");
        return true;
    }

    /** What was typed, as it is kept; nothing if it can be no address of its kind. */
    private Optional<String> value(OwnAddress old, String region) {
        String typed = text("new");
        return switch (kind(old)) {
            case "MAIL" -> Optional.of(typed).filter(MailAddress::plausible);
            case "NUMBER" -> number(typed, region, old);
            default -> Optional.of(new TypedAddress("", "", "", Set.of(), typed.replace("\r\n", "\n"), ""))
                    .filter(t -> t.postalFlaw().isEmpty()).map(TypedAddress::postal);
        };
    }

    /** A telephone at home is as good as any for calls, and gets no text. */
    private static Optional<String> number(String typed, String region, OwnAddress old) {
        TelephoneNumber.Typed read = TelephoneNumber.typed(typed, region);
        boolean calls = old.channel() == Channel.PHONE || old.channel() == Channel.AUTOMATED_CALL;
        return read.flaw() == null || read.flaw() == TelephoneNumber.Flaw.LANDLINE && calls
                ? TelephoneNumber.e164(typed, region).map(TelephoneNumber::international) : Optional.empty();
    }

    private boolean flaw(String field, String key) {
        flawed = field;
        flaw = desk.say(key);
        return false;
    }

    private String back(long id) {
        return "person?id=" + id + (desk.getBrandCode().isEmpty() ? "" : "&brand=" + desk.encode(desk.getBrandCode()));
    }

    private String way() {
        return PersonActs.WAYS.contains(text("way")) ? text("way") : PersonActs.WAYS.get(0);
    }

    private String text(String name) {
        String value = request.getParameter(name);
        return value == null ? "" : value.strip();
    }

    /** New addresses that wait for their link, masked unless everything is shown. */
    public List<Waiting> waiting(long recipient, boolean shown) {
        return corrections.waiting(recipient).stream().map(w -> new Waiting(w.id(), new Veil(shown).address(Channel.EMAIL, w.value()),
                desk.say("person.correct.waits", desk.time(w.until())), w.why())).toList();
    }

    /** Brands in whose name this officer may write to the person; the chosen one first. */
    public List<Brand> getBrands() {
        return desk.getBrands().stream().filter(b -> !b.retired() && desk.brandIds().contains(b.id())
                && desk.officer().may(Right.ACT_FOR_PERSON, b.id())).toList();
    }

    /** What is wrong with a field, or null. */
    public String flawOf(String field) {
        return flawed.equals(field) ? flaw : null;
    }
}
