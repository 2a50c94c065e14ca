package org.preferencecenter.center.boundary;

import java.time.Clock;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.http.HttpServletRequest;

import org.preferencecenter.center.entity.Holder;
import org.preferencecenter.center.entity.Known;
import org.preferencecenter.center.entity.ReceiptView;
import org.preferencecenter.center.entity.Said;
import org.preferencecenter.consent.control.Overviews;
import org.preferencecenter.consent.entity.Overview;
import org.preferencecenter.consent.entity.PastChange;
import org.preferencecenter.proof.control.Receipts;
import org.preferencecenter.proof.entity.Receipt;

/** A receipt, or the list of the latest. */
@Named
@RequestScoped
public class ReceiptPage extends PublicPage {

    private static final int LATEST = 20;
    private static final DateTimeFormatter HOUR = DateTimeFormatter.ofPattern("HH:mm", Locale.ROOT);

    @Inject
    private Overviews overviews;
    @Inject
    private Receipts receipts;
    @Inject
    private Clock clock;

    private String here = "";
    private String query = "";
    private String back = "";
    private Optional<Receipt> receipt = Optional.empty();
    private ReceiptView view;
    private List<Line> lines = List.of();

    /** A receipt that can be looked at. */
    public record Line(String label, String href) {
    }

    /**
     * @param data whether the link is one by which somebody asks for their data
     * @return false if there is nobody, or no such receipt at the brand the link is about
     */
    boolean load(HttpServletRequest request, Holder holder, boolean data) {
        Optional<UUID> change = Optional.ofNullable(request.getParameter("c")).flatMap(Said::change);
        Optional<Overview> overview = overviews.of(holder.recipient(), change);
        if (overview.isEmpty() || request.getParameter("c") != null && change.isEmpty()) {
            return false;
        }
        String language = request.getParameter("l");
        open(request, language, overview.get().recipient().locale(),
                Known.brandOf(catalogue(), holder.scope(), Known.brandAt(catalogue(), request.getServerName())));
        if (brand().isEmpty()) {
            return false;
        }
        keep(change.map(id -> "&c=" + id).orElse(""));
        query = language == null ? "" : "l=" + getLanguage();
        here = request.getContextPath() + "/receipt/" + holder.token();
        back = request.getContextPath() + (data ? "/r/" : "/p/") + holder.token() + (query.isEmpty() ? "" : "?" + query);
        long recipient = overview.get().recipient().id();
        if (change.isPresent()) {
            receipt = receipts.of(recipient, change.get(), brand().get(), getLanguage());
            view = receipt.map(found -> ReceiptView.of(found, words())).orElse(null);
            return receipt.isPresent();
        }
        Known known = Known.of(catalogue(), brand().get(), overview.get(), clock.instant());
        lines = known.changes().stream().filter(one -> !one.changed().isEmpty()).limit(LATEST).map(one -> line(one, known.zone())).toList();
        return true;
    }

    private Line line(PastChange change, ZoneId zone) {
        return new Line(words().say("receipt.of", words().day(change.at(), zone) + ", " + HOUR.format(change.at().atZone(zone))), address("c=" + change.change()));
    }

    private String address(String what) {
        return here + "?" + what + (query.isEmpty() ? "" : "&" + query);
    }

    /** What is shown; nothing: the list. */
    Optional<Receipt> receipt() {
        return receipt;
    }

    ReceiptView view() {
        return view;
    }

    /** The receipt in words; null: the list is shown. */
    public ReceiptView getView() {
        return view;
    }

    public List<Line> getLines() {
        return lines;
    }

    public String getJson() {
        return address("as=json&c=" + receipt.map(Receipt::id).map(UUID::toString).orElse(""));
    }

    public String getPdf() {
        return address("as=pdf&c=" + receipt.map(Receipt::id).map(UUID::toString).orElse(""));
    }

    /** The person's own page. */
    public String getBack() {
        return back;
    }

    public String getHeading() {
        return view == null ? say("receipt.list") : view.title();
    }
}
