package org.preferencecenter.center.boundary;

import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.http.HttpServletRequest;

import org.preferencecenter.center.control.Phrasebook;
import org.preferencecenter.center.entity.AddressBook;
import org.preferencecenter.center.entity.Holder;
import org.preferencecenter.center.entity.Known;
import org.preferencecenter.center.entity.PageView.Option;
import org.preferencecenter.center.entity.Said;
import org.preferencecenter.center.entity.Together;
import org.preferencecenter.center.entity.TypedAddress;
import org.preferencecenter.center.entity.Unproven;
import org.preferencecenter.center.entity.Words;
import org.preferencecenter.consent.control.Addresses;
import org.preferencecenter.consent.control.Claims;
import org.preferencecenter.consent.control.Consents;
import org.preferencecenter.consent.control.Recipients;
import org.preferencecenter.consent.control.TextWays;
import org.preferencecenter.consent.entity.Claim;
import org.preferencecenter.consent.entity.Recipient;
import org.preferencecenter.platform.entity.Locales;

/** The page of a person's addresses; for a link that is not fresh, why it shows none and how to get one that is. */
@Named
@RequestScoped
public class DetailsPage extends PublicPage {

    /** Enough history to tell what a join brought along. */
    private static final int CHANGES = 20;
    /** What the page can say about what was just done; whether it went well. */
    private static final Set<String> GOOD = Set.of("mailed", "sent", "code", "added", "first", "removed", "forgotten", "none",
            "same");
    private static final Set<String> BAD = Set.of("later", "often", "spent", "many", "notexts", "stale");

    @Inject
    private Addresses addresses;
    @Inject
    private Claims claims;
    @Inject
    private Consents consents;
    @Inject
    private Recipients recipients;
    @Inject
    private TextWays textWays;
    @Inject
    private Phrasebook phrasebook;
    @Inject
    private Clock clock;

    private Holder holder;
    private String action;
    private String choices;
    private String asked = "";
    private List<Said> said = List.of();
    private List<AddressBook.Line> lines = List.of();
    private Claim claim;
    private Unproven unproven = Unproven.NONE;
    private String region;
    private TypedAddress typed;
    private Together together;
    private String wrong = "";
    private String flaw = "";

    /** @return false if the recipient is no more */
    boolean load(HttpServletRequest request, Holder by) {
        String c = request.getParameter("c");
        boolean ours = c != null && (GOOD.contains(c) || BAD.contains(c) || Said.change(c).isPresent());
        keep(ours ? "&c=" + c : "");
        if (!draw(request, by, request.getParameter("l"))) {
            return false;
        }
        if (ours && Said.change(c).isPresent()) {
            joined(Said.change(c).get());
        } else if (ours) {
            said = List.of(new Said(GOOD.contains(c), say("details.c." + c), say("details.c." + c + ".text"), ""));
        }
        return true;
    }

    /** Shows what was typed again, with what is wrong beside the field. */
    boolean wrong(HttpServletRequest request, Holder by, TypedAddress again, String field, String why, String language) {
        if (!draw(request, by, language)) {
            return false;
        }
        typed = again.country().isEmpty() ? new TypedAddress(again.mail(), again.number(), typed.country(), again.uses(), again.postal(),
                again.code()) : again;
        wrong = field;
        flaw = why;
        return true;
    }

    private boolean draw(HttpServletRequest request, Holder by, String language) {
        Optional<Recipient> recipient = recipients.find(by.recipient());
        if (recipient.isEmpty()) {
            return false;
        }
        open(request, language, recipient.get().locale(),
                Known.brandOf(catalogue(), by.scope(), Known.brandAt(catalogue(), request.getServerName())));
        holder = by;
        region = recipient.get().jurisdiction();
        asked = language == null ? "" : getLanguage();
        action = request.getContextPath() + "/d/" + by.token();
        choices = request.getContextPath() + "/p/" + by.token() + (asked.isEmpty() ? "" : "?l=" + asked);
        typed = TypedAddress.blank(region, getLanguage());
        if (by.fresh()) {
            lines = AddressBook.of(words(), addresses.of(by.recipient()), region);
            claim = claims.waiting(by.recipient()).orElse(null);
            unproven = Unproven.of(words(), claims.noted(by.recipient()), region, action, isTexts());
        }
        return true;
    }

    private void joined(UUID change) {
        said = List.of(new Said(true, say("details.joined"), say("details.joined.text"), ""));
        if (holder.fresh() && brand().isPresent()) {
            together = together(change, holder.recipient());
        }
    }

    private Together together(UUID change, long recipient) {
        return Together.of(words(), new Known(catalogue(), brand().orElseThrow(), recipients.find(recipient),
                consents.choices(recipient), consents.changes(recipient, CHANGES), clock.instant()), change);
    }

    /** The sentences for a form just posted, before the page is drawn. @param shown the language it was shown in, or null */
    Words words(String shown) {
        return phrasebook.in(shown == null ? Locales.SPOKEN.get(0) : shown);
    }

    public boolean isFresh() {
        return holder.fresh();
    }

    public List<Said> getSaid() {
        return said;
    }

    public List<AddressBook.Line> getLines() {
        return lines;
    }

    public TypedAddress getTyped() {
        return typed;
    }

    public List<Option> getBoxes() {
        return typed.boxes(words());
    }

    public List<Option> getCountries() {
        return typed.countries(words());
    }

    /** Whether a number could be proven. */
    public boolean isTexts() {
        return textWays.ready();
    }

    /** Numbers typed on a form that wait to be proven. */
    public Unproven getUnproven() {
        return unproven;
    }

    /** The claim whose code is waited for, or null. */
    public Claim getClaim() {
        return claim;
    }

    /** The number the code was sent to. */
    public String getClaimed() {
        return AddressBook.number(claim.value(), region);
    }

    public Together getTogether() {
        return together;
    }

    /** The field that is wrong, or empty. */
    public String getWrong() {
        return wrong;
    }

    /** What is wrong with it. */
    public String getFlaw() {
        return flaw;
    }

    public String getAction() {
        return action;
    }

    /** The page of choices, by the same link. */
    public String getChoices() {
        return choices;
    }

    public String getAsked() {
        return asked;
    }
}
