package org.preferencecenter.center.boundary;

import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.http.HttpServletRequest;

import org.preferencecenter.catalog.control.DeskScripts;
import org.preferencecenter.center.entity.Agreement;
import org.preferencecenter.center.entity.Known;
import org.preferencecenter.consent.control.DoubleOptIns;
import org.preferencecenter.consent.control.Recipients;
import org.preferencecenter.consent.entity.Choices;
import org.preferencecenter.consent.entity.Recipient;
import org.preferencecenter.consent.entity.Request;
import org.preferencecenter.link.entity.SignedLink;

/** The page behind a confirmation mail (double opt-in): looking changes nothing, the button confirms. */
@Named
@RequestScoped
public class ConfirmPage extends PublicPage {

    @Inject
    private DoubleOptIns doubleOptIns;
    @Inject
    private DeskScripts scripts;
    @Inject
    private Recipients recipients;
    @Inject
    private Clock clock;

    private boolean used;
    private boolean sent;
    private Optional<Agreement> agreement = Optional.empty();
    private String asked = "";
    private String action;

    /** @return false if the recipient is no more */
    boolean load(HttpServletRequest request, SignedLink link, String confirmation) {
        Optional<Recipient> recipient = recipients.find(link.recipient());
        if (recipient.isEmpty()) {
            return false;
        }
        String c = request.getParameter("c");
        used = "used".equals(c);
        sent = "sent".equals(c);
        keep(used || sent ? "&c=" + c : "");
        Optional<Request> first = doubleOptIns.asked(link.recipient(), link.scope().id());
        Optional<Request> waits = doubleOptIns.open(link.recipient(), link.scope().id());
        open(request, request.getParameter("l"), recipient.get().locale(),
                first.flatMap(r -> Known.brandOf(catalogue(), r)));
        asked = request.getParameter("l") == null ? "" : getLanguage();
        agreement = brand().flatMap(b -> waits.map(r -> Agreement.of(words(),
                new Known(catalogue(), b, recipient, new Choices(Map.of()), List.of(), clock.instant()), r)));
        agreement = agreement.map(a -> waits.filter(r -> r.script() != 0).flatMap(r -> scripts.find(r.script()))
                .map(script -> a.after(script, words())).orElse(a));
        action = request.getContextPath() + "/c/" + confirmation;
        return true;
    }

    /** True after a POST that found the confirmation used, expired or overtaken, and where nothing waits any more. */
    public boolean isUsed() {
        return used || agreement.isEmpty();
    }

    /** True after a link was asked for. */
    public boolean isSent() {
        return sent;
    }

    /** What would be confirmed; null if nothing waits. */
    public Agreement getAgreement() {
        return agreement.orElse(null);
    }

    public String getAction() {
        return action;
    }

    public String getAsked() {
        return asked;
    }
}
