package org.preferencecenter.center.boundary;

import java.time.Clock;
import java.time.ZoneId;
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
import org.preferencecenter.center.entity.Drawing.TypedReason;
import org.preferencecenter.center.entity.Holder;
import org.preferencecenter.center.entity.Known;
import org.preferencecenter.center.entity.PageView;
import org.preferencecenter.center.entity.Said;
import org.preferencecenter.center.entity.Sample;
import org.preferencecenter.consent.control.Overviews;
import org.preferencecenter.consent.entity.Choices;
import org.preferencecenter.consent.entity.Overview;
import org.preferencecenter.consent.entity.Renewal;
import org.preferencecenter.law.entity.Channel;

/** The preference page: what one person receives, and their way to change it. */
@Named
@RequestScoped
public class PreferencesPage extends PublicPage {

    @Inject
    private Overviews overviews;
    @Inject
    private Clock clock;

    private PageView view;
    private String action;
    private String asked = "";
    private String details = "";
    private String receipts = "";
    private String receipt = "";
    private boolean reachable;
    private boolean nobody;
    private Optional<String> renewal = Optional.empty();
    private List<Said> failed = List.of();

    /**
     * Loads what the page shows.
     *
     * @param holder whoever holds a link to the page, with a token for the page's own forms
     * @param first  offer to stop the link's scope before anything else
     * @return false if the recipient is no more
     */
    boolean load(HttpServletRequest request, Holder holder, boolean first) {
        String c = request.getParameter("c");
        boolean ours = Said.ours(c);
        keep(ours ? "&c=" + c : "");
        return draw(request, holder, request.getParameter("l"), null, ours ? c : null, null, first);
    }

    /** Shows a form in which something has to be put right first, as it was filled in. */
    boolean wrong(HttpServletRequest request, Holder holder, ChoiceForm typed, String language) {
        boolean there = draw(request, holder, language, typed, null, null, false);
        failed = List.of(new Said(false, say("wrong.strong"), say("wrong.text"), ""));
        return there;
    }

    /** Shows a reason that cannot be taken as it is, as it was written. */
    boolean wrong(HttpServletRequest request, Holder holder, TypedReason reason, String language) {
        return draw(request, holder, language, null, reason.change(), reason, false);
    }

    private boolean draw(HttpServletRequest request, Holder holder, String language, ChoiceForm typed, String c,
            TypedReason reason, boolean first) {
        Optional<Overview> overview = overviews.of(holder.recipient(), Optional.ofNullable(c).flatMap(Said::change));
        if (overview.isEmpty()) {
            return false;
        }
        prepare(request, holder, language, overview.get().recipient().locale());
        Known known = Known.of(catalogue(), brand().orElseThrow(), overview.get(), clock.instant());
        reachable = overview.get().recipient().address(Channel.EMAIL).isPresent();
        nobody = overview.get().recipient().addresses().isEmpty();
        receipt = known.changes().stream().filter(change -> change.change().toString().equals(c)).findFirst()
                .map(change -> getReceipts() + (asked.isEmpty() ? "?c=" : "&c=") + c).orElse("");
        renewal = holder.renewal().flatMap(asked -> renewal(asked, overview.get().choices(), known.zone()));
        show(request, new Drawing(words(), known, typed).page(holder, first, c, reason));
        return true;
    }

    /** Nothing where what it was about has been stopped since. */
    private Optional<String> renewal(Renewal asked, Choices now, ZoneId zone) {
        if (asked.wishes(now, catalogue()).isEmpty()) {
            return Optional.empty();
        }
        List<String> titles = asked.purposes().stream().flatMap(id -> catalogue().purpose(id).stream())
                .map(purpose -> purpose.in(getLanguage()).title()).toList();
        return Optional.of(words().say("renew.text", String.join(" · ", titles), words().day(asked.lastDay()),
                words().day(asked.until(), zone)));
    }

    /** What a yes would renew and until when it counts; empty: nothing is asked. */
    public String getRenewal() {
        return renewal.orElse("");
    }

    /** Shows a form that could not be saved as it was filled in, without asking the database for anything. */
    void again(HttpServletRequest request, Holder holder, ChoiceForm typed, String language) {
        prepare(request, holder, language, null);
        failed = List.of(new Said(false, say("away.strong"), say("away.text"), ""));
        Known known = new Known(catalogue(), brand().orElseThrow(), Optional.empty(), new Choices(Map.of()), List.of(),
                clock.instant());
        show(request, new Drawing(words(), known, typed).page(holder, false, null, null));
    }

    private void show(HttpServletRequest request, PageView drawn) {
        view = drawn;
        request.setAttribute("drawing", drawn);
    }

    /** As it would be, for somebody who does not exist. */
    void sample(HttpServletRequest request, Sample sample) {
        sampling(sample);
        open(request, sample.language(), null, Optional.of(sample.brand()));
        action = "";
        reachable = true;
        show(request, new Drawing(words(), sample.known(clock.instant()), null).page(sample.holder(), false, null, null));
    }

    private void prepare(HttpServletRequest request, Holder holder, String language, String recalled) {
        Optional<Brand> fallback = Known.brandAt(catalogue(), request.getServerName());
        open(request, language, recalled, Known.brandOf(catalogue(), holder.scope(), fallback));
        action = request.getContextPath() + "/p/" + holder.token();
        asked = language == null ? "" : getLanguage();
        receipts = request.getContextPath() + "/receipt/" + holder.token() + (asked.isEmpty() ? "" : "?l=" + asked);
        details = holder.fresh() ? request.getContextPath() + "/d/" + holder.token() + (asked.isEmpty() ? "" : "?l=" + asked) : "";
    }

    /** What the select of a row asks. @param named the row */
    public String often(String named) {
        return words().say("often.label", named);
    }

    /** Where every form of the page posts to: never the one-click route. */
    public String getAction() {
        return action;
    }

    /** The page itself, nothing said. */
    public String getSelf() {
        return asked.isEmpty() ? action : action + "?l=" + asked;
    }

    /** The language asked for in the address, to be kept by the forms; empty if none was. */
    public String getAsked() {
        return asked;
    }

    /** The page of the person's addresses; empty for a link that may not manage them: a fresh one can be asked for. */
    public String getDetails() {
        return details;
    }

    /** The receipt of what was just done; empty: nothing was. */
    public String getReceipt() {
        return receipt;
    }

    /** The receipts of the latest choices; empty on a page that is only a sample. */
    public String getReceipts() {
        return receipts;
    }

    /** Whether there is no address at all: of somebody who was erased, perhaps. */
    boolean isNobody() {
        return nobody;
    }

    /** Whether a fresh link could be mailed. */
    public boolean isReachable() {
        return reachable;
    }

    public List<Said> getSaid() {
        return failed.isEmpty() ? view.said() : failed;
    }

    public boolean isFailed() {
        return !failed.isEmpty();
    }
}
