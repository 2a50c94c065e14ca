package org.preferencecenter.office.boundary;

import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.http.HttpServletRequest;

import org.preferencecenter.access.entity.Right;
import org.preferencecenter.catalog.entity.Brand;
import org.preferencecenter.consent.control.Recipients;
import org.preferencecenter.consent.entity.Origin;
import org.preferencecenter.consent.entity.Recipient;
import org.preferencecenter.law.entity.Channel;
import org.preferencecenter.office.entity.Forbidden;
import org.preferencecenter.rights.control.RightsDesk;
import org.preferencecenter.rights.control.RightsRequests;
import org.preferencecenter.rights.control.SelfService;
import org.preferencecenter.rights.entity.AnswerTime;
import org.preferencecenter.rights.entity.Identity;
import org.preferencecenter.rights.entity.RightKind;
import org.preferencecenter.rights.entity.RightsLetter;
import org.preferencecenter.rights.entity.RightsRequest;
import org.preferencecenter.rights.entity.RightsRequest.State;
import org.preferencecenter.rights.entity.Way;

/** What people asked about their data, the most urgent first; and a form for what came by telephone, letter or mail. */
@Named
@RequestScoped
public class RightsPage {

    private static final int OPEN = 100;
    private static final int CLOSED = 25;
    private static final int LONGEST = 1000;

    @Inject
    private HttpServletRequest request;
    @Inject
    private Desk desk;
    @Inject
    private RightsRequests requests;
    @Inject
    private RightsDesk rights;
    @Inject
    private SelfService service;
    @Inject
    private Recipients recipients;

    private List<Line> open = List.of();
    private List<Line> closed = List.of();
    private long older;
    private String flaw = "";
    private String field = "";

    /** @param tone how its term stands */
    public record Line(long nr, String what, String brand, String way, String received, String due, String tone, String state, boolean identified) {
    }

    /** A choice of a form. */
    public record Option(String value, String text, boolean chosen) {
    }

    /** Does what was asked for, if anything was; then reads what the page tells. */
    public void begin() {
        desk.require(Right.ACT_FOR_PERSON);
        if (request.getMethod().equals("POST") && enter()) {
            return;
        }
        List<Integer> brands = desk.brandIds().stream().filter(brand -> desk.officer().may(Right.ACT_FOR_PERSON, brand)).toList();
        open = requests.open(brands, OPEN).stream().map(this::line).toList();
        List<RightsRequest> read = requests.closed(brands, PersonActs.number(request.getParameter("before")), CLOSED + 1);
        older = read.size() > CLOSED ? read.get(CLOSED - 1).nr() : 0;
        closed = read.stream().limit(CLOSED).map(this::line).toList();
    }

    private Line line(RightsRequest one) {
        String brand = desk.getBrands().stream().filter(b -> b.id() == one.brand()).map(Brand::name).findFirst().orElse("");
        String tone = !one.open() ? "" : switch (AnswerTime.standing(one.due(), desk.today())) {
            case LATE, TODAY -> "bad";
            case SOON -> "warn";
            case IN_TIME -> "";
        };
        return new Line(one.nr(), desk.say("rights.kind." + one.kind()), brand, desk.say("rights.way." + one.way()),
                desk.day(one.received()), one.open() ? desk.day(one.due()) : desk.time(one.closed()), tone,
                desk.say(one.open() ? "rights.standing." + AnswerTime.standing(one.due(), desk.today()) : "rights.state." + one.state()),
                one.identity() != null);
    }

