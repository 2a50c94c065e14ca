package org.preferencecenter.mail.boundary;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;

import org.preferencecenter.catalog.control.Catalog;
import org.preferencecenter.catalog.entity.Brand;
import org.preferencecenter.consent.control.Claims;
import org.preferencecenter.consent.control.Suppressions;
import org.preferencecenter.consent.entity.AddressClaimed;
import org.preferencecenter.consent.entity.Claim;
import org.preferencecenter.law.entity.Channel;
import org.preferencecenter.link.control.Links;
import org.preferencecenter.link.entity.Power;
import org.preferencecenter.link.entity.Scope;
import org.preferencecenter.link.entity.SignedLink;
import org.preferencecenter.mail.control.MailWords;
import org.preferencecenter.mail.control.OwnPost;
import org.preferencecenter.mail.entity.BadMessage;
import org.preferencecenter.mail.entity.Draft;
import org.preferencecenter.mail.entity.OwnLetters;
import org.preferencecenter.mail.entity.Reply;
import org.preferencecenter.platform.entity.Locales;
import org.preferencecenter.platform.entity.Settings;

/**
 * Mails the link by which somebody proves that an address is theirs. Anybody may have typed it, so it goes to no address
 * that must not be written to, whatever the reason. Tried once: who waits for it in vain asks again.
 */
@ApplicationScoped
public class AddressMail {

    private static final Logger LOG = System.getLogger(AddressMail.class.getName());
    private static final int WAITING = 1000;

    @Inject
    private Claims claims;
    @Inject
    private Suppressions suppressions;
    @Inject
    private Catalog catalog;
    @Inject
    private Links links;
    @Inject
    private OwnPost post;
    @Inject
    private Settings settings;

    /** One letter at a time, behind the visitor's back: how long it takes tells nobody whether the address is known. */
    private final ExecutorService postman = new ThreadPoolExecutor(0, 1, 30, TimeUnit.SECONDS, new LinkedBlockingQueue<>(WAITING),
            work -> new Thread(work, "address-mail"));

    void claimed(@Observes AddressClaimed event) {
        try {
            postman.execute(() -> mail(event));
        } catch (RejectedExecutionException full) {
            LOG.log(Level.WARNING, "claim {0} not mailed: too many wait", event.claim());
        }
    }

    @PreDestroy
    void stop() {
        postman.shutdown();
    }

    private void mail(AddressClaimed event) {
        try {
            Optional<Brand> brand = catalog.now().brand(event.brand());
            Optional<Claim> claim = claims.find(event.recipient(), event.claim());
            if (brand.isEmpty() || claim.isEmpty()
                    || !suppressions.reasons(Channel.EMAIL, event.address(), brand.get().id()).isEmpty()) {
                return;
            }
            String language = Locales.choose(event.locale(), null, null, brand.get().defaultLocale());
            String link = brand.get().url(settings.baseUrl()) + "/a/" + links.sign(new SignedLink(Power.CONFIRM, event.recipient(),
                    Scope.confirmation(event.claim()), 0));
            OwnLetters letters = new OwnLetters(MailWords.in(language), brand.get(), ZoneOffset.UTC);
            Reply reply = post.send(new Draft(letters.address(link, claim.get().until()), brand.get(), event.recipient(),
                    Optional.empty()), event.address(), UUID.randomUUID());
            if (!reply.accepted()) {
                LOG.log(Level.WARNING, "claim {0} not mailed: the next hop answered {1} {2}", event.claim(), reply.kind(), reply.code());
            }
        } catch (BadMessage impossible) {
            LOG.log(Level.WARNING, "claim {0} cannot be mailed", event.claim());
        } catch (RuntimeException e) {
            // Nobody waits for this letter; without the line nobody would know. The class alone: a message may quote.
            LOG.log(Level.ERROR, "claim {0} not mailed: {1}", event.claim(), e.getClass().getName());
        }
    }
}
