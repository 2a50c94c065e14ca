package org.preferencecenter.office.boundary;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.http.HttpServletRequest;

import org.preferencecenter.access.entity.Right;
import org.preferencecenter.catalog.control.Catalog;
import org.preferencecenter.catalog.entity.Brand;
import org.preferencecenter.mail.control.DkimKeys;
import org.preferencecenter.mail.entity.DnsRecord;
import org.preferencecenter.mail.entity.PublishedKey;
import org.preferencecenter.mail.entity.PublishedKey.State;
import org.preferencecenter.office.entity.Forbidden;
import org.preferencecenter.office.entity.MailZone;
import org.preferencecenter.platform.entity.Settings;

/** The domains that mail is sent from: what DNS says about them, and the keys that sign. */
@Named
@RequestScoped
public class MailDomainsPage {

    /** How long a key that signs no more stays in DNS: mail that waited, and archives that check again. */
    private static final Duration PUBLISHED_ON = Duration.ofDays(30);

    @Inject
    private Desk desk;
    @Inject
    private Catalog catalog;
    @Inject
    private DkimKeys keys;
    @Inject
    private Settings settings;
    @Inject
    private HttpServletRequest request;

    /** A key with how it stands. @param state a key of a sentence; {@code name} and {@code value} go to DNS */
    public record Key(String selector, String algorithm, String state, String since, String until, String name, String value) {
    }

    /**
     * One domain.
     *
     * @param brands    names of the brands that send from it
     * @param prepared  new keys wait to be published
     * @param mayRotate they may change the keys of each of those brands
     * @param atHop     the next hop signs for it: no key of ours does, and none is to be published
     */
    public record Domain(String name, String brands, List<Key> keys, DnsRecord spf, DnsRecord dmarc, String zone, boolean prepared,
            boolean old, boolean mayRotate, boolean atHop) {
    }

    /** Of the brands they may set up or whose keys they keep. */
    public List<Domain> getDomains() {
        Map<String, List<Brand>> byDomain = new TreeMap<>();
        for (Brand brand : desk.getBrands()) {
            boolean chosen = desk.getBrand().isEmpty() || desk.getBrand().get().id() == brand.id();
            boolean mine = desk.officer().may(Right.EDIT_BRANDS, brand.id()) || desk.officer().may(Right.KEYS, brand.id());
            if (chosen && mine && !brand.retired()) {
                byDomain.computeIfAbsent(brand.mailDomain(), domain -> new java.util.ArrayList<>()).add(brand);
            }
        }
        return byDomain.entrySet().stream().map(one -> domain(one.getKey(), one.getValue())).toList();
    }

    private Domain domain(String name, List<Brand> brands) {
        boolean atHop = settings.doors().signing().elsewhere(name);
        List<PublishedKey> all = atHop ? List.of() : keys.published(name);
        MailZone zone = new MailZone(name, settings.smtpHost(), all.stream().filter(key -> key.state() != State.RETIRED).toList());
        Instant year = desk.now().minus(Duration.ofDays(365));
        boolean old = all.stream().anyMatch(key -> key.state() == State.SIGNING && key.signsFrom().isBefore(year));
        return new Domain(name, String.join(", ", brands.stream().map(Brand::name).toList()), all.stream().map(this::key).toList(),
                zone.spf(), zone.dmarc(), zone.text(), all.stream().anyMatch(key -> key.state() == State.PREPARED), old,
                mayRotate(name), atHop);
    }

    private Key key(PublishedKey key) {
        Instant since = switch (key.state()) {
            case PREPARED -> key.created();
            case SIGNING -> key.signsFrom();
            case RETIRED -> key.retired();
        };
        return new Key(key.selector(), key.algorithm().name(), key.state().name(), desk.day(since),
                key.state() == State.RETIRED ? desk.day(key.retired().plus(PUBLISHED_ON)) : "", key.record().name(),
                key.record().value());
    }

    /** A domain may be several brands': its keys are changed by who keeps the keys of each. */
    private boolean mayRotate(String domain) {
        return catalog.now().brands().stream().filter(brand -> !brand.retired() && brand.mailDomain().equals(domain))
                .allMatch(brand -> desk.officer().may(Right.KEYS, brand.id()));
    }

    private String domain() {
        String domain = String.valueOf(request.getParameter("domain"));
        if (!mayRotate(domain) || catalog.now().brands().stream().noneMatch(brand -> brand.mailDomain().equals(domain))) {
            throw new Forbidden("keys of " + Right.KEYS);
        }
        desk.requireFresh();
        return domain;
    }

    /** Whether mail to the names under unsub. is taken in here. */
    public boolean isInbound() {
        return settings.doors().inbound().open();
    }

    /** First step: a new pair, to be published. */
    public void prepare() {
        String domain = domain();
        keys.prepare(domain);
        desk.audit("dkim-key.prepared", "domain:" + domain, null, Map.of());
        desk.redirect(back(), "dkim-prepared");
    }

    /** Second step: the new pair signs. */
    public void change() {
        String domain = domain();
        if (keys.change(domain)) {
            desk.audit("dkim-key.changed", "domain:" + domain, null, Map.of());
        }
        desk.redirect(back(), "dkim-changed");
    }

    private String back() {
        return "mailDomains" + desk.getBrand().map(brand -> "?brand=" + brand.code()).orElse("");
    }
}
