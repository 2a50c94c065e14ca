package org.preferencecenter.office.boundary;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.http.HttpServletRequest;

import org.preferencecenter.access.entity.Right;
import org.preferencecenter.catalog.control.Catalog;
import org.preferencecenter.catalog.entity.Brand;
import org.preferencecenter.catalog.entity.CaptureMode;
import org.preferencecenter.consent.control.AgentDeeds;
import org.preferencecenter.consent.control.Consents;
import org.preferencecenter.consent.control.PersonFiles;
import org.preferencecenter.consent.entity.AgentAct;
import org.preferencecenter.consent.entity.Cell;
import org.preferencecenter.consent.entity.Frequency;
import org.preferencecenter.consent.entity.OralYes;
import org.preferencecenter.consent.entity.Origin;
import org.preferencecenter.consent.entity.Outcome;
import org.preferencecenter.consent.entity.Overview;
import org.preferencecenter.consent.entity.PastChange;
import org.preferencecenter.consent.entity.Wish;
import org.preferencecenter.link.entity.Scope;
import org.preferencecenter.office.entity.ChoiceTable;
import org.preferencecenter.office.entity.Forbidden;
import org.preferencecenter.office.entity.Spoken;

/**
 * What somebody of ours does for a person who asks for it: stops, rarer, a pause, a yes by word of mouth, and taking back
 * what an agent recorded. Each with the way they reached us and why; the ledger knows the agent by a number.
 */
@Named
@RequestScoped
public class PersonActs {

    /** Ways to reach us, as the ledger knows them. */
    public static final List<String> WAYS = List.of("call", "desk", "letter", "message");
    /** How long an agent may take back what an agent recorded. */
    private static final Duration UNDO = Duration.ofDays(30);

    @Inject
    private HttpServletRequest request;
    @Inject
    private Desk desk;
    @Inject
    private Catalog catalog;
    @Inject
    private Consents consents;
    @Inject
    private AgentDeeds deeds;
    @Inject
    private PersonFiles files;
    @Inject
    private SpokenDesk spoken;
    @Inject
    private CorrectionPart correcting;

    private String flaw = "";

    /** What was wrong with the form, or nothing. */
    public String getFlaw() {
        return flaw;
    }

    /** @return true if the page is done with: the answer leads elsewhere */
    boolean done(Overview overview) {
        desk.require(Right.ACT_FOR_PERSON);
        if (request.getParameter("correct") != null || request.getParameter("withdraw") != null) {
            return correcting.done(overview);
        }
        if (request.getParameter("stop") != null) {
            return stop(overview, ChoiceTable.cell(request.getParameter("stop")).orElseThrow(() -> new Forbidden("a choice")));
        }
        if (request.getParameter("undo") != null) {
            return undo(overview, request.getParameter("undo"));
        }
        if (request.getParameter("set") != null) {
            return terms(overview);
        }
        return request.getParameter("yes") != null && yes(overview);
    }

    private boolean stop(Overview overview, Cell cell) {
        int brand = allowed(cell);
        long id = overview.recipient().id();
        Origin origin = Origin.agent(desk.officer().account(), way(), CaptureMode.ACTIVE_OPT_OUT, 0, null);
        boolean wide = cell.scope().kind() == Scope.Kind.BRAND || cell.scope().kind() == Scope.Kind.EVERYTHING;
        int writes = request.getParameter("written") == null ? 0 : brand;
        Outcome outcome = wide ? deeds.stopEverything(id, cell.scope(), origin, note(null, 0), writes)
                : deeds.choose(id, List.of(new Wish(cell, false, null, null)), origin, note(null, 0), writes);
        return end(id, outcome, "person.stopped", brand);
    }

    /** A stop for everything is for those who work for every brand. @return the brand's id, 0 for every brand */
    private int allowed(Cell cell) {
        Optional<Brand> brand = ChoiceTable.brand(catalog.now(), cell.scope());
        if (brand.isPresent()) {
            desk.require(Right.ACT_FOR_PERSON, brand.get().id());
        } else {
            desk.requireEverywhere(Right.ACT_FOR_PERSON);
        }
        return brand.map(Brand::id).orElse(0);
    }

    private boolean undo(Overview overview, String change) {
        long id = overview.recipient().id();
        UUID undone = files.acts(id).keySet().stream().filter(known -> known.toString().equals(change)).findFirst()
                .orElseThrow(() -> new Forbidden("another's change"));   // what the person did is the person's to take back
        PastChange past = consents.changes(id, 50).stream().filter(one -> one.change().equals(undone)).findFirst()
                .orElseThrow(() -> new Forbidden("an old change"));
        past.changed().forEach(choice -> allowed(choice.cell()));
        Outcome outcome = deeds.undo(id, undone, Origin.agent(desk.officer().account(), "undo", null, 0, null), UNDO, note(null, 0));
        return end(id, outcome, "person.undone", 0);
    }

