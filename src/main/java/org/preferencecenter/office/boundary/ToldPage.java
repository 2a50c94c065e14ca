package org.preferencecenter.office.boundary;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
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
import org.preferencecenter.catalog.entity.Stream;
import org.preferencecenter.consent.entity.StopReason;
import org.preferencecenter.office.control.Told;
import org.preferencecenter.office.entity.OfficePage;

/**
 * The people behind two numbers of home: messages after a stop ({@code of=late}) and the reasons people gave ({@code of=}
 * reason), since {@code from}; of brands that are theirs alone, masked.
 */
@Named
@RequestScoped
public class ToldPage {

    private static final int PAGE = 50;
    private static final int LONGEST = 400;
    private static final String LATE = "late";

    @Inject
    private Desk desk;
    @Inject
    private Catalog catalog;
    @Inject
    private Told told;
    @Inject
    private HttpServletRequest request;
    private Optional<StopReason> reason;
    private LocalDate from;
    private Told.Page page;

    /** @param href null: there is no page of a person, or not for them */
    public record Line(String at, String who, String href, String about, String note) {
    }

    @PostConstruct
    void read() {
        reason = Arrays.stream(StopReason.values()).filter(one -> one.name().equals(request.getParameter("of"))).findFirst();
        LocalDate today = LocalDate.ofInstant(desk.now(), ZoneOffset.UTC);
        from = day().filter(day -> !day.isBefore(today.minusDays(LONGEST))).orElse(today.minusDays(29));
        List<Integer> brands = desk.brandIds().stream().filter(brand -> desk.officer().may(Right.SEE_PERSON, brand)).toList();
        Instant since = from.atStartOfDay(ZoneOffset.UTC).toInstant();
        page = reason.isPresent() ? told.reasons(brands, reason.get().name(), since, before(), PAGE)
                : told.late(catalog.now().streams().stream().filter(stream -> brands.contains(stream.brand().id())).map(Stream::id)
                        .toList(), since, before(), PAGE);
        // Who looked at which list: each person in it was looked at, though masked.
        desk.audit("told.listed", "list:" + reason.map(Enum::name).orElse(LATE), brands.size() == 1 ? brands.get(0) : null,
                Map.of("from", from, "lines", page.lines().size()));
    }

    private Optional<LocalDate> day() {
        try {
            return Optional.ofNullable(request.getParameter("from")).map(LocalDate::parse);
        } catch (DateTimeException unreadable) {
            return Optional.empty();
        }
    }

    /** As the link to the next page has it: time and recipient. */
    private Told.Place before() {
        String[] given = String.valueOf(request.getParameter("before")).split("~");
        Told.Place newest = new Told.Place(desk.now().plus(Duration.ofDays(1)), Long.MAX_VALUE);
        try {
            return given.length == 2 && given[1].matches("[0-9]{1,18}")
                    ? new Told.Place(Instant.parse(given[0]), Long.parseLong(given[1])) : newest;
        } catch (DateTimeException unreadable) {
            return newest;
        }
    }

    public String getTitle() {
        return reason.map(one -> desk.say("told.reason", desk.say("num.reason." + one))).orElseGet(() -> desk.say("told.late"));
    }

    public String getSpan() {
        return desk.say("told.since", desk.day(from));
    }

    /** Nothing to see there: good news of messages, no news of reasons. */
    public String getNone() {
        return desk.say(reason.isPresent() ? "told.none" : "told.late.none");
    }

    public List<Line> getLines() {
        boolean opens = OfficePage.at("person").filter(one -> one.opensTo(desk.officer())).isPresent();
        return page.lines().stream().map(line -> new Line(desk.time(line.at()), line.masked().isEmpty()
                ? desk.say("choices.noaddress") : line.masked(), opens ? "/office/person?id=" + line.recipient() : null, about(line),
                reason.isPresent() ? "" : desk.say("told.stopped", desk.time(line.stoppedAt())))).toList();
    }

    private String about(Told.Line line) {
        return reason.isPresent() ? catalog.now().brand(line.of()).map(Brand::name).orElse("?")
                : catalog.now().stream(line.of()).map(Stream::code).orElse("?");
    }

    /** The address of the page that goes on; null: this is the last. */
    public String getNext() {
        return page.before() == null ? null : "/office/told?of=" + reason.map(Enum::name).orElse(LATE) + "&from=" + from + "&before="
                + desk.encode(page.before().at() + "~" + page.before().recipient())
                + desk.getBrand().map(brand -> "&brand=" + brand.code()).orElse("");
    }
}
