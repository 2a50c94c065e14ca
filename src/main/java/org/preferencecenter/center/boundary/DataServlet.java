package org.preferencecenter.center.boundary;

import java.time.Duration;
import java.util.Optional;

import jakarta.inject.Inject;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServletRequest;

import org.preferencecenter.catalog.control.Catalog;
import org.preferencecenter.catalog.entity.Brand;
import org.preferencecenter.center.control.Holders;
import org.preferencecenter.center.entity.Fields;
import org.preferencecenter.center.entity.Holder;
import org.preferencecenter.center.entity.Known;
import org.preferencecenter.center.entity.MailAddress;
import org.preferencecenter.consent.control.LostLinks;
import org.preferencecenter.consent.control.Visits;
import org.preferencecenter.platform.control.Throttle;
import org.preferencecenter.platform.entity.Locales;
import org.preferencecenter.platform.entity.Network;
import org.preferencecenter.rights.control.CopyFiles;
import org.preferencecenter.rights.control.SelfService;
import org.preferencecenter.rights.entity.Copy;

/**
 * {@code /r}: "your data" (GDPR art. 15 to 17, 21). Without a link it mails one, and answers everybody alike before it is looked
 * up whether anybody has the address, as {@link Home} does. Behind {@code /r/{token}} a fresh link is worth what it says; data
 * leaves by a button alone (POST), so that whoever only follows links sees none.
 */
@WebServlet("/r/*")
public class DataServlet extends LinkServlet<Optional<Holder>> {

    private static final long serialVersionUID = 1L;
    private static final String VIEW = "/center/data.xhtml";
    private static final int OK = 200;
    private static final int TOO_MANY = 429;
    /** How often one network may ask in {@link #PER}. */
    private static final int TIMES = 20;
    private static final Duration PER = Duration.ofHours(1);
    private static final int LONGEST_WORDS = 1000;

    @Inject
    private transient Holders holders;
    @Inject
    private transient Visits visits;
    @Inject
    private transient SelfService rights;
    @Inject
    private transient CopyFiles files;
    @Inject
    private transient LostLinks lostLinks;
    @Inject
    private transient Throttle throttle;
    @Inject
    private transient Catalog catalog;
    @Inject
    private transient DataPage page;
    @Inject
    private transient ErasedPage erased;

    @Override
    Optional<Optional<Holder>> open(String token) {
        return token.isEmpty() ? Optional.of(Optional.empty()) : holders.data(token).map(Optional::of);
    }

    @Override
    Optional<String> show(HttpServletRequest request, Optional<Holder> holder) {
        String language = request.getParameter("l");
        if (holder.isEmpty()) {
            page.load(request, language, "sent".equals(request.getParameter("c")));
            return Optional.of(VIEW);
        }
        if (erased.load(request, holder.get().recipient(), holder.get().scope())) {
            return Optional.of(ErasedPage.VIEW);
        }
        return page.load(request, holder.get(), language) ? Optional.of(VIEW) : Optional.empty();
    }

    @Override
    Answer act(HttpServletRequest request, Optional<Holder> holder, Fields fields) {
        return holder.isEmpty() ? link(request, fields) : act(request, holder.get(), fields);
    }

    private Answer link(HttpServletRequest request, Fields fields) {
        Optional<Brand> brand = Known.brandAt(catalog.now(), request.getServerName(), settings().baseUrl().getHost());
        if (brand.isEmpty()) {
            return Answer.sorry(404);
        }
        String typed = fields.first("address").strip();
        String asked = spoken(fields.first("l"));
        if (!MailAddress.plausible(typed)) {
            page.wrong(request, asked, typed, Optional.empty());
            return Answer.draw(VIEW);
        }
        Optional<Duration> wait = throttle.wait("data-link.network", Network.of(request.getRemoteAddr()), TIMES, PER);
        if (wait.isPresent()) {
            page.wrong(request, asked, typed, wait);
            return new Answer(TOO_MANY, VIEW);
        }
        lostLinks.data(typed, brand.get().id(), spoken(fields.first("shown")));
        return Answer.goTo("/r?c=sent" + (asked == null ? "" : "&l=" + asked));
    }

    private Answer act(HttpServletRequest request, Holder holder, Fields fields) {
        String asked = spoken(fields.first("l"));
        if (!holder.fresh() || !page.load(request, holder, asked)) {
            return done(holder, "stale", asked);
        }
        String language = spoken(fields.first("shown"));
        String spoken = language == null ? Locales.SPOKEN.get(0) : language;
        long recipient = holder.recipient();
        int brand = holder.scope().id();
        return switch (fields.first("do")) {
            case "copy" -> {
                page.show(copy(holder, brand, spoken));
                yield new Answer(OK, VIEW);
            }
            case "json" -> Answer.file("application/json", "data.json", CopyFiles.json(copy(holder, brand, spoken)));
            case "zip" -> {
                Copy copy = copy(holder, brand, spoken);
                yield Answer.file("application/zip", "data.zip", out -> files.zip(copy, out));
            }
            case "correct" -> correct(holder, brand, spoken, fields.first("words").strip(), asked);
            case "object" -> {
                begin(holder);
                rights.object(recipient, brand, spoken);
                yield done(holder, "object", asked);
            }
            case "erase" -> {
                if (!fields.first("sure").equals("1")) {
                    page.ask();
                    yield new Answer(OK, VIEW);
                }
                begin(holder);
                yield done(holder, rights.erase(recipient, brand, spoken).isPresent() ? "erase" : "waiting", asked);
            }
            default -> done(holder, "none", asked);
        };
    }

    private Answer correct(Holder holder, int brand, String language, String words, String asked) {
        if (words.isEmpty() || words.length() > LONGEST_WORDS) {
            page.flaw(words);
            return Answer.draw(VIEW);
        }
        begin(holder);
        rights.correct(holder.recipient(), brand, language, words);
        return done(holder, "correct", asked);
    }

    private Copy copy(Holder holder, int brand, String language) {
        begin(holder);
        return rights.copy(holder.recipient(), brand, language);
    }

    /** Something is done: the sitting begins. */
    private void begin(Holder holder) {
        holder.visit().ifPresent(visits::begin);
    }

    private static Answer done(Holder holder, String c, String asked) {
        return Answer.goTo("/r/" + holder.token() + "?c=" + c + (asked == null ? "" : "&l=" + asked));
    }

    private static String spoken(String language) {
        return Locales.SPOKEN.contains(language) ? language : null;
    }
}
