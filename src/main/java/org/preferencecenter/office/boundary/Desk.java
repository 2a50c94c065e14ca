package org.preferencecenter.office.boundary;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.text.NumberFormat;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import jakarta.enterprise.context.RequestScoped;
import jakarta.faces.context.FacesContext;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.preferencecenter.access.control.Audit;
import org.preferencecenter.access.entity.Officer;
import org.preferencecenter.access.entity.Right;
import org.preferencecenter.catalog.control.Catalog;
import org.preferencecenter.catalog.entity.Brand;
import org.preferencecenter.center.entity.Words;
import org.preferencecenter.office.control.FormTokens;
import org.preferencecenter.office.control.OfficePhrases;
import org.preferencecenter.office.entity.Forbidden;
import org.preferencecenter.office.entity.OfficePage;
import org.preferencecenter.office.entity.ProveAgain;
import org.preferencecenter.platform.entity.Locales;

/** What every page of the office stands on: who works here, for which brand, in which language, and what they may. */
@Named
@RequestScoped
public class Desk {

    /** How old a proof may be for keys, exports and erasure. */
    private static final Duration FRESH = Duration.ofMinutes(10);
    /** The office's clock on the wall. */
    private static final ZoneId ZONE = ZoneId.of("Europe/Paris");

    @Inject
    private HttpServletRequest request;
    @Inject
    private OfficePhrases phrases;
    @Inject
    private Catalog catalog;
    @Inject
    private Audit audit;
    @Inject
    private FormTokens tokens;
    @Inject
    private Clock clock;

    /** One line of the menu. */
    public record MenuLine(String text, String href, String current) {
    }

    /** @throws Forbidden if nobody is signed in: the guard lets nobody else come here */
    public Officer officer() {
        return who().orElseThrow(() -> new Forbidden("signed in"));
    }

    /** Nobody on the sign-in page. */
    public Optional<Officer> who() {
        return Optional.ofNullable((Officer) request.getAttribute(OfficeGuard.OFFICER));
    }

    public boolean isSignedIn() {
        return who().isPresent();
    }

    /** For pages: {@code rendered="#{desk.may('EXPORT')}"}. */
    public boolean may(String right) {
        return who().filter(officer -> officer.may(Right.valueOf(right))).isPresent();
    }

    /** @throws Forbidden if they may for no brand; what is left out of a page is refused here too */
    public void require(Right right) {
        if (!officer().may(right)) {
            throw new Forbidden(right.name());
        }
    }

    /** @throws Forbidden if they may not for this brand */
    public void require(Right right, int brand) {
        if (!officer().may(right, brand)) {
            throw new Forbidden(right.name());
        }
    }

    /** @throws Forbidden if they may not for every brand: for what belongs to no brand */
    public void requireEverywhere(Right right) {
        if (!officer().mayEverywhere(right)) {
            throw new Forbidden(right.name());
        }
    }

    /** @throws ProveAgain unless the password or second factor was given within ten minutes */
    public void requireFresh() {
        if (officer().proven().plus(FRESH).isBefore(clock.instant())) {
            throw new ProveAgain();
        }
    }

    /** Brands they may see anything of; all of them for who works for all, the retired too. */
    public List<Brand> getBrands() {
        return catalog.now().brands().stream()
                .filter(brand -> officer().grants().stream().anyMatch(grant -> grant.reaches(brand.id()))).toList();
    }

    /** The brand chosen in the address ({@code brand}), if it is one of theirs; else all of theirs. */
    public Optional<Brand> getBrand() {
        String code = request.getParameter("brand");
        return getBrands().stream().filter(brand -> brand.code().equals(code)).findFirst();
    }

    public String getBrandCode() {
        return getBrand().map(Brand::code).orElse("");
    }

    /** Ids of the chosen brand, or of all theirs. */
    public List<Integer> brandIds() {
        return getBrand().map(brand -> List.of(brand.id())).orElseGet(() -> getBrands().stream().map(Brand::id).toList());
    }

    public Words getWords() {
        return phrases.in(getLanguage());
    }

