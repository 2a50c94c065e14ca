package org.preferencecenter.office.boundary;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.http.HttpServletRequest;

import org.preferencecenter.access.entity.Right;
import org.preferencecenter.catalog.control.Catalog;
import org.preferencecenter.catalog.entity.Brand;
import org.preferencecenter.catalog.entity.Purpose;
import org.preferencecenter.ledger.entity.Entry;
import org.preferencecenter.link.entity.Scope;
import org.preferencecenter.office.control.Behind;
import org.preferencecenter.office.control.Figures;
import org.preferencecenter.office.entity.Happening;
import org.preferencecenter.office.entity.Happening.What;
import org.preferencecenter.office.entity.OfficePage;
import org.preferencecenter.office.entity.Wanted;

/**
 * The entries of the ledger behind a number, newest first. What is asked for stands in the address: {@code from}, {@code to}
 * or {@code day}, {@code purpose}, {@code topic}, {@code what}, {@code via}, {@code domain}; of brands that are theirs alone.
 */
@Named
@RequestScoped
public class ChoicesPage {

    private static final int PAGE = 50;
    private static final int DAYS = 30;
    /** A group that never is: none at all would mean anybody. */
    private static final int NOBODYS = -1;

    @Inject
    private Desk desk;
    @Inject
    private Catalog catalog;
    @Inject
    private Behind behind;
    @Inject
    private Figures figures;
    @Inject
    private HttpServletRequest request;
    private Wanted wanted;
    private Behind.Page page;

    /** @param href null: there is no page of a person, or not for them */
    public record Line(String at, String who, String href, String what, String about, String channel, String via) {
    }

    @PostConstruct
    void read() {
        LocalDate today = LocalDate.ofInstant(desk.now(), ZoneOffset.UTC);
        Optional<LocalDate> day = day("day");
        wanted = ending().map(purpose -> ending(purpose, day("from").orElse(today), day("to").orElse(today)))
                .orElseGet(() -> new Wanted(day.or(() -> day("from")).orElse(today.minusDays(DAYS - 1L)), day.or(() -> day("to")).orElse(today),
                scopes(), what(), word("via", "[a-z-]{2,40}"), word("channel", "[A-Z_]{2,20}"), word("domain", "[^\\s@]{1,255}")));
        List<Integer> brands = desk.brandIds().stream().filter(brand -> desk.officer().may(Right.SEE_PERSON, brand)).toList();
        page = brands.isEmpty() ? new Behind.Page(List.of(), null) : behind.entries(wanted, before(), PAGE);
        // Who looked at which list: each person in it was looked at, though masked.
        desk.audit("choices.listed", "list:" + (wanted.what() == null ? "all" : wanted.what().name().toLowerCase(java.util.Locale.ROOT)),
                brands.size() == 1 ? brands.get(0) : null, Map.of("from", wanted.from(), "to", wanted.to(), "lines", page.lines().size()));
    }

    /** The purpose whose consents end, if the address asks for those: {@code ending}; one of theirs. */
    private Optional<Purpose> ending() {
        return catalog.now().purpose(number("ending")).filter(purpose -> desk.brandIds().contains(purpose.brand().id())
                && desk.officer().may(Right.SEE_PERSON, purpose.brand().id()));
    }

    /** Those whose latest yes for it is of these days, as home counts them. */
    private Wanted ending(Purpose purpose, LocalDate from, LocalDate to) {
        List<Integer> groups = figures.consents(purpose.id(), purpose.brand().id(), from, to.plusDays(1));
        List<String> scopes = new ArrayList<>(List.of(Scope.purpose(purpose.id()).toString()));
        purpose.topics().forEach(topic -> scopes.add(Scope.topic(topic.id()).toString()));
        return Wanted.consents(from, to, scopes, groups.isEmpty() ? List.of(NOBODYS) : groups);
    }

    private Optional<LocalDate> day(String name) {
        try {
            return Optional.ofNullable(request.getParameter(name)).map(LocalDate::parse);
        } catch (DateTimeException unreadable) {
            return Optional.empty();
        }
    }

    /** As the link to the next page has it: time and arrival. */
    private Behind.Place before() {
        String[] given = String.valueOf(request.getParameter("before")).split("~");
        try {
            return given.length == 2 && given[1].matches("[0-9]{1,18}")
                    ? new Behind.Place(Instant.parse(given[0]), Long.parseLong(given[1])) : null;
        } catch (DateTimeException unreadable) {
            return null;
        }
    }

    private What what() {
        return Arrays.stream(What.values()).filter(w -> w.name().equals(request.getParameter("what"))).findFirst().orElse(null);
    }

    private String word(String name, String shape) {
        String given = request.getParameter(name);
        return given != null && given.matches(shape) ? given : null;
    }

