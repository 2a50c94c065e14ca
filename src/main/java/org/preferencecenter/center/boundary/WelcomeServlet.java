package org.preferencecenter.center.boundary;

import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;

import jakarta.inject.Inject;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServletRequest;

import org.preferencecenter.catalog.control.Catalog;
import org.preferencecenter.catalog.entity.Brand;
import org.preferencecenter.center.control.Holders;
import org.preferencecenter.center.entity.ChoiceForm;
import org.preferencecenter.center.entity.Fields;
import org.preferencecenter.center.entity.Holder;
import org.preferencecenter.center.entity.Known;
import org.preferencecenter.center.entity.PageOrigin;
import org.preferencecenter.consent.control.Consents;
import org.preferencecenter.consent.control.Visits;
import org.preferencecenter.consent.entity.Wish;
import org.preferencecenter.platform.entity.Locales;

/**
 * {@code /w/{token}}: the welcome after a confirmation, opened by the visit that the confirmation opened. POST saves how many
 * messages are wanted, at once; whatever else is posted counts for no more than on any page behind a mailed link.
 */
@WebServlet("/w/*")
public class WelcomeServlet extends LinkServlet<Holder> {

    private static final long serialVersionUID = 1L;

    @Inject
    private transient Holders holders;
    @Inject
    private transient Consents consents;
    @Inject
    private transient Visits visits;
    @Inject
    private transient Catalog catalog;
    @Inject
    private transient Clock clock;
    @Inject
    private transient WelcomePage page;

    @Override
    Optional<Holder> open(String token) {
        return holders.of(token).filter(holder -> holder.visit().isPresent());
    }

    @Override
    Optional<String> show(HttpServletRequest request, Holder holder) {
        return page.load(request, holder) ? Optional.of("/center/welcome.xhtml") : Optional.empty();
    }

    @Override
    Answer act(HttpServletRequest request, Holder holder, Fields fields) {
        Optional<Brand> brand = Known.brandOf(catalog.now(), holder.scope(), Optional.empty());
        String language = Locales.SPOKEN.contains(fields.first("shown")) ? fields.first("shown") : null;
        // No pause is offered here, so nobody's days matter.
        List<Wish> wishes = brand.map(b -> ChoiceForm.read(fields).wishes(catalog.now(), b, clock.instant(), ZoneOffset.UTC))
                .orElse(List.of());
        if (!wishes.isEmpty()) {
            consents.choose(holder.recipient(), PageOrigin.read(catalog.now(), wishes, language), PageOrigin.of(wishes, language));
            holder.visit().ifPresent(visits::begin);
        }
        return Answer.goTo("/w/" + holder.token() + "?c=saved"
                + (Locales.SPOKEN.contains(fields.first("l")) ? "&l=" + fields.first("l") : ""));
    }
}
