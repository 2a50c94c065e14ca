package org.preferencecenter.center.boundary;

import java.util.List;
import java.util.Optional;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.http.HttpServletRequest;

import org.preferencecenter.catalog.entity.Brand;
import org.preferencecenter.center.entity.Known;
import org.preferencecenter.center.entity.Waiting;
import org.preferencecenter.consent.control.Consents;
import org.preferencecenter.consent.control.Recipients;
import org.preferencecenter.consent.entity.Choices;
import org.preferencecenter.consent.entity.Recipient;
import org.preferencecenter.link.control.Links;
import org.preferencecenter.link.entity.Power;
import org.preferencecenter.link.entity.Scope;
import org.preferencecenter.link.entity.SignedLink;

/** The page behind a confirmation mail (double opt-in): looking changes nothing, the button confirms. */
@Named
@RequestScoped
public class ConfirmPage extends PublicPage {

    @Inject
    private Consents consents;
    @Inject
    private Recipients recipients;
    @Inject
    private Links links;

    private boolean used;
    private List<String> waiting = List.of();
    private String asked = "";
    private String token;
    private String base;
    private String preferences;

    /** @return false if the recipient is no more */
    boolean load(HttpServletRequest request, SignedLink link, String confirmation) {
        Optional<Recipient> recipient = recipients.find(link.recipient());
        if (recipient.isEmpty()) {
            return false;
        }
        Choices choices = consents.choices(link.recipient());
        Optional<Brand> brand = Waiting.brand(catalog().now(), choices);
        used = "used".equals(request.getParameter("c"));
        keep(used ? "&c=used" : "");
        open(request, request.getParameter("l"), recipient.get().locale(), brand);
        asked = request.getParameter("l") == null ? "" : getLanguage();
        waiting = Waiting.titles(catalog().now(), choices, words());
        token = confirmation;
        base = request.getContextPath();
        Scope scope = brand().map(b -> Scope.brand(b.id())).orElse(Scope.EVERYTHING);
        preferences = links.sign(new SignedLink(Power.PAGE, link.recipient(), scope, link.epoch()));
        return true;
    }

    /** True after a POST that found the confirmation used, expired or overtaken, and where nothing waits any more. */
    public boolean isUsed() {
        return used || waiting.isEmpty();
    }

    public List<String> getWaiting() {
        return waiting;
    }

    public String getAction() {
        return base + "/c/" + token;
    }

    public String getAsked() {
        return asked;
    }

    /** The preference page of the same person. */
    public String getPreferences() {
        return base + "/p/" + preferences + (asked.isEmpty() ? "" : "?l=" + asked);
    }
}
