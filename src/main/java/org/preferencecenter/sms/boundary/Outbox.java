package org.preferencecenter.sms.boundary;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Optional;
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
import org.preferencecenter.consent.entity.CodeNeeded;
import org.preferencecenter.sms.control.Replies;
import org.preferencecenter.sms.control.SmsSender;
import org.preferencecenter.sms.entity.TextMessage;

/**
 * Sends our few texts, behind the visitor's and the gateway's back: nobody waits on a page for a gateway. A text is tried
 * once: whether a gateway that fell silent had taken it cannot be told, and a confirmation is owed once (47 CFR
 * 64.1200(a)(12)); who asked for a code asks for another.
 */
@ApplicationScoped
public class Outbox {

    private static final Logger LOG = System.getLogger(Outbox.class.getName());
    private static final int WAITING = 1000;
    private static final int THREADS = 2;

    @Inject
    SmsSender sender;
    @Inject
    Catalog catalog;

    private final ExecutorService post = post();

    private static ExecutorService post() {
        ThreadPoolExecutor post = new ThreadPoolExecutor(THREADS, THREADS, 30, TimeUnit.SECONDS,
                new LinkedBlockingQueue<>(WAITING), work -> {
                    Thread thread = new Thread(work, "sms-outbox");
                    thread.setDaemon(true);
                    return thread;
                });
        post.allowCoreThreadTimeOut(true);
        return post;
    }

    void needed(@Observes CodeNeeded event) {
        Optional<Brand> brand = catalog.now().brand(event.brand());
        if (brand.isEmpty()) {
            LOG.log(Level.WARNING, "a code was not sent: there is no brand {0}", event.brand());
            return;
        }
        send(new TextMessage(event.brand(), event.number(), Replies.code(brand.get(), event.code(), event.locale())));
    }

    /** @return false if there is nothing to hand it to, or too many wait: then it will not be sent */
    public boolean send(TextMessage message) {
        if (!sender.ready()) {
            return false;
        }
        try {
            post.execute(() -> hand(message));
            return true;
        } catch (RejectedExecutionException full) {
            LOG.log(Level.WARNING, "a text of brand {0} was not sent: too many wait", message.brand());
            return false;
        }
    }

    private void hand(TextMessage message) {
        try {
            if (!sender.send(message)) {
                LOG.log(Level.WARNING, "a text of brand {0} was not sent: the SMS gateway refused it", message.brand());
            }
        } catch (RuntimeException e) {
            // Nobody waits for it; without the line nobody would know. The class alone: a message may quote.
            LOG.log(Level.ERROR, "a text of brand {0} was not sent: {1}", message.brand(), e.getClass().getName());
        }
    }

    @PreDestroy
    void stop() {
        post.shutdown();
    }
}
