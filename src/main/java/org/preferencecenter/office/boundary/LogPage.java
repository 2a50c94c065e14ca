package org.preferencecenter.office.boundary;

import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.http.HttpServletRequest;

import org.preferencecenter.access.control.StaffNames;
import org.preferencecenter.access.entity.Right;
import org.preferencecenter.exchange.control.Audits;
import org.preferencecenter.exchange.control.Jobs;
import org.preferencecenter.exchange.entity.Job;
import org.preferencecenter.ledger.control.Anchors;
import org.preferencecenter.ledger.control.LogState;
import org.preferencecenter.ledger.control.LogState.Run;
import org.preferencecenter.office.entity.DifferenceWords;

/** The sealed log: how it stands, who outside holds its checkpoints, what audits found; audits are asked for and keys changed here. */
@Named
@RequestScoped
public class LogPage {

    private static final int RUNS = 20;

    @Inject
    private Desk desk;
    @Inject
    private HttpServletRequest request;
    @Inject
    private LogState log;
    @Inject
    private Audits audits;
    @Inject
    private Jobs jobs;
    @Inject
    private StaffNames staff;
    private LogState.Standing standing;
    private List<RunLine> runs;
    private Optional<Job> job;
    private String flaw = "";

    /** One thing and how it is. */
    public record Line(String what, String text, String tone) {
    }

    /** A key. @param signs it is the one that signs now */
    public record KeyLine(int id, String vkey, String since, boolean signs) {
    }

    /** Somebody outside. @param tone {@code ok}, {@code bad} or nothing */
    public record WitnessLine(String who, String last, String behind, String tone, String state) {
    }

    /**
     * An audit that ended.
     *
     * @param about what it looked at
     * @param found what it found, in words; empty: nothing
     * @param since since which checkpoint that is so
     * @param person whose page to look at, or empty
     */
    public record RunLine(String when, String kind, String about, String by, String found, String since, String person) {
    }

    /** Before anything is shown: it is the whole house's log. */
    @PostConstruct
    void read() {
        desk.requireEverywhere(Right.AUDIT);
        standing = ask(log::standing);
    }

    @FunctionalInterface
    private interface Question<T> {
        T of() throws SQLException;
    }

    private static <T> T ask(Question<T> question) {
        try {
            return question.of();
        } catch (SQLException away) {
            throw new IllegalStateException("SQLSTATE " + away.getSQLState(), away);
        }
    }

    /** What is wrong, in the words of Home. */
    public List<Line> getAlarms() {
        return ask(log::alarms).stream().map(alarm -> new Line(desk.say("due.log." + alarm.what()), desk.time(alarm.since()), "bad")).toList();
    }

    /** Whether somebody touched the log: then there are steps to take. */
    public boolean isTouched() {
        return ask(log::alarms).stream().anyMatch(alarm -> alarm.what().touched());
    }

    public boolean isBegun() {
        return standing.last().isPresent();
    }

    public String getSize() {
        return desk.number(standing.last().map(last -> last.size()).orElse(0L));
    }

    /** What waits, and since when. */
    public String getWaiting() {
        return standing.waiting() == 0 ? desk.say("log.waiting.none") : desk.say("log.waiting.some",
                standing.waiting() > LogState.MOST ? desk.say("health.more", LogState.MOST) : desk.number(standing.waiting()),
                desk.time(standing.since()));
    }

    public String getSigned() {
        return standing.last().map(last -> desk.time(last.at())).orElse("");
    }

    public String getNote() {
        return standing.last().map(last -> last.note()).orElse("");
    }

    public List<KeyLine> getKeys() {
        return standing.keys().stream().map(key -> new KeyLine(key.id(), key.key().vkey(), desk.day(key.since()),
                key.id() == standing.keys().get(0).id())).toList();
    }

    public List<WitnessLine> getWitnesses() {
        return standing.witnesses().stream().map(this::witness).toList();
    }

    private WitnessLine witness(LogState.Witness witness) {
        Anchors.State state = witness.state();
        String last = state.size() < 0 ? desk.say("log.witness.never") : desk.say("log.witness.last", desk.number(state.size()),
                desk.time(state.handedAt()));
        String behind = witness.behind() > LogState.MOST ? desk.say("health.more", LogState.MOST) : desk.number(witness.behind());
        boolean well = state.failures() == 0;
        return new WitnessLine(desk.say("log.witness." + state.target()), last, behind, !witness.set() ? "" : well ? "ok" : "bad",
                !witness.set() ? desk.say("log.witness.unset") : state.missing() ? desk.say("log.witness.other") : well ? desk.say("log.witness.well") : desk.say("log.witness.failing", state.failures(), state.why(), desk.time(state.failedAt())));
    }