    public String say(String key) {
        return getWords().say(key);
    }

    public String say(String key, Object a) {
        return getWords().say(key, a);
    }

    public String say(String key, Object a, Object b) {
        return getWords().say(key, a, b);
    }

    public String say(String key, Object a, Object b, Object c) {
        return getWords().say(key, a, b, c);
    }

    /** Theirs; on the sign-in page the browser's. */
    public String getLanguage() {
        return Locales.choose(request.getParameter("l"), who().map(Officer::locale).orElse(null),
                request.getHeader("Accept-Language") == null ? null : request.getLocales(), "fr", Locales.OFFICE);
    }

    public String day(LocalDate day) {
        return Locales.day(day, getLanguage());
    }

    public String day(Instant at) {
        return day(LocalDate.ofInstant(at, ZONE));
    }

    /** {@code 3 mars 2026, 14:05}. */
    public String time(Instant at) {
        return day(at) + ", " + DateTimeFormatter.ofLocalizedTime(FormatStyle.SHORT)
                .withLocale(Locales.of(getLanguage())).format(at.atZone(ZONE));
    }

    public String number(long number) {
        return NumberFormat.getIntegerInstance(Locales.of(getLanguage())).format(number);
    }

    /** Now, and today on the office's clock. */
    public Instant now() {
        return clock.instant();
    }

    public LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), ZONE);
    }

    public ZoneId zone() {
        return ZONE;
    }

    /** For the hidden field of every form: {@code WEB-INF/parts/csrf.xhtml}. */
    public String getCsrf() {
        Object kept = request.getAttribute(OfficeGuard.KEPT);
        return kept == null ? "" : tokens.of(kept);
    }

    /** The page that is shown. */
    public Optional<OfficePage> page() {
        return OfficePage.at(view());
    }

    private String view() {
        FacesContext faces = FacesContext.getCurrentInstance();
        return faces == null || faces.getViewRoot() == null ? "" : faces.getViewRoot().getViewId().replaceFirst("^/office/", "").replaceFirst("[.]xhtml$", "");
    }

    /** The menu of a group: the pages that open to this officer. */
    public List<MenuLine> menu(String group) {
        return Arrays.stream(OfficePage.values()).filter(page -> page.group() == OfficePage.Group.valueOf(group))
                .filter(page -> page.opensTo(who().orElse(null)))
                .map(page -> new MenuLine(say("menu." + page.path()), href(page.path()), page().filter(page::equals).isPresent() ? "page" : null))
                .toList();
    }

    /** The address of a page, in the same brand. */
    public String href(String page) {
        return "/office/" + page + getBrand().map(brand -> "?brand=" + brand.code()).orElse("");
    }

    /** A text as part of an address. */
    public String encode(String text) {
        return URLEncoder.encode(text == null ? "" : text, StandardCharsets.UTF_8);
    }

    /** What the last action left to say ({@code said}): the key of a sentence of ours, else nothing. */
    public String getSaid() {
        String key = request.getParameter("said");
        return key != null && getWords().phrases().containsKey("said." + key) ? say("said." + key) : "";
    }

    /** Writes down what was done or looked at. */
    public void audit(String action, String subject, Integer brand, Map<String, ?> detail) {
        audit.write(officer(), action, subject, brand, detail);
    }

    /**
     * After a form that was carried out: the page to look at, so that going back or reloading sends nothing again.
     *
     * @param page what follows {@code /office/}, with its query if it needs one
     * @param said the key of the sentence to say there, without {@code said.}, or null
     */
    public void redirect(String page, String said) {
        FacesContext faces = FacesContext.getCurrentInstance();
        String query = said == null ? "" : (page.contains("?") ? "&" : "?") + "said=" + said;
        HttpServletResponse response = (HttpServletResponse) faces.getExternalContext().getResponse();
        response.setStatus(HttpServletResponse.SC_SEE_OTHER);
        response.setHeader("Location", "/office/" + page + query);
        try {
            response.flushBuffer();
        } catch (IOException gone) {
            throw new UncheckedIOException(gone);
        }
        faces.responseComplete();
    }
}
