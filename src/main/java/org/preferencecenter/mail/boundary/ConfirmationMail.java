package org.preferencecenter.mail.boundary;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.ResourceBundle;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.ObservesAsync;
import jakarta.inject.Inject;

import org.preferencecenter.catalog.control.Catalog;
import org.preferencecenter.catalog.entity.Brand;
import org.preferencecenter.catalog.entity.Catalogue;
import org.preferencecenter.consent.control.Consents;
import org.preferencecenter.consent.control.Recipients;
import org.preferencecenter.consent.control.Suppressions;
import org.preferencecenter.consent.entity.Choice;
import org.preferencecenter.consent.entity.ConfirmationNeeded;
import org.preferencecenter.consent.entity.State;
import org.preferencecenter.law.entity.Channel;
import org.preferencecenter.link.control.Links;
import org.preferencecenter.link.entity.Power;
import org.preferencecenter.link.entity.Scope;
import org.preferencecenter.link.entity.SignedLink;
import org.preferencecenter.mail.control.Composer;
import org.preferencecenter.mail.control.DkimSigner;
import org.preferencecenter.mail.control.NextHop;
import org.preferencecenter.mail.entity.Letter;
import org.preferencecenter.mail.entity.RawMessage;
import org.preferencecenter.mail.entity.Reply;
import org.preferencecenter.platform.entity.Locales;
import org.preferencecenter.platform.entity.Settings;

/**
 * Mails the fresh link by which a person confirms what was asked for (double opt-in). It holds no advertising, or it
 * would need the very consent it asks for, and no List-* field: there is nothing to unsubscribe from yet.
 */
@ApplicationScoped
public class ConfirmationMail {

    private static final Logger LOG = System.getLogger(ConfirmationMail.class.getName());
    private static final int WAITING = 1000;

    @Inject
    private Recipients recipients;
    @Inject
    private Consents consents;
    @Inject
    private Suppressions suppressions;
    @Inject
    private Catalog catalog;
    @Inject
    private Links links;
    @Inject
    private Composer composer;
    @Inject
    private DkimSigner signer;
    @Inject
    private NextHop nextHop;
    @Inject
    private Settings settings;

    /** One letter at a time, behind the visitor's back: nobody waits on a page for a mail server. */
    private final ExecutorService post = new ThreadPoolExecutor(0, 1, 30, TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(WAITING), work -> new Thread(work, "confirmation-mail"));

    void needed(@Observes ConfirmationNeeded event) {
        try {
            post.execute(() -> mail(event));
        } catch (RejectedExecutionException full) {
            LOG.log(Level.WARNING, "confirmation {0} not mailed: too many wait", event.confirmation());
        }
    }

    /** For a caller that already left its own thread. */
    void neededLater(@ObservesAsync ConfirmationNeeded event) {
        mail(event);
    }

    @PreDestroy
    void stop() {
        post.shutdown();
    }

    private void mail(ConfirmationNeeded event) {
        try {
            Optional<String> address = recipients.find(event.recipient()).flatMap(r -> r.address(Channel.EMAIL));
            List<Choice> waiting = consents.choices(event.recipient()).byCell().values().stream()
                    .filter(choice -> choice.state() == State.PENDING).toList();
            Catalogue catalogue = catalog.now();
            Optional<Brand> brand = waiting.stream().flatMap(c -> brandOf(catalogue, c.cell().scope()).stream()).findFirst();
            if (address.isEmpty() || brand.isEmpty()
                    || !suppressions.reasons(Channel.EMAIL, address.get(), brand.get().id()).isEmpty()) {
                return;
            }
            String language = Locales.choose(event.locale(), null, null, brand.get().defaultLocale());
            Letter letter = letter(event, brand.get(), titles(catalogue, waiting, language), language);
            RawMessage message = composer.compose(letter, brand.get(), address.get(), true);
            Reply reply = nextHop.send(signer.sign(message, brand.get().mailDomain()), address.get(),
                    Composer.sender(brand.get()));
            if (!reply.accepted()) {
                LOG.log(Level.WARNING, "confirmation {0} not mailed: the next hop answered {1} {2}", event.confirmation(),
                        reply.kind(), reply.code());
            }
        } catch (RuntimeException e) {
            // Nobody waits for this message; without the line nobody would know. The class alone: a message may quote.
            LOG.log(Level.ERROR, "confirmation {0} not mailed: {1}", event.confirmation(), e.getClass().getName());
        }
    }

    private Letter letter(ConfirmationNeeded event, Brand brand, List<String> titles, String language) {
        ResourceBundle words = ResourceBundle.getBundle("messages.mail", Locale.forLanguageTag(language));
        String link = brand.url(settings.baseUrl()) + "/c/" + links.sign(new SignedLink(Power.CONFIRM, event.recipient(),
                Scope.confirmation(event.confirmation()), 0));
        List<Letter.Block> blocks = new ArrayList<>();
        blocks.add(new Letter.Heading(words.getString("confirm.heading")));
        blocks.add(new Letter.Paragraph(words.getString("confirm.asked").formatted(brand.name())));
        titles.forEach(title -> blocks.add(new Letter.Paragraph("– " + title)));
        blocks.add(new Letter.Action(words.getString("confirm.action"), link));
        blocks.add(new Letter.Paragraph(words.getString("confirm.life").formatted(settings.confirmLife().toHours())));
        blocks.add(new Letter.Paragraph(words.getString("confirm.ignore")));
        blocks.add(new Letter.SmallPrint(brand.name() + ", " + brand.postalAddress()));
        return new Letter(language, brand.name(), brand.accent(), brand.accentInk(),
                words.getString("confirm.subject").formatted(brand.name()), blocks);
    }

    private static List<String> titles(Catalogue catalogue, List<Choice> waiting, String language) {
        return waiting.stream().map(choice -> choice.cell().scope()).distinct().flatMap(scope -> switch (scope.kind()) {
            case TOPIC -> catalogue.topic(scope.id()).map(t -> t.text(language).title()).stream();
            case PURPOSE -> catalogue.purpose(scope.id()).map(p -> p.text(language).title()).stream();
            default -> java.util.stream.Stream.empty();
        }).toList();
    }

    private static Optional<Brand> brandOf(Catalogue catalogue, Scope scope) {
        return switch (scope.kind()) {
            case TOPIC -> catalogue.topic(scope.id()).map(t -> t.purpose().brand());
            case PURPOSE -> catalogue.purpose(scope.id()).map(p -> p.brand());
            case BRAND -> catalogue.brand(scope.id());
            default -> Optional.empty();
        };
    }
}
