package org.preferencecenter.center.boundary;

import java.time.Duration;
import java.util.Optional;

import jakarta.inject.Inject;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServletRequest;

import org.preferencecenter.catalog.control.Catalog;
import org.preferencecenter.catalog.entity.Brand;
import org.preferencecenter.center.entity.Fields;
import org.preferencecenter.center.entity.Known;
import org.preferencecenter.center.entity.MailAddress;
import org.preferencecenter.consent.control.LostLinks;
import org.preferencecenter.platform.control.Throttle;
import org.preferencecenter.platform.entity.Locales;
import org.preferencecenter.platform.entity.Network;

/**
 * {@code /}: "type your address, we send you a link" (W-12). POST is answered alike for everybody, and before it is looked
 * up whether somebody has the address. What limits count is a network and a keyed hash of the address, never the address;
 * no limit stands before a link that somebody holds.
 */
@WebServlet("")
public class Home extends LinkServlet<Optional<Brand>> {

    private static final long serialVersionUID = 1L;
    private static final String VIEW = "/center/home.xhtml";
    private static final int TOO_MANY = 429;
    /** How often one network may ask in {@link #PER}: a household or an office, not a list of addresses. */
    private static final int TIMES = 20;
    private static final Duration PER = Duration.ofHours(1);

    @Inject
    private transient Catalog catalog;
    @Inject
    private transient LostLinks lostLinks;
    @Inject
    private transient Throttle throttle;
    @Inject
    private transient HomePage page;

    /** The address of this page says nothing; the host may be nobody's. */
    @Override
    Optional<Optional<Brand>> open(String nothing) {
        return Optional.of(Optional.empty());
    }

    @Override
    Optional<String> show(HttpServletRequest request, Optional<Brand> any) {
        page.load(request, request.getParameter("l"), "sent".equals(request.getParameter("c")));
        return Optional.of(VIEW);
    }

    @Override
    Answer act(HttpServletRequest request, Optional<Brand> any, Fields fields) {
        Optional<Brand> brand = Known.brandAt(catalog.now(), request.getServerName(),
                settings().baseUrl().getHost());
        if (brand.isEmpty()) {
            return Answer.sorry(404);
        }
        String typed = fields.first("address").strip();
        String asked = Locales.SPOKEN.contains(fields.first("l")) ? fields.first("l") : null;
        String shown = Locales.SPOKEN.contains(fields.first("shown")) ? fields.first("shown") : null;
        if (!MailAddress.plausible(typed)) {
            page.wrong(request, asked, typed, Optional.empty());
            return Answer.draw(VIEW);
        }
        Optional<Duration> wait = throttle.wait("lost-link.network", Network.of(request.getRemoteAddr()), TIMES, PER);
        if (wait.isPresent()) {
            page.wrong(request, asked, typed, wait);
            return new Answer(TOO_MANY, VIEW);
        }
        lostLinks.asked(typed, brand.get().id(), shown);
        return Answer.goTo("/?c=sent" + (asked == null ? "" : "&l=" + asked));
    }
}
