package org.preferencecenter.center.boundary;

import java.time.Clock;
import java.util.Optional;
import java.util.Set;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.http.HttpServletRequest;

import org.preferencecenter.center.entity.Known;
import org.preferencecenter.center.entity.Mask;
import org.preferencecenter.center.entity.Said;
import org.preferencecenter.center.entity.Together;
import org.preferencecenter.consent.control.Consents;
import org.preferencecenter.consent.control.Corrections;
import org.preferencecenter.consent.control.Recipients;
import org.preferencecenter.consent.entity.Claim;
import org.preferencecenter.consent.entity.Recipient;
import org.preferencecenter.law.entity.Channel;
import org.preferencecenter.link.control.Links;
import org.preferencecenter.link.entity.Power;
import org.preferencecenter.link.entity.Scope;
import org.preferencecenter.link.entity.SignedLink;

/** The page behind the link that proves an address: who says that it is theirs, and what the button does. */
@Named
@RequestScoped
public class AddressPage extends PublicPage {

    private static final int CHANGES = 20;
    private static final Set<String> ENDS = Set.of("many", "spent");

    @Inject
    private Recipients recipients;
    @Inject
    private Consents consents;
    @Inject
    private Links links;
    @Inject
    private Clock clock;
    @Inject
    private Corrections corrections;

    private String asker = "";
    private String claimed = "";
    private String action;
    private String asked = "";
    private String choices;
    private boolean corrects;
    private boolean open;
    private boolean done;
    private String end = "";
    private Together together;

    /** @return false if whoever said so is no more */
    boolean load(HttpServletRequest request, Claim claim) {
        Optional<Recipient> recipient = recipients.find(claim.recipient());
        if (recipient.isEmpty()) {
            return false;
        }
        String c = request.getParameter("c");
        boolean ours = c != null && (c.equals("added") || ENDS.contains(c) || Said.change(c).isPresent());
        keep(ours ? "&c=" + c : "");
        open(request, request.getParameter("l"), recipient.get().locale(), catalogue().brand(claim.brand()));
        asked = request.getParameter("l") == null ? "" : getLanguage();
        action = request.getContextPath() + "/a/" + Requests.token(request);
        asker = recipient.get().address(Channel.EMAIL).map(Mask::of).orElse("");
        claimed = Mask.of(claim.value());
        corrects = corrections.corrects(claim);
        open = claim.open(clock.instant());
        done = claim.proven() && ours && !ENDS.contains(c);
        end = open || done ? "" : "many".equals(c) ? "many" : "spent";
        if (done) {
            choices = request.getContextPath() + "/p/" + links.sign(new SignedLink(Power.PAGE, recipient.get().id(),
                    Scope.brand(claim.brand()), SignedLink.MAX_EPOCH)) + (asked.isEmpty() ? "" : "?l=" + asked);
            together = Said.change(c).flatMap(change -> brand().map(brand -> Together.of(words(), new Known(catalogue(), brand,
                    recipient, consents.choices(recipient.get().id()), consents.changes(recipient.get().id(), CHANGES),
                    clock.instant()), change))).orElse(null);
        }
        return true;
    }

    /** Whether the button can still do what it says. */
    public boolean isOpen() {
        return open;
    }

    /** Whether it takes the place of another, as they told somebody of ours. */
    public boolean isCorrects() {
        return corrects;
    }

    /** Just proven. */
    public boolean isDone() {
        return done;
    }

    /** Why nothing can be proven here any more; empty if it can or was. */
    public String getEnd() {
        return end;
    }

    /** Who says that the address is theirs, masked. */
    public String getAsker() {
        return asker;
    }

    /** The address, masked. */
    public String getClaimed() {
        return claimed;
    }

    public String getAction() {
        return action;
    }

    /** The page of choices of who has the address now; only once it is proven. */
    public String getChoices() {
        return choices;
    }

    public Together getTogether() {
        return together;
    }

    public String getAsked() {
        return asked;
    }

    /** The heading. */
    public String getHeading() {
        return say(open ? "address.title" : done ? "address.done" : end.equals("many") ? "details.c.many" : "address.spent");
    }
}
