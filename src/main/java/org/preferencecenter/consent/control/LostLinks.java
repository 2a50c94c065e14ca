package org.preferencecenter.consent.control;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.Set;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

import jakarta.annotation.PreDestroy;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;

import org.preferencecenter.consent.entity.AddressForm;
import org.preferencecenter.consent.entity.LetterKind;
import org.preferencecenter.consent.entity.LinkWanted;
import org.preferencecenter.consent.entity.Recipient;
import org.preferencecenter.consent.entity.SuppressionReason;
import org.preferencecenter.law.entity.Channel;
import org.preferencecenter.platform.control.Throttle;
import org.preferencecenter.platform.control.Vault;

/**
 * A fresh link for who has lost theirs (W-12). Whoever asks learns nothing: what is done before the answer is the same for
 * every address, and whether somebody has it is looked up behind the asker's back. A link that was asked for may be mailed
 * whatever was stopped or objected to: it is the person's own request. A dead mailbox and an erased person get none.
 */
@Singleton
public class LostLinks implements AutoCloseable {

    /** How many links one mailbox is sent in {@link #PER}, whoever asks for them. */
    public static final int TIMES = 3;
    public static final Duration PER = Duration.ofHours(1);

    private static final Logger LOG = System.getLogger(LostLinks.class.getName());
    private static final Set<SuppressionReason> NOBODY = EnumSet.of(SuppressionReason.BOUNCE, SuppressionReason.ERASURE);
    private static final int WAITING = 1000;

    private final Recipients recipients;
    private final Suppressions suppressions;
    private final Visits visits;
    private final Throttle throttle;
    private final Consumer<LinkWanted> wanted;
    private final byte[] key;
    private final ThreadPoolExecutor behind = new ThreadPoolExecutor(0, 1, 30, TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(WAITING), work -> new Thread(work, "lost-links"));

    @Inject
    public LostLinks(Recipients recipients, Suppressions suppressions, Visits visits, Throttle throttle, Vault vault,
            Event<LinkWanted> wanted) {
        this(recipients, suppressions, visits, throttle, vault, (Consumer<LinkWanted>) wanted::fire);
    }

    /** Without a container. */
    public LostLinks(Recipients recipients, Suppressions suppressions, Visits visits, Throttle throttle, Vault vault,
            Consumer<LinkWanted> wanted) {
        this.recipients = recipients;
        this.suppressions = suppressions;
        this.visits = visits;
        this.throttle = throttle;
        this.wanted = wanted;
        this.key = vault.derive("lost-link");
    }

    /** Looks up nobody any more; what waits is dropped, and may be asked for again. */
    @Override
    @PreDestroy
    public void close() {
        behind.shutdownNow();
    }

    /**
     * Has a link mailed to an address, if somebody has it. Returns at once, whether or not, also when it was asked for too
     * often or too many wait.
     *
     * @param address as it was typed
     * @param brand   id of the brand that was asked
     * @param locale  of the page, or null
     */
    public void asked(String address, int brand, String locale) {
        if (!AddressForm.possible(address) || throttle.wait("lost-link.address", hash(address), TIMES, PER).isPresent()) {
            return;
        }
        behind(() -> recipients.byAddress(Channel.EMAIL, address)
                .ifPresent(recipient -> open(recipient, address, brand, locale, LetterKind.LINK)));
    }

    /** As {@link #asked(String, int, String)}, but the link is the one by which somebody asks for their data. */
    public void data(String address, int brand, String locale) {
        if (!AddressForm.possible(address) || throttle.wait("data-link.address", hash(address), TIMES, PER).isPresent()) {
            return;
        }
        behind(() -> recipients.byAddress(Channel.EMAIL, address)
                .ifPresent(recipient -> open(recipient, address, brand, locale, LetterKind.DATA)));
    }

    /** As {@link #asked}, for whoever holds a link that is worth nothing any more: to the recipient's first mailbox. */
    public void asked(long recipient, int brand, String locale) {
        behind(() -> recipients.find(recipient).flatMap(found -> found.address(Channel.EMAIL))
                .ifPresent(address -> asked(address, brand, locale)));
    }

    private void behind(Runnable work) {
        try {
            behind.execute(() -> {
                try {
                    work.run();
                } catch (RuntimeException away) {
                    LOG.log(Level.WARNING, "a lost link was not looked up: {0}", away.getClass().getName());
                }
            });
        } catch (RejectedExecutionException full) {
            LOG.log(Level.WARNING, "a lost link was not looked up: too many wait");
        }
    }

    private void open(Recipient recipient, String address, int brand, String locale, LetterKind letter) {
        Set<SuppressionReason> reasons = suppressions.reasons(Channel.EMAIL, address, brand);
        if (reasons.stream().noneMatch(NOBODY::contains)) {
            int visit = visits.open(recipient.id(), brand, letter, locale, address);
            wanted.accept(new LinkWanted(recipient.id(), visit, brand, locale));
        }
    }

    /** What limits count by: the address itself is kept nowhere. */
    private String hash(String address) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            byte[] normal = AddressForm.normal(Channel.EMAIL, address).getBytes(StandardCharsets.UTF_8);
            return HexFormat.of().formatHex(mac.doFinal(normal));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("every Java platform has HMAC-SHA-256", impossible);
        }
    }
}
