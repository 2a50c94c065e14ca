package org.preferencecenter.center.boundary;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;

import jakarta.inject.Inject;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServletRequest;

import org.preferencecenter.center.control.Holders;
import org.preferencecenter.center.entity.Fields;
import org.preferencecenter.center.entity.Holder;
import org.preferencecenter.platform.control.Pdf;
import org.preferencecenter.platform.control.Throttle;
import org.preferencecenter.proof.entity.ReceiptJson;

/**
 * {@code /receipt/{token}}: the receipts of whoever holds a link to their page. Without {@code c} the latest are listed; with it one
 * is shown, or with {@code as} handed over as {@code json} or {@code pdf}. It tells no more than the page that link opens, so the
 * same link opens it; looking changes nothing.
 */
@WebServlet("/receipt/*")
public class ReceiptServlet extends LinkServlet<Holder> {

    private static final long serialVersionUID = 1L;
    private static final String VIEW = "/center/receipt.xhtml";
    private static final int TOO_MANY = 429;
    /** So many files of one person in {@link #PER}; the pages are never limited. */
    private static final int TIMES = 40;
    private static final Duration PER = Duration.ofHours(1);

    @Inject
    private transient Holders holders;
    @Inject
    private transient Throttle throttle;
    @Inject
    private transient Pdf pdf;
    @Inject
    private transient ReceiptPage page;
    @Inject
    private transient ErasedPage erased;

    @Override
    Optional<Holder> open(String token) {
        return holders.of(token).or(() -> holders.data(token).filter(Holder::fresh));
    }

    private boolean data(Holder holder) {
        return holders.of(holder.token()).isEmpty();
    }

    @Override
    Optional<String> show(HttpServletRequest request, Holder holder) {
        if (erased.load(request, holder.recipient(), holder.scope())) {
            return Optional.of(ErasedPage.VIEW);
        }
        return page.load(request, holder, data(holder)) ? Optional.of(VIEW) : Optional.empty();
    }

    @Override
    Optional<Answer> file(HttpServletRequest request, Holder holder) {
        String as = request.getParameter("as");
        if (!"json".equals(as) && !"pdf".equals(as)) {
            return Optional.empty();
        }
        if (throttle.wait("receipt", Long.toString(holder.recipient()), TIMES, PER).isPresent()) {
            return Optional.of(Answer.sorry(TOO_MANY));
        }
        if (!page.load(request, holder, data(holder)) || page.receipt().isEmpty()) {
            return Optional.of(Answer.sorry(404));
        }
        return page.receipt().map(receipt -> as.equals("json")
                ? Answer.file("application/ld+json", "receipt-" + receipt.id() + ".jsonld", ReceiptJson.write(receipt).getBytes(StandardCharsets.UTF_8))
                : Answer.file("application/pdf", "receipt-" + receipt.id() + ".pdf", pdf.print(page.view().printed())));
    }

    /** The page has no button. */
    @Override
    Answer act(HttpServletRequest request, Holder holder, Fields fields) {
        return Answer.goTo("/receipt/" + holder.token());
    }
}
