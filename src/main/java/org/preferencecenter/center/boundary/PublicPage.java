package org.preferencecenter.center.boundary;

import java.util.List;
import java.util.Optional;

import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;

import org.preferencecenter.catalog.control.Catalog;
import org.preferencecenter.catalog.entity.Brand;
import org.preferencecenter.center.control.Phrasebook;
import org.preferencecenter.center.control.Stylesheets;
import org.preferencecenter.center.entity.Known;
import org.preferencecenter.center.entity.Mark;
import org.preferencecenter.center.entity.Words;
import org.preferencecenter.platform.entity.Locales;

/** What every public page has around it: the brand, its look, and the language. */
public abstract class PublicPage {

    /** A link of the language switch. */
    public record LanguageLink(String code, String name, String href, String current) {
    }

    @Inject
    private Catalog catalog;
    @Inject
    private Phrasebook phrasebook;
    @Inject
    private Stylesheets stylesheets;

    private Optional<Brand> brand = Optional.empty();
    private Words words;
    private String kept = "";

    /**
     * @param asked    the language asked for ({@code l}), or null
     * @param recalled the recipient's stored language, or null
     * @param shown    the brand the page is about; nothing: the one that answers under the request's host
     */
    void open(HttpServletRequest request, String asked, String recalled, Optional<Brand> shown) {
        brand = shown.or(() -> Known.brandAt(catalog.now(), request.getServerName()));
        String fallback = brand.map(Brand::defaultLocale).orElse(Locales.SPOKEN.get(0));
        // Without the header the server would answer its own default locale as the browser's wish.
        boolean wishes = request.getHeader("Accept-Language") != null;
        words = phrasebook.in(Locales.choose(asked, recalled, wishes ? request.getLocales() : null, fallback));
    }

    /** What the language links keep of the address's query: {@code &c=…}, or nothing. */
    void keep(String query) {
        kept = query;
    }

    /** The sentences in the page’s language, for those with a value in them. */
    public Words getWords() {
        return words;
    }

    Words words() {
        return words;
    }

    Optional<Brand> brand() {
        return brand;
    }

    Catalog catalog() {
        return catalog;
    }

    public String say(String key) {
        return words.say(key);
    }

    public String getLanguage() {
        return words.language();
    }

    public String getBrandName() {
        return brand.map(Brand::name).orElse("Preference Center");
    }

    public String getMark() {
        return Mark.of(getBrandName());
    }

    public String getPostalAddress() {
        return brand.map(Brand::postalAddress).orElse("");
    }

    public String getContact() {
        return brand.map(Brand::contactEmail).orElse("");
    }

    public String getStylesheet() {
        return stylesheets.path(brand);
    }

    public List<LanguageLink> getLanguages() {
        return Locales.SPOKEN.stream().map(code -> new LanguageLink(code, phrasebook.in(code).say("language"),
                "?l=" + code + kept, code.equals(getLanguage()) ? "true" : "")).toList();
    }
}
