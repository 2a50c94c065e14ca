package org.preferencecenter.mail.boundary;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.ZoneId;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;

import org.preferencecenter.access.entity.StaffLetter;
import org.preferencecenter.catalog.control.Catalog;
import org.preferencecenter.catalog.entity.Brand;
import org.preferencecenter.mail.control.OwnPost;
import org.preferencecenter.mail.control.StaffWords;
import org.preferencecenter.mail.entity.Draft;
import org.preferencecenter.mail.entity.Reply;
import org.preferencecenter.mail.entity.StaffLetters;

/**
 * Mails those who work in the office their links, at once and behind the page's back. Tried once: whoever waits for the
 * letter asks for another, and an old link would be of no use.
 */
@ApplicationScoped
public class StaffPost {

    private static final Logger LOG = System.getLogger(StaffPost.class.getName());
    private static final ZoneId ZONE = ZoneId.of("Europe/Paris");
    private static final int WAITING = 200;

    @Inject
    private Catalog catalog;
    @Inject
    private OwnPost post;

    private final ThreadPoolExecutor postman = new ThreadPoolExecutor(0, 1, 30, TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(WAITING), work -> new Thread(work, "staff-letters"),
            new ThreadPoolExecutor.DiscardPolicy());

    void wanted(@Observes StaffLetter event) {
        postman.execute(() -> mail(event));
    }

    private void mail(StaffLetter wanted) {
        try {
            Optional<Brand> brand = catalog.now().brands().stream().filter(one -> !one.retired()).findFirst();
            if (brand.isEmpty()) {
                LOG.log(Level.WARNING, "{0} not mailed: there is no brand to write in the name of", wanted);
                return;
            }
            StaffLetters letters = new StaffLetters(StaffWords.in(wanted.locale()), brand.get(), ZONE);
            Reply reply = post.send(new Draft(letters.password(wanted), brand.get(), 0, Optional.empty()), wanted.login(),
                    UUID.randomUUID());
            if (!reply.accepted()) {
                LOG.log(Level.WARNING, "{0} not mailed: the next hop answered {1} {2}", wanted, reply.kind(), reply.code());
            }
        } catch (RuntimeException e) {
            LOG.log(Level.WARNING, "{0} not mailed: {1}", wanted, e.getClass().getName());
        }
    }

    @PreDestroy
    void stop() {
        postman.shutdown();
    }
}
