package org.preferencecenter.center.boundary;

import java.time.Clock;
import java.util.List;
import java.util.Optional;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.http.HttpServletRequest;

import org.preferencecenter.center.entity.Holder;
import org.preferencecenter.center.entity.Known;
import org.preferencecenter.center.entity.Unproven;
import org.preferencecenter.center.entity.Welcome;
import org.preferencecenter.consent.control.Claims;
import org.preferencecenter.consent.control.Consents;
import org.preferencecenter.consent.control.DoubleOptIns;
import org.preferencecenter.consent.control.Recipients;
import org.preferencecenter.consent.control.TextWays;
import org.preferencecenter.consent.control.Visits;
import org.preferencecenter.consent.entity.Recipient;
import org.preferencecenter.consent.entity.Request;

/** The page that follows a confirmation (S-49): why they will be written to, and how many messages they want this month. */
@Named
@RequestScoped
public class WelcomePage extends PublicPage {

    @Inject
    private Visits visits;
    @Inject
    private DoubleOptIns doubleOptIns;
    @Inject
    private Recipients recipients;
    @Inject
    private Consents consents;
    @Inject
    private Claims claims;
    @Inject
    private TextWays textWays;
    @Inject
    private Clock clock;

    private Welcome welcome;
    private Unproven unproven = Unproven.NONE;
    private String base;
    private String token;
    private String asked = "";
    private boolean saved;

    /** @return false if the visit is of another kind, or the recipient is no more */
    boolean load(HttpServletRequest request, Holder holder) {
        Optional<Recipient> recipient = recipients.find(holder.recipient());
        Optional<Request> agreed = holder.visit().flatMap(visits::confirmed)
                .flatMap(change -> doubleOptIns.confirmed(holder.recipient(), change));
        if (recipient.isEmpty() || agreed.isEmpty()) {
            return false;
        }
        saved = "saved".equals(request.getParameter("c"));
        keep(saved ? "&c=saved" : "");
        open(request, request.getParameter("l"), recipient.get().locale(),
                Known.brandOf(catalogue(), holder.scope(), Optional.empty()));
        asked = request.getParameter("l") == null ? "" : getLanguage();
        Known known = new Known(catalogue(), brand().orElseThrow(), recipient, consents.choices(holder.recipient()),
                List.of(), clock.instant());
        welcome = Welcome.of(words(), known, agreed.get());
        base = request.getContextPath();
        token = holder.token();
        if (holder.fresh()) {
            unproven = Unproven.of(words(), claims.noted(holder.recipient()), recipient.get().jurisdiction(),
                    base + "/d/" + token, textWays.ready());
        }
        return true;
    }

    public Welcome getWelcome() {
        return welcome;
    }

    /** Numbers typed on the form: its buttons lead to the page of addresses, where the code is typed. */
    public Unproven getUnproven() {
        return unproven;
    }

    public boolean isSaved() {
        return saved;
    }

    public String getAction() {
        return base + "/w/" + token;
    }

    /** All choices of the same person, by the same link. */
    public String getPreferences() {
        return base + "/p/" + token + (asked.isEmpty() ? "" : "?l=" + asked);
    }

    public String getAsked() {
        return asked;
    }
}
