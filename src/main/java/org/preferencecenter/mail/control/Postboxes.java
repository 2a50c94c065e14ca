package org.preferencecenter.mail.control;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;

import org.preferencecenter.catalog.control.Catalog;
import org.preferencecenter.catalog.entity.Brand;
import org.preferencecenter.catalog.entity.Catalogue;
import org.preferencecenter.link.control.Links;
import org.preferencecenter.link.entity.Power;
import org.preferencecenter.link.entity.Scope;
import org.preferencecenter.link.entity.SignedLink;
import org.preferencecenter.mail.entity.ComplaintReport;
import org.preferencecenter.mail.entity.Postbox;
import org.preferencecenter.mail.entity.Postbox.Kind;

/** Which addresses are ours, and what each is for. Nobody else's mail is taken: there is nothing to relay. */
@Singleton
public class Postboxes {

    private static final String HOST = "unsub.";
    /** RFC 5321 §4.5.1: every server takes mail for its postmaster; RFC 2142 §2 for abuse. */
    private static final Set<String> REPLIES = Set.of("postmaster", "abuse", "bounce", "bounces");
    private static final Set<String> REPORTS = Set.of("feedback", "fbl");

    private final Links links;
    private final Catalog catalog;

    @Inject
    public Postboxes(Links links, Catalog catalog) {
        this.links = links;
        this.catalog = catalog;
    }

    /**
     * What an address is for; nothing: it is not ours, or its token is not. A token that is ours counts whatever domain it came
     * to: the brand may have moved since the message was sent.
     *
     * @param address as the envelope has it, in any letter case
     */
    public Optional<Postbox> at(String address) {
        int at = address.lastIndexOf('@');
        String local = at < 0 ? "" : address.substring(0, at).toLowerCase(Locale.ROOT);
        String domain = address.substring(at + 1).toLowerCase(Locale.ROOT).replaceAll("\\.$", "");
        if (local.startsWith("u-") || local.startsWith("b-")) {
            Kind kind = local.startsWith("u-") ? Kind.STOP : Kind.BOUNCE;
            return links.verifyFromMail(local.substring(2), kind == Kind.STOP ? Power.MAILTO : Power.BOUNCE)
                    .map(link -> new Postbox(kind, link, brand(link.scope()).orElseGet(() -> of(domain))));
        }
        return named(local, domain, address);
    }

    private Optional<Postbox> named(String local, String domain, String address) {
        boolean own = domain.startsWith(HOST);
        return catalog.now().brands().stream().filter(brand -> domain.equalsIgnoreCase((own ? HOST : "") + brand.mailDomain())
                || address.equalsIgnoreCase(brand.contactEmail())).findFirst().flatMap(brand -> kind(brand, local, address, own)
                        .map(kind -> new Postbox(kind, null, brand.id())));
    }

    private static Optional<Kind> kind(Brand brand, String local, String address, boolean own) {
        if (own && REPORTS.contains(local)) {
            return Optional.of(Kind.FEEDBACK);
        }
        boolean replies = own && REPLIES.contains(local) || local.equals("postmaster")
                || address.equalsIgnoreCase(brand.contactEmail()) || address.equalsIgnoreCase(Composer.sender(brand));
        return replies ? Optional.of(Kind.REPLY) : Optional.empty();
    }

    /** What a text in the head of a reported message says, if it is a token of ours of that form. */
    Optional<SignedLink> link(ComplaintReport.Candidate candidate) {
        return switch (candidate.form()) {
            case COMPLAINT -> links.verifyFromMail(candidate.token(), Power.COMPLAINT);
            case STOP_LINK -> links.verify(candidate.token(), Power.ONE_CLICK);
            case STOP_MAIL -> links.verifyFromMail(candidate.token(), Power.MAILTO);
            case BOUNCE -> links.verifyFromMail(candidate.token(), Power.BOUNCE);
        };
    }

    /** The brand that a list belongs to; nothing where the list is everything, or the catalogue does not know it. */
    Optional<Integer> brand(Scope scope) {
        Catalogue now = catalog.now();
        return switch (scope.kind()) {
            case BRAND -> now.brand(scope.id()).map(Brand::id);
            case PURPOSE -> now.purpose(scope.id()).map(purpose -> purpose.brand().id());
            case TOPIC -> now.topic(scope.id()).map(topic -> topic.purpose().brand().id());
            case EVERYTHING, CONFIRMATION -> Optional.empty();
        };
    }

    private int of(String domain) {
        return catalog.now().brands().stream().filter(brand -> domain.equalsIgnoreCase(HOST + brand.mailDomain())
                || domain.equalsIgnoreCase(brand.mailDomain())).findFirst().map(Brand::id).orElse(0);
    }
}
