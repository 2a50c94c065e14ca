package org.preferencecenter.law.boundary;

import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.http.HttpServletRequest;

import org.preferencecenter.law.control.LawWords;
import org.preferencecenter.law.control.RuleBooks;
import org.preferencecenter.law.control.RuleSheet;
import org.preferencecenter.law.entity.AsOf;
import org.preferencecenter.platform.entity.Locales;

/** What {@code law/rules.xhtml} shows: the rules in force on a day, everywhere or in one place. It belongs to no brand. */
@Named
@RequestScoped
public class RulesPage {

    /** Something to pick. @param picked {@code selected}, or null */
    public record Option(String value, String label, boolean picked) {
    }

    /** A link of the language switch. */
    public record LanguageLink(String code, String name, String href, String current) {
    }

    private static final Map<String, String> LANGUAGES = Map.of("fr", "Français", "en", "English");

    @Inject
    private RuleBooks books;
    @Inject
    private Clock clock;

    private String language;
    private String askedDay;
    private String place;
    private Optional<LocalDate> day;
    private boolean known;
    private RuleSheet sheet;

    /** @return false if the day or the place asked for is none; the page then says so, and shows today or everywhere */
    boolean open(HttpServletRequest request) {
        boolean wishes = request.getHeader("Accept-Language") != null;
        language = Locales.choose(request.getParameter("l"), null, wishes ? request.getLocales() : null, Locales.OFFICE.get(0),
                Locales.OFFICE);
        askedDay = Optional.ofNullable(request.getParameter("at")).orElse("").strip();
        place = Optional.ofNullable(request.getParameter("jurisdiction")).orElse("").strip();
        LocalDate today = LocalDate.now(clock);
        day = askedDay.isEmpty() ? Optional.of(today) : AsOf.day(askedDay);
        known = place.isEmpty() || books.inForce().knows(place);
        sheet = RuleSheet.of(books.inForce(), day.orElse(today), place.isEmpty() || !known ? Optional.empty()
                : Optional.of(place), language);
        if (day.isEmpty() || askedDay.isEmpty()) {
            askedDay = today.toString();
        }
        return day.isPresent() && known;
    }

    public String getLanguage() {
        return language;
    }

    /** A sentence of this page. */
    public String say(String key) {
        return LawWords.page(key, language);
    }

    /** One with a value in it. */
    public String say(String key, Object value) {
        return LawWords.page(key, language, String.valueOf(value));
    }

    public String getDay() {
        return askedDay;
    }

    /** {@code 22 November 2026}. */
    public String getDate() {
        return RuleSheet.date(LocalDate.parse(askedDay), language);
    }

    public boolean isWrongDay() {
        return day.isEmpty();
    }

    public boolean isWrongPlace() {
        return !known;
    }

    public RuleSheet getSheet() {
        return sheet;
    }

    public int getCount() {
        return sheet.parts().stream().mapToInt(RuleSheet.Part::count).sum();
    }

    /** True where the rules of one place are shown, with what holds there besides. */
    public boolean isOnePlace() {
        return known && !place.isEmpty();
    }

    public String getDigest() {
        return books.inForce().digest();
    }

    public List<Option> getPlaces() {
        return RuleSheet.places(books.inForce(), language).entrySet().stream()
                .map(entry -> new Option(entry.getKey(), entry.getValue(), entry.getKey().equals(place))).toList();
    }

    public List<LanguageLink> getLanguages() {
        return Locales.OFFICE.stream().map(code -> new LanguageLink(code, LANGUAGES.get(code), "?l=" + code + kept(),
                code.equals(language) ? "true" : "")).toList();
    }

    /** What links on this page keep: the day and the place asked for. Both are checked, so they need no escaping. */
    public String kept() {
        return "&at=" + askedDay + (isOnePlace() ? "&jurisdiction=" + place : "");
    }

    /** The same day and place for programs. */
    public String getJson() {
        return "api/v1/law?lang=" + language + kept();
    }

    /** The page as of another day. */
    public String at(String other) {
        return "?l=" + language + "&at=" + other + (isOnePlace() ? "&jurisdiction=" + place : "");
    }
}