    /** The audit that is not over yet. */
    public Optional<Job> getJob() {
        if (job == null) {
            job = audits.last().filter(last -> !last.state().ended());
        }
        return job;
    }

    public boolean isActive() {
        return getJob().filter(running -> running.state().active()).isPresent();
    }

    public List<RunLine> getRuns() {
        if (runs == null) {
            List<Run> ended = ask(() -> log.runs(0, RUNS));
            Set<Integer> accounts = ended.stream().map(Run::account).filter(account -> account > 0).collect(Collectors.toSet());
            Map<Integer, String> names = ask(() -> staff.of(accounts));
            runs = ended.stream().map(run -> line(run, names)).toList();
        }
        return runs;
    }

    private RunLine line(Run run, Map<Integer, String> names) {
        String about = desk.getWords().say(run.oldTo() > run.old() ? "log.run.about.old" : "log.run.about", desk.number(run.to() - run.from()),
                desk.number(run.from()), desk.number(run.to()), desk.number(run.peopleTo() - run.peopleFrom()),
                desk.number(run.oldTo() - run.old()), desk.number(run.old()), desk.number(run.oldTo()));
        String by = run.account() == 0 ? desk.say("log.run.clock") : names.getOrDefault(run.account(), "");
        String found = run.difference().map(new DifferenceWords(desk.getWords())::of).orElse("");
        String since = run.difference().filter(one -> one.since() > 0).map(one -> ask(() -> log.signed(one.since()))
                .map(at -> desk.say(one.beside() ? "log.since.sealed" : "log.since.signed", desk.number(one.since()), desk.time(at)))
                .orElseGet(() -> desk.say("log.since", desk.number(one.since())))).orElse("");
        String person = run.difference().filter(one -> one.recipient() > 0 && desk.may("SEE_PERSON"))
                .map(one -> "/office/person?id=" + one.recipient()).orElse("");
        return new RunLine(desk.time(run.ended()), desk.say(run.whole() ? "log.run.whole" : "log.run.new"), about, by, found, since, person);
    }

    /** A checkpoint that a witness holds, as it was pasted. */
    public String getTheirs() {
        String theirs = request.getParameter("theirs");
        return theirs == null ? "" : theirs;
    }

    public String getFlaw() {
        return flaw;
    }

    /** Audits what came since the last one that found nothing. */
    public void audit() {
        begin(false);
    }

    /** Audits everything. */
    public void auditAll() {
        begin(true);
    }

    private void begin(boolean whole) {
        desk.requireEverywhere(Right.AUDIT);
        // A browser sends lines that end by CR LF; signed are lines that end by LF.
        String theirs = getTheirs().replace("\r\n", "\n").strip();
        if (getJob().isPresent()) {
            desk.redirect("log", "log-audit-other");
            return;
        }
        try {
            Job asked = audits.ask(desk.officer().account(), whole, theirs.isEmpty() ? Optional.empty() : Optional.of(theirs + "\n"));
            desk.audit("log.audited", "job:" + asked.id(), null, Map.of("whole", whole, "witness", !theirs.isEmpty()));
            desk.redirect("log", "log-audit");
        } catch (IllegalArgumentException notOurs) {
            flaw = desk.say("log.flaw.theirs");
        }
    }

    /** Stops the one that runs, or stands still. */
    public void cancel() {
        desk.requireEverywhere(Right.AUDIT);
        boolean done = getJob().isPresent() && jobs.cancel(getJob().get().id());
        if (done) {
            desk.audit("job.cancelled", "job:" + getJob().get().id(), null, Map.of());
        }
        desk.redirect("log", done ? "job.cancelled" : "job.late");
    }

    /** Adds a key to sign with; what the old one signed keeps holding. */
    public void rotate() {
        desk.requireEverywhere(Right.KEYS);
        desk.requireFresh();
        if (request.getParameter("sure") == null) {
            flaw = desk.say("log.flaw.sure");
            return;
        }
        int id = ask(log::rotate);
        desk.audit("log-key.added", "log-key:" + id, null, Map.of());
        desk.redirect("log", "log-key-added");
    }

    public boolean isMayRotate() {
        return desk.officer().mayEverywhere(Right.KEYS);
    }
}
