package org.preferencecenter.mail.control;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;

import org.preferencecenter.catalog.control.Catalog;
import org.preferencecenter.catalog.entity.Brand;
import org.preferencecenter.catalog.entity.Stream;
import org.preferencecenter.link.control.Links;
import org.preferencecenter.link.entity.Power;
import org.preferencecenter.link.entity.SignedLink;
import org.preferencecenter.mail.entity.Alignment;
import org.preferencecenter.mail.entity.CheckedSignature;
import org.preferencecenter.mail.entity.Finding;
import org.preferencecenter.mail.entity.Finding.Grade;
import org.preferencecenter.mail.entity.RawMessage;
import org.preferencecenter.mail.entity.Received;
import org.preferencecenter.mail.entity.UnsubscribeRules;
import org.preferencecenter.platform.entity.Settings;

/** Tells everything that a mailbox provider would hold against a message, as it was received. Changes nothing. */
@Singleton
public class Doctor {

    private static final Pattern ONE_CLICK = Pattern.compile("(https?)://([^/?#]+)/u/([A-Za-z0-9_-]+)/?");

    private final Catalog catalog;
    private final Links links;
    private final Postboxes postboxes;
    private final Signatures signatures;
    private final Dns dns;
    private final Settings settings;

    @Inject
    public Doctor(Catalog catalog, Links links, Postboxes postboxes, Signatures signatures, Dns dns, Settings settings) {
        this.catalog = catalog;
        this.links = links;
        this.postboxes = postboxes;
        this.signatures = signatures;
        this.dns = dns;
        this.settings = settings;
    }

    /**
     * Examines a message.
     *
     * @param stream it was sent on; nothing: it is taken for prospecting, of the brand whose domain is in From
     * @param sender of the envelope, empty for {@code <>}; nothing: not known
     * @return what was found, the worst first
     */
    public List<Finding> examine(RawMessage message, Optional<Stream> stream, Optional<String> sender) {
        Optional<String> returned = sender.or(() -> message.value("Return-Path").map(path -> path.replaceAll("[<>\\s]", "")));
        Optional<Brand> brand = stream.map(Stream::brand).or(() -> catalog.now().brands().stream()
                .filter(one -> Alignment.holds(Alignment.from(message), one.mailDomain())).findFirst());
        boolean prospecting = stream.map(one -> !one.service()).orElse(true);
        List<CheckedSignature> signed = signatures.of(message);
        MailDns domains = new MailDns(dns);
        boolean atHop = brand.filter(one -> settings.doors().signing().elsewhere(one.mailDomain())).isPresent();
        List<Finding> findings = new ArrayList<>(new Received(message, returned, prospecting, signed, brand.map(Brand::postalAddress),
                family(message, returned, signed, domains), atHop).findings());
        probe(message, stream, findings);
        findings.addAll(domains.of(message, returned));
        return sorted(findings);
    }

    /** The same beside a server, without catalogue and keys: what the message itself and DNS tell. */
    public static List<Finding> examine(RawMessage message, boolean prospecting, Optional<String> sender, Signatures signatures, Dns dns) {
        Optional<String> returned = sender.or(() -> message.value("Return-Path").map(path -> path.replaceAll("[<>\\s]", "")));
        List<CheckedSignature> signed = signatures.of(message);
        MailDns domains = new MailDns(dns);
        List<Finding> findings = new ArrayList<>(new Received(message, returned, prospecting, signed, Optional.empty(),
                family(message, returned, signed, domains), false).findings());
        if (!UnsubscribeRules.uris(message).isEmpty()) {
            findings.add(Finding.of("probe.foreign", Grade.NOTE, "RFC 8058 §3.2"));
        }
        findings.addAll(domains.of(message, returned));
        return sorted(findings);
    }

    /** Those of the domains that sign or bounce for it which DNS counts to the organisation in From. */
    private static Set<String> family(RawMessage message, Optional<String> sender, List<CheckedSignature> signed,
            MailDns domains) {
        String from = Alignment.from(message);
        return java.util.stream.Stream.concat(signed.stream().map(CheckedSignature::domain), sender.map(Alignment::of).stream()).distinct()
                .filter(domain -> domains.together(from, domain)).collect(Collectors.toUnmodifiableSet());
    }

    private static List<Finding> sorted(List<Finding> findings) {
        return findings.stream().sorted(java.util.Comparator.comparing(Finding::grade)).toList();
    }

    /**
     * The one-click POST as far as it goes without stopping anybody: is the address ours, is its token, which list would end.
     * Nobody else's link is followed: a POST to it would unsubscribe a person.
     */
    private void probe(RawMessage message, Optional<Stream> stream, List<Finding> findings) {
        for (String uri : UnsubscribeRules.uris(message)) {
            Matcher link = ONE_CLICK.matcher(uri);
            if (link.matches()) {
                if (ours(link.group(2))) {
                    said(links.verify(link.group(3), Power.ONE_CLICK), stream, "probe.link", findings);
                } else {
                    findings.add(Finding.of("probe.foreign", Grade.NOTE, "RFC 8058 §3.2"));
                }
            } else if (uri.regionMatches(true, 0, "mailto:u-", 0, 9)) {
                String address = uri.substring("mailto:".length()).replaceAll("\\?.*", "");
                said(postboxes.at(address).map(box -> box.link()), stream, "probe.mail", findings);
            }
        }
    }

    private static void said(Optional<SignedLink> link, Optional<Stream> stream, String code, List<Finding> findings) {
        if (link.isEmpty()) {
            findings.add(Finding.of(code + ".dead", Grade.FAIL, "RFC 8058 §3.1"));
        } else if (stream.isPresent() && !stream.get().scope().equals(link.get().scope())) {
            findings.add(Finding.of(code + ".other", Grade.FAIL, "RFC 8058 §3.1", link.get().scope(), stream.get().code()));
        } else {
            findings.add(Finding.of(code + ".good", Grade.NOTE, "RFC 8058 §3.2", link.get().scope()));
        }
    }

    private boolean ours(String authority) {
        return authority.equalsIgnoreCase(settings.oneClickUrl().getAuthority()) || authority.equalsIgnoreCase(settings.baseUrl().getAuthority())
                || catalog.now().brands().stream().map(brand -> URI.create(brand.url(settings.oneClickUrl()).toString()).getAuthority())
                        .anyMatch(authority::equalsIgnoreCase);
    }
}