    private int number(String name) {
        String given = request.getParameter(name);
        return given != null && given.matches("[1-9][0-9]{0,8}") ? Integer.parseInt(given) : 0;
    }

    /** What may be theirs to see: all of their brands, less where the address asks for less; never a brand of others. */
    private List<String> scopes() {
        List<String> scopes = new ArrayList<>();
        int topic = number("topic");
        int purpose = number("purpose");
        for (Brand brand : catalog.now().brands()) {
            if (!desk.brandIds().contains(brand.id()) || !desk.officer().may(Right.SEE_PERSON, brand.id())) {
                continue;
            }
            for (Purpose of : catalog.now().purposesOf(brand)) {
                boolean whole = topic == 0 && (purpose == 0 || purpose == of.id());
                if (whole) {
                    scopes.add(Scope.purpose(of.id()).toString());
                }
                of.topics().stream().filter(t -> whole || topic == t.id()).map(t -> Scope.topic(t.id()).toString()).forEach(scopes::add);
            }
            if (topic == 0 && purpose == 0) {
                scopes.add(Scope.brand(brand.id()).toString());
            }
        }
        if (topic == 0 && purpose == 0) {
            scopes.add(Scope.EVERYTHING.toString());
        }
        // Nothing of theirs: a scope that never is, since none at all would mean any.
        return scopes.isEmpty() ? List.of("none") : scopes;
    }

    public String getTitle() {
        if (!wanted.groups().isEmpty()) {
            return desk.say("choices.ending", ending().map(purpose -> purpose.text(desk.getLanguage()).title()).orElse("?"));
        }
        String what = desk.say(wanted.what() == null ? "choices.all" : "choices." + wanted.what());
        return about().map(about -> desk.say("choices.about", what, about)).orElse(what);
    }

    private Optional<String> about() {
        if (wanted.domain() != null) {
            return Optional.of(wanted.domain());
        }
        if (wanted.via() != null) {
            return Optional.of(desk.getWords().sayOr("person.via." + wanted.via(), "num.via.other"));
        }
        return catalog.now().topic(number("topic")).map(t -> t.text(desk.getLanguage()).title())
                .or(() -> catalog.now().purpose(number("purpose")).map(p -> p.text(desk.getLanguage()).title()));
    }

    public String getSpan() {
        return wanted.from().equals(wanted.to()) ? desk.day(wanted.from())
                : desk.say("choices.span", desk.day(wanted.from()), desk.day(wanted.to()));
    }

    public List<Line> getLines() {
        return page.lines().stream().map(line -> {
            Entry entry = line.entry();
            return new Line(desk.time(entry.at()), line.masked().isEmpty() ? desk.say("choices.noaddress") : line.masked(),
                    person(entry.recipient()), desk.say("num.what." + whatOf(entry)), scope(Scope.parse(text(entry, "scope"))),
                    desk.say("num.channel." + text(entry, "channel")), desk.getWords().sayOr("person.via." + text(entry, "via"), "num.via.other"));
        }).toList();
    }

    private String person(long recipient) {
        return OfficePage.at("person").filter(p -> p.opensTo(desk.officer())).map(p -> "/office/person?id=" + recipient)
                .orElse(null);
    }

    private String whatOf(Entry entry) {
        return Happening.of(entry, catalog.now()).map(h -> h.what().name()).orElse("GRANTED");
    }

    private String scope(Scope scope) {
        return switch (scope.kind()) {
            case TOPIC -> catalog.now().topic(scope.id()).map(t -> t.text(desk.getLanguage()).title()).orElse("?");
            case PURPOSE -> catalog.now().purpose(scope.id()).map(p -> p.text(desk.getLanguage()).title()).orElse("?");
            case BRAND -> catalog.now().brand(scope.id()).map(b -> desk.say("choices.brand", b.name())).orElse("?");
            default -> desk.say("choices.everything");
        };
    }

    private static String text(Entry entry, String fact) {
        return String.valueOf(entry.facts().get(fact));
    }

    /** The address of the page that goes on; null: this is the last. */
    public String getNext() {
        if (page.before() == null) {
            return null;
        }
        StringBuilder next = new StringBuilder("/office/choices?before=" + desk.encode(page.before().at() + "~" + page.before().arrival()));
        for (String name : List.of("brand", "day", "from", "to", "purpose", "topic", "what", "via", "channel", "domain", "ending")) {
            if (request.getParameter(name) != null) {
                next.append('&').append(name).append('=').append(desk.encode(request.getParameter(name)));
            }
        }
        return next.toString();
    }

    /** Until when the ledger was looked through. */
    public String getLookedUntil() {
        return page.before() == null ? "" : desk.time(page.before().at());
    }
}