    private boolean terms(Overview overview) {
        Cell cell = ChoiceTable.cell(request.getParameter("cell")).orElseThrow(() -> new Forbidden("a choice"));
        int brand = allowed(cell);
        Frequency frequency = text("frequency").isEmpty() ? null : Frequency.parse(text("frequency"));
        Instant paused = null;
        try {
            LocalDate until = text("until").isEmpty() ? null : LocalDate.parse(text("until"));
            if (until != null && (!until.isAfter(desk.today()) || until.isAfter(desk.today().plusYears(2)))) {
                flaw = desk.say("person.flaw.until");
                return false;
            }
            paused = until == null ? request.getParameter("resume") == null ? null : Instant.EPOCH
                    : until.atStartOfDay(desk.zone()).toInstant();
        } catch (DateTimeParseException noDay) {
            flaw = desk.say("person.flaw.until");
            return false;
        }
        Outcome outcome = deeds.choose(overview.recipient().id(), List.of(new Wish(cell, null, frequency, paused)),
                Origin.agent(desk.officer().account(), way(), null, 0, null), note(null, 0));
        return end(overview.recipient().id(), outcome, "person.set", brand);
    }

    /** A yes by word of mouth waits for the person to follow the link that is mailed to them (S-44). */
    private boolean yes(Overview overview) {
        Spoken form = spoken.of(overview, text("point")).orElseThrow(() -> new Forbidden("a place"));
        desk.require(Right.ACT_FOR_PERSON, form.brand());
        List<String> ticked = request.getParameterValues("want") == null ? List.of() : Arrays.asList(request.getParameterValues("want"));
        List<Wish> wishes = new ArrayList<>();
        form.questions().stream().filter(q -> ticked.contains(q.cell())).forEach(q ->
                wishes.add(new Wish(ChoiceTable.cell(q.cell()).orElseThrow(), true, null, null, q.notice())));
        Origin origin = Origin.agent(desk.officer().account(), way(), CaptureMode.ACTIVE_OPT_IN, form.point(), form.locale())
                .reading(form.script());
        AgentAct.Note note = note(text("place"), form.script());
        Set<OralYes.Flaw> missing = OralYes.flaws(wishes, origin, note);
        flaw = !form.possible() ? desk.say("person.flaw.nomail") : missing.contains(OralYes.Flaw.NO_SCRIPT) ? desk.say("person.flaw.script")
                : !form.words().equals(text("words")) ? desk.say("person.flaw.words") : wishes.isEmpty() ? desk.say("person.flaw.want")
                : request.getParameter("read") == null ? desk.say("person.flaw.read")
                : !missing.isEmpty() || text("place").length() > AgentAct.LONGEST_PLACE ? desk.say("person.flaw.place") : "";
        if (!flaw.isEmpty()) {
            return false;
        }
        Outcome outcome = deeds.choose(overview.recipient().id(), wishes, origin, note);
        return end(overview.recipient().id(), outcome, "person.asked", form.brand());
    }

    /** Why, as the form says it. @param place and script of a yes by word of mouth; null and 0 otherwise */
    private AgentAct.Note note(String place, int script) {
        String why = text("why");
        return new AgentAct.Note(desk.officer().account(), reason(),
                why.isEmpty() ? null : why.substring(0, Math.min(why.length(), AgentAct.LONGEST_WHY)), place, script, desk.now());
    }

    /** Writes down that it was done, and leads back to the person. */
    private boolean end(long id, Outcome outcome, String what, int brand) {
        String back = "person?id=" + id + (desk.getBrandCode().isEmpty() ? "" : "&brand=" + desk.encode(desk.getBrandCode()));
        if (outcome.repeated()) {
            desk.redirect(back, "person.nothing");
            return true;
        }
        desk.audit(what, "recipient:" + id, brand == 0 ? null : brand, Map.of("change", outcome.change().toString(), "via", way(),
                "reason", reason().name()));
        boolean stopped = what.equals("person.stopped");
        desk.redirect(back + (stopped ? "&done=" + outcome.change() : ""), what);
        return true;
    }

    private String way() {
        return WAYS.contains(text("way")) ? text("way") : WAYS.get(0);
    }

    private AgentAct.Reason reason() {
        return Arrays.stream(AgentAct.Reason.values()).filter(r -> r.name().equals(text("reason"))).findFirst()
                .orElse(AgentAct.Reason.ASKED);
    }

    /** A field as it was sent, for showing it again. */
    public String text(String name) {
        String value = request.getParameter(name);
        return value == null ? "" : value.strip();
    }

    public List<String> getWays() {
        return WAYS;
    }

    public AgentAct.Reason[] getReasons() {
        return AgentAct.Reason.values();
    }

    /** Frequencies an agent may set. */
    public Set<String> getFrequencies() {
        return new java.util.LinkedHashSet<>(List.of("EVERY_MESSAGE", "AT_MOST:1:WEEK", "AT_MOST:1:MONTH", "AT_MOST:2:MONTH",
                "DIGEST:WEEK", "DIGEST:MONTH"));
    }

    public String frequency(String text) {
        Frequency frequency = Frequency.parse(text);
        return frequency.kind() == Frequency.Kind.AT_MOST ? desk.say("person.at-most." + frequency.per(), frequency.limit())
                : frequency.kind() == Frequency.Kind.DIGEST ? desk.say("person.digest." + frequency.per()) : desk.say("person.every");
    }

    /** An id as it was typed; 0 for what is none. */
    static long number(String text) {
        return text != null && text.matches("\\d{1,15}") ? Long.parseLong(text) : 0;
    }
}
