package org.preferencecenter.catalog.entity;

import java.net.URI;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** What must hold of what a brand says and shows of itself on its own pages (W-13). Answers every flaw. */
public final class BrandReview {

    private static final String MAILBOX = "[^\\s@<>\"?&]+@[^\\s@<>\"?&]+\\.[^\\s@<>\"?&]+";

    private static final Set<String> COUNTRIES = Set.of(Locale.getISOCountries());

    private final List<Flaw> flaws = new ArrayList<>();
    private final String where;

    private BrandReview(Brand brand) {
        where = String.valueOf(brand.code());
    }

    /** Part of {@link Review#of(Brand)}. */
    static List<Flaw> of(Brand brand) {
        BrandReview review = new BrandReview(brand);
        brand.host().ifPresent(host -> review.need(host.matches(Review.DOMAIN) && !host.matches("[0-9.]+"),
                Flaw.Rule.HOST, host));
        brand.privacyUrl().ifPresent(url -> review.need(secure(url), Flaw.Rule.ADDRESS, url));
        brand.homeUrl().ifPresent(url -> review.need(secure(url), Flaw.Rule.ADDRESS, url));
        review.need(brand.dpoName().isPresent() == brand.dpoContact().isPresent()
                && brand.dpoName().map(name -> !name.isBlank()).orElse(true)
                && brand.dpoContact().map(contact -> contact.matches(MAILBOX) || secure(contact)).orElse(true),
                Flaw.Rule.CONTACT, brand.dpoName().orElse(""), brand.dpoContact().orElse(""));
        brand.texts().forEach((locale, text) -> {
            review.need(Review.tagged(locale), Flaw.Rule.LOCALE, locale);
            review.need(!text.empty() && text.plain(), Flaw.Rule.BRAND_TEXT, locale, BrandText.HEADING, BrandText.SENTENCES);
        });
        review.keeping(brand.keeping());
        return review.flaws;
    }

    /** Details name the field. */
    private void keeping(DataKeeping keeping) {
        need(fits(keeping.legalName()), Flaw.Rule.KEEPING, "legalName");
        need(fits(keeping.legalId()), Flaw.Rule.KEEPING, "legalId");
        need(fits(keeping.authority()), Flaw.Rule.KEEPING, "authority");
        need(keeping.places().map(all -> all.size() <= DataKeeping.MOST && COUNTRIES.containsAll(all)).orElse(true),
                Flaw.Rule.KEEPING, "dataPlaces");
        need(keeping.others().map(all -> all.size() <= DataKeeping.MOST
                && all.stream().allMatch(line -> fits(Optional.of(line)))).orElse(true), Flaw.Rule.KEEPING, "dataOthers");
    }

    private static boolean fits(Optional<String> text) {
        return text.map(words -> !words.isBlank() && words.length() <= DataKeeping.LONGEST
                && words.chars().noneMatch(Character::isISOControl)).orElse(true);
    }

    /**
     * A host leads to one brand only, or links to it would show another's pages.
     *
     * @param all    every brand, this one or not
     * @param common the host of PC_BASE_URL, which is nobody's own; empty: not known
     */
    public static List<Flaw> host(Brand brand, Collection<Brand> all, String common) {
        BrandReview review = new BrandReview(brand);
        brand.host().ifPresent(host -> review.need(!host.equalsIgnoreCase(common) && all.stream().noneMatch(other ->
                !other.code().equals(brand.code()) && other.host().filter(host::equals).isPresent()),
                Flaw.Rule.HOST_TAKEN, host));
        return review.flaws;
    }

    /** An https address without credentials in it. */
    private static boolean secure(String url) {
        try {
            URI uri = URI.create(url);
            return "https".equals(uri.getScheme()) && uri.getHost() != null && uri.getRawUserInfo() == null;
        } catch (IllegalArgumentException notAnAddress) {
            return false;
        }
    }

    private void need(boolean holds, Flaw.Rule rule, Object... details) {
        if (!holds) {
            flaws.add(rule.in(where, details));
        }
    }
}
