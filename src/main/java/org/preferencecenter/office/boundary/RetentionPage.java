package org.preferencecenter.office.boundary;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Stream;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.http.HttpServletRequest;

import org.preferencecenter.access.control.StaffNames;
import org.preferencecenter.access.entity.Right;
import org.preferencecenter.law.entity.Channel;
import org.preferencecenter.office.entity.RetentionForm;
import org.preferencecenter.office.entity.RetentionWords;
import org.preferencecenter.retention.control.DueList;
import org.preferencecenter.retention.control.Policies;
import org.preferencecenter.retention.control.Runs;
import org.preferencecenter.retention.entity.Policy;
import org.preferencecenter.retention.entity.Policy.Ending;
import org.preferencecenter.retention.entity.Run;

/**
 * Until when people's data may be used, and what becomes of it then; how many become due when tells {@link DueMonthsPart}.
 * Retention is of the whole house: its page is for who answers for every brand.
 */
@Named
@RequestScoped
public class RetentionPage {

    private static final int RUNS = 8;
    private static final int LONGEST_ADDRESS = 320;

    @Inject
    private HttpServletRequest request;
    @Inject
    private Desk desk;
    @Inject
    private Policies policies;
    @Inject
    private Runs runs;
    @Inject
    private DueList dueList;
    @Inject
    private StaffNames staff;

    private Policies.Standing standing;
    private List<Run> latest = List.of();
    private Map<Integer, String> names = Map.of();
    private String flaw = "";
    private String field = "";

    /** A run of the list. */
    public record RunRow(long id, String kind, String when, String who, String state, String tone) {
    }

    /** Does what was asked for, if anything was; then reads what the page tells. */
    public void begin() throws SQLException {
        desk.requireEverywhere(Right.ANSWER_RIGHTS);
        if (request.getMethod().equals("POST") && act()) {
            return;
        }
        standing = policies.now();
        latest = runs.list(PersonActs.number(request.getParameter("before")), RUNS);
        names = staff.of(Stream.concat(Stream.of(standing.confirmedBy()), latest.stream().map(Run::account)).distinct().toList());
    }

    private boolean act() {
        if (request.getParameter("dry") != null) {
            Optional<Long> run = runs.dry(desk.officer().account());
            run.ifPresent(id -> desk.audit("retention.counted", "retention:" + id, null, Map.of()));
            desk.redirect(run.map(id -> "retentionRun?id=" + id).orElse("retention"), run.isPresent() ? null : "retention.busy");
            return true;
        }
        if (request.getParameter("stop") != null) {
            policies.stop();
            desk.audit("retention.stopped", "retention:0", null, Map.of());
            desk.redirect("retention", "retention.stopped");
            return true;
        }
        return request.getParameter("find") != null ? find() : request.getParameter("save") != null && save();
    }

    private boolean save() {
        Policy typed = new RetentionForm(this::text).policy();
        Optional<Policy.Flaw> wrong = typed.flaw();
        if (wrong.isPresent()) {
            field = wrong.get().field();
            flaw = desk.say("retention.flaw", wrong.get().least(), wrong.get().most());
            return false;
        }
        boolean saved = policies.save(typed);
        if (saved) {
            desk.audit("retention.set", "retention:0", null, Map.of("ask", typed.askDays(), "answer", typed.answerDays(), "late",
                    typed.lateMonths(), "ending", typed.ending().name(), "after", typed.endingDays(), "archive", typed.archiveMonths()));
        }
        desk.redirect("retention", saved ? "retention.saved" : "retention.changed");
        return true;
    }

    /** Who was archived: for whoever has the address, and nobody else. */
    private boolean find() {
        desk.requireFresh();
        String address = text("address");
        if (address.isEmpty() || address.length() > LONGEST_ADDRESS) {
            field = "address";
            flaw = desk.say("retention.archive.flaw");
            return false;
        }
        List<Long> found = new ArrayList<>(new TreeSet<>(dueList.archived(address.contains("@") ? Channel.EMAIL : Channel.SMS, address)));
        desk.audit("retention.searched", "retention:0", null, Map.of("found", found.size()));
        if (found.isEmpty()) {
            field = "address";
            flaw = desk.say("retention.archive.none");
            return false;
        }
        desk.redirect("person?id=" + found.get(0), null);
        return true;
    }

    /** A field as it was sent, or empty. */
    public String text(String name) {
        String value = request.getParameter(name);
        return value == null ? "" : value.strip();
    }

    /** The settings: as typed where they have to be put right, else as they are. */
    public Policy getPolicy() {
        return request.getParameter("save") == null ? standing.policy() : new RetentionForm(this::text).policy();
    }

    public List<String> getEndings() {
        return Arrays.stream(Ending.values()).map(Ending::name).toList();
    }

    public boolean isRunning() {
        return standing.running();
    }

    public boolean isHeld() {
        return standing.held();
    }

    /** Who let the schedule run, and when; empty: nobody did. */
    public String getConfirmed() {
        return standing.confirmedAt() == null ? "" : desk.say("retention.confirmed",
                names.getOrDefault(standing.confirmedBy(), "–"), desk.time(standing.confirmedAt()));
    }

    public List<RunRow> getRuns() {
        return latest.stream().map(run -> new RunRow(run.id(), desk.say(RetentionWords.kind(run)), desk.time(run.started()),
                RetentionWords.who(run, names, desk.getWords()), desk.say("retention.state." + run.state()), RetentionWords.tone(run)))
                .toList();
    }

    /** Where the list of runs goes on, or empty. */
    public String getOlder() {
        return latest.size() < RUNS ? "" : "/office/retention?before=" + latest.get(RUNS - 1).id() + "#runs";
    }

    public String getFlaw() {
        return flaw;
    }

    /** The field that is wrong, or empty. */
    public String getField() {
        return field;
    }
}
