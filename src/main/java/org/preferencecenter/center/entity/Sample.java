package org.preferencecenter.center.entity;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

import org.preferencecenter.catalog.entity.Brand;
import org.preferencecenter.catalog.entity.Catalogue;
import org.preferencecenter.consent.entity.Choices;
import org.preferencecenter.consent.entity.Recipient;
import org.preferencecenter.law.entity.Audience;
import org.preferencecenter.law.entity.Channel;
import org.preferencecenter.link.entity.Scope;
import org.preferencecenter.link.entity.SignedLink;

/**
 * A public page to be looked at before it is public: drawn as it would be, for somebody who does not exist, and with nothing
 * on it that leads anywhere.
 *
 * @param catalogue as it would be
 * @param form      the code of a sign-up form, or empty for the preference page
 * @param language  one that the pages speak
 * @param paper     {@code light}, {@code dark}, or empty: as the looker's system
 */
public record Sample(Catalogue catalogue, Brand brand, String form, String language, String paper, Audience audience,
        String country) {

    /** Nobody's: reserved for examples (RFC 2606). */
    private static final List<Recipient.Address> ADDRESSES = List.of(new Recipient.Address(Channel.EMAIL, "camille@example.org"),
            new Recipient.Address(Channel.SMS, "+33 6 39 98 00 00"), new Recipient.Address(Channel.PHONE, "+33 1 99 00 00 00"),
            new Recipient.Address(Channel.POST, "Camille Exemple\n1 place du Marché\n44000 Nantes"));
    private static final Pattern LINK = Pattern.compile("(<a\\b[^>]*?)\\shref=\"[^\"]*\"");
    private static final Pattern ACTION = Pattern.compile("(<form\\b[^>]*?)\\saction=\"[^\"]*\"");

    /** The page of somebody who has just heard of the brand and chosen nothing. */
    public Known known(Instant now) {
        Recipient nobody = new Recipient(1, audience, "sample", country, language, "Europe/Paris", Map.of(), ADDRESSES);
        return new Known(catalogue, brand, Optional.of(nobody), Choices.NONE, List.of(), now);
    }

    /** Whoever holds no link at all. */
    public Holder holder() {
        return new Holder("", 1, Scope.brand(brand.id()), SignedLink.MAX_EPOCH, Optional.empty(), false);
    }

    /** A page whose links lead nowhere and whose forms post nowhere; all else as it is. */
    public static String inert(String html) {
        return ACTION.matcher(LINK.matcher(html).replaceAll("$1")).replaceAll("$1");
    }

    /** A stylesheet for one paper, whatever the looker's system prefers. @param paper as {@link #paper} */
    public static String on(String paper, String css) {
        return switch (paper) {
            case "light" -> css.replace("(prefers-color-scheme: dark)", "(max-width: 0)").replace("color-scheme: light dark", "color-scheme: light");
            case "dark" -> css.replace("(prefers-color-scheme: dark)", "(min-width: 0)").replace("color-scheme: light dark", "color-scheme: dark");
            default -> css;
        };
    }
}