    /** @return true if the page is done with */
    private boolean enter() {
        Brand brand = desk.getBrands().stream().filter(b -> b.code().equals(text("of"))).findFirst()
                .orElseThrow(() -> new Forbidden("a brand"));
        desk.require(Right.ACT_FOR_PERSON, brand.id());
        LocalDate received = day(text("received"));
        if (received == null || received.isAfter(desk.today()) || received.isBefore(desk.today().minusYears(1))) {
            return wrong("received", "rights.flaw.received");
        }
        if (text("address").isEmpty() || text("address").length() > 320) {
            return wrong("address", "rights.flaw.address");
        }
        if (text("words").length() > LONGEST) {
            return wrong("words", "rights.flaw.words");
        }
        RightKind kind = RightKind.valueOf(text("kind"));
        Way way = Way.valueOf(text("way"));
        Identity identity = Identity.byTheOffice(text("identity")).orElse(null);
        Optional<Recipient> who = who(text("address"));
        // Of whom nothing is known, what they wrote is all there is to answer to; it goes with the answer.
        String words = who.isPresent() ? text("words") : (text("address") + "\n" + text("words")).strip();
        LocalDate due = service.time(who, received).due(received);
        RightsRequest draft = new RightsRequest(0, null, brand.id(), who.map(Recipient::id).orElse(0L), kind, way, received, null, 0, due,
                null, null, null, 0, "", State.OPEN, null, 0, 0);
        long nr = rights.open(new RightsDesk.Asked(brand.id(), draft.recipient(), kind, way, received, due, desk.officer().account(),
                who.isEmpty() ? null : identity, words, Origin.agent(desk.officer().account(), RightsDesk.VIA, null, 0, null)),
                SelfService.letter(RightsLetter.Type.RECEIVED, draft, who, null));
        desk.audit("right.entered", "right:" + nr, brand.id(), Map.of("kind", kind.name(), "way", way.name()));
        desk.redirect("right?id=" + nr, who.isPresent() ? "rights.entered" : "rights.entered.nobody");
        return true;
    }

    private Optional<Recipient> who(String typed) {
        if (typed.matches("#[0-9]{1,18}")) {
            return recipients.find(Long.parseLong(typed.substring(1)));
        }
        return recipients.byAddress(Channel.EMAIL, typed).or(() -> recipients.byAddress(Channel.SMS, typed))
                .or(() -> recipients.byAddress(Channel.PHONE, typed));
    }

    private boolean wrong(String where, String key) {
        field = where;
        flaw = desk.say(key);
        return false;
    }

    private static LocalDate day(String text) {
        try {
            return LocalDate.parse(text);
        } catch (DateTimeParseException none) {
            return null;
        }
    }

    /** A field as it was sent, or empty. */
    public String text(String name) {
        String value = request.getParameter(name);
        return value == null ? "" : value.strip();
    }

    /** Whom the form is about: as typed, or the person whose page led here. */
    public String getAddress() {
        String person = text("person");
        return text("address").isEmpty() && person.matches("[0-9]{1,18}") ? "#" + person : text("address");
    }

    /** The day in the form: as typed, else today. */
    public String getReceived() {
        return text("received").isEmpty() ? desk.today().toString() : text("received");
    }

    public List<Option> getKinds() {
        return Arrays.stream(RightKind.values()).map(kind -> new Option(kind.name(), desk.say("rights.kind." + kind),
                kind.name().equals(text("kind")))).toList();
    }

    public List<Option> getWays() {
        return Arrays.stream(Way.values()).filter(way -> way != Way.PAGE).map(way -> new Option(way.name(), desk.say("rights.way." + way),
                way.name().equals(text("way")))).toList();
    }

    /** How identity may be checked: what a link proves, the link proves by itself. */
    public List<Option> getIdentities() {
        return Identity.BY_THE_OFFICE.stream().map(how -> new Option(how.name(),
                desk.say("rights.identity." + how), how.name().equals(text("identity")))).toList();
    }

    public List<Option> getBrands() {
        String chosen = text("of").isEmpty() ? desk.getBrandCode() : text("of");
        return desk.getBrands().stream().filter(b -> !b.retired() && desk.officer().may(Right.ACT_FOR_PERSON, b.id()))
                .map(b -> new Option(b.code(), b.name(), b.code().equals(chosen))).toList();
    }

    public List<Line> getOpen() {
        return open;
    }

    public List<Line> getClosed() {
        return closed;
    }

    /** Where the list goes on, 0: nowhere. */
    public long getOlder() {
        return older;
    }

    public String getFlaw() {
        return flaw;
    }

    /** The field that is wrong, or empty. */
    public String getField() {
        return field;
    }
}
