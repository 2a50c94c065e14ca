package org.preferencecenter.center.boundary;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;

import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;

import org.preferencecenter.catalog.control.Catalog;
import org.preferencecenter.catalog.entity.Brand;
import org.preferencecenter.catalog.entity.BrandText;
import org.preferencecenter.catalog.entity.Catalogue;
import org.preferencecenter.catalog.entity.Paper;
import org.preferencecenter.center.control.Phrasebook;
import org.preferencecenter.center.control.Stylesheets;
import org.preferencecenter.center.entity.Foreign;
import org.preferencecenter.center.entity.Known;
import org.preferencecenter.center.entity.Mark;
import org.preferencecenter.center.entity.Sample;
import org.preferencecenter.center.entity.Words;
import org.preferencecenter.platform.entity.Locales;
import org.preferencecenter.platform.entity.Settings;

/** What every public page has around it: the brand, its look, and the language. Facelets call the one that is shown {@code page}. */
public abstract class PublicPage {

    /** A link of the language switch. */
    public record LanguageLink(String code, String direction, String name, String href, String current) {
    }

    /** How high a logo is drawn, in pixels; its width follows. */
    private static final int LOGO_HEIGHT = 40;

    @Inject
    private Catalog catalog;
    @Inject
    private Phrasebook phrasebook;
    @Inject
    private Stylesheets stylesheets;
    @Inject
    private Settings settings;

    private Optional<Brand> brand = Optional.empty();
    private Words words;
    private String kept = "";
    private String dataHref = "";
    private Sample sampled;

    /**
     * @param asked    the language asked for ({@code l}), or null
     * @param recalled the recipient's stored language, or null
     * @param shown    the brand the page is about; nothing: the one that answers under the request's host, if any does
     */
    void open(HttpServletRequest request, String asked, String recalled, Optional<Brand> shown) {
        // Where pages look first: the bean itself, without a look-up by name and a proxy for each word of the page.
        request.setAttribute("page", this);
        dataHref = request.getContextPath() + "/r";
        brand = shown.or(() -> Known.brandAt(catalog.now(), request.getServerName(), settings.baseUrl().getHost()));
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

    /** What is live; where a sample is drawn, what would be. */
    Catalogue catalogue() {
        return sampled == null ? catalog.now() : sampled.catalogue();
    }

    /** Draws for nobody, and as if something were published that is not. */
    void sampling(Sample sample) {
        sampled = sample;
    }

    public String say(String key) {
        return words.say(key);
    }

    public String getLanguage() {
        return words.language();
    }

    /** For {@code dir} of the page. */
    public String getDirection() {
        return words.direction();
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

    /** A brand's own sentence, in the language it is really in; an empty one is not there. */
    public record Line(String text, Foreign foreign) {
    }

    /** The logo for a paper: where it is and how large it is shown. */
    public record Image(String href, int width, int height) {
    }

    /** Over the preference page: the brand's own words, else ours. */
    public Line getHeadingLine() {
        Line own = line(BrandText::heading);
        return own.text().isEmpty() ? new Line(say("heading"), Foreign.NOT) : own;
    }

    public Line getIntroLine() {
        return line(BrandText::intro);
    }

    /** What is always sent, and why. */
    public Line getServiceLine() {
        return line(BrandText::service);
    }

    public Line getFootLine() {
        return line(BrandText::foot);
    }

    private Line line(Function<BrandText, Optional<String>> part) {
        return brand.flatMap(b -> b.in(getLanguage()))
                .map(spoken -> new Line(part.apply(spoken.text()).orElse(""), Foreign.of(spoken.locale(), words)))
                .orElseGet(() -> new Line("", Foreign.NOT));
    }

    /** Null: the two letters stand for the brand. */
    public Image getLogo() {
        Image dark = on("dark") ? image(Paper.DARK) : null;
        return dark == null ? image(Paper.LIGHT) : dark;
    }

    /** Null: the one for light paper is shown on dark paper too. */
    public Image getDarkLogo() {
        return on("") ? image(Paper.DARK) : null;
    }

    private boolean on(String paper) {
        return paper.equals(sampled == null ? "" : sampled.paper());
    }

    private Image image(Paper paper) {
        return brand.flatMap(b -> b.logo(paper).map(logo -> new Image(BrandStyle.logo(b, paper, logo),
                Math.max(1, Math.round(logo.width() * (float) LOGO_HEIGHT / logo.height())), LOGO_HEIGHT))).orElse(null);
    }

    public String getHome() {
        return brand.flatMap(Brand::homeUrl).orElse("");
    }

    public String getPrivacy() {
        return brand.flatMap(Brand::privacyUrl).orElse("");
    }

    /** Who answers for personal data, as a sentence; empty where nobody is named. */
    public String getDpo() {
        return brand.flatMap(Brand::dpoName).map(name -> words.say("footer.dpo", name)).orElse("");
    }

    public String getDpoHref() {
        return brand.flatMap(Brand::dpoContact).map(to -> to.startsWith("https://") ? to : "mailto:" + to).orElse("");
    }

    /** Where people ask for their data. */
    public String getDataHref() {
        return dataHref;
    }

    public String getStylesheet() {
        return on("") ? stylesheets.path(brand) : stylesheets.path(brand) + "&paper=" + sampled.paper();
    }

    public List<LanguageLink> getLanguages() {
        return Locales.SPOKEN.stream().map(code -> new LanguageLink(code, Locales.direction(code),
                phrasebook.in(code).say("language"), "?l=" + code + kept, code.equals(getLanguage()) ? "true" : "")).toList();
    }
}
