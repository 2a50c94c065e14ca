package org.preferencecenter.center.boundary;

import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.http.HttpServletRequest;

import org.preferencecenter.catalog.entity.Brand;
import org.preferencecenter.center.entity.ChoiceForm;
import org.preferencecenter.center.entity.Drawing;
import org.preferencecenter.center.entity.Holder;
import org.preferencecenter.center.entity.Known;
import org.preferencecenter.center.entity.PageView;
import org.preferencecenter.center.entity.Said;
import org.preferencecenter.consent.control.Consents;
import org.preferencecenter.consent.control.Recipients;
import org.preferencecenter.consent.entity.Choices;
import org.preferencecenter.consent.entity.Recipient;

/** The preference page: what one person receives, and their way to change it. */
@Named
@RequestScoped
public class PreferencesPage extends PublicPage {

    /** Enough history to tell why things are as they are; the page never lists it. */
    private static final int CHANGES = 50;

    @Inject
    private Consents consents;
    @Inject
    private Recipients recipients;
    @Inject
    private Clock clock;

    private PageView view;
    private String action;
    private String asked = "";
    private List<Said> failed = List.of();

    /**
     * Loads what the page shows.
     *
     * @param holder whoever holds a link to the page, with a token for the page's own forms
     * @param first  offer to stop the link's scope before anything else
     * @return false if the recipient is no more
     */
    boolean load(HttpServletRequest request, Holder holder, boolean first) {
        Optional<Recipient> recipient = recipients.find(holder.recipient());
        if (recipient.isEmpty()) {
            return false;
        }
        String c = request.getParameter("c");
        boolean ours = Said.ours(c);
        keep(ours ? "&c=" + c : "");
        prepare(request, holder, request.getParameter("l"), recipient.get().locale());
        Known known = new Known(catalog().now(), brand().orElseThrow(), recipient, consents.choices(holder.recipient()),
                consents.changes(holder.recipient(), CHANGES), clock.instant());
        view = new Drawing(words(), known, null).page(holder.scope(), first, ours ? c : null);
        return true;
    }

    /** Shows a form that could not be saved as it was filled in, without asking the database for anything. */
    void again(HttpServletRequest request, Holder holder, ChoiceForm typed, String language) {
        prepare(request, holder, language, null);
        failed = List.of(new Said(false, say("away.strong"), say("away.text"), ""));
        Known known = new Known(catalog().now(), brand().orElseThrow(), Optional.empty(), new Choices(Map.of()), List.of(),
                clock.instant());
        view = new Drawing(words(), known, typed).page(holder.scope(), false, null);
    }

    private void prepare(HttpServletRequest request, Holder holder, String language, String recalled) {
        Optional<Brand> fallback = Known.brandAt(catalog().now(), request.getServerName());
        open(request, language, recalled, Known.brandOf(catalog().now(), holder.scope(), fallback));
        action = request.getContextPath() + "/p/" + holder.token();
        asked = language == null ? "" : getLanguage();
    }

    public PageView getView() {
        return view;
    }

    /** Where every form of the page posts to: never the one-click route. */
    public String getAction() {
        return action;
    }

    /** The language asked for in the address, to be kept by the forms; empty if none was. */
    public String getAsked() {
        return asked;
    }

    public List<Said> getSaid() {
        return failed.isEmpty() ? view.said() : failed;
    }

    public boolean isFailed() {
        return !failed.isEmpty();
    }
}
