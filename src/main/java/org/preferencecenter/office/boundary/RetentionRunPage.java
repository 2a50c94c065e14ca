package org.preferencecenter.office.boundary;

import java.sql.SQLException;
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

import org.preferencecenter.access.control.StaffNames;
import org.preferencecenter.access.entity.Right;
import org.preferencecenter.catalog.control.Catalog;
import org.preferencecenter.office.entity.RetentionWords;
import org.preferencecenter.retention.control.Policies;
import org.preferencecenter.retention.control.Runs;
import org.preferencecenter.retention.control.Timetables;
import org.preferencecenter.retention.entity.Counts;
import org.preferencecenter.retention.entity.Counts.What;
import org.preferencecenter.retention.entity.Lapse;
import org.preferencecenter.retention.entity.Policy;
import org.preferencecenter.retention.entity.Run;
import org.preferencecenter.retention.entity.Run.State;

/** One run: what it counted or did, by purpose and country; under a dry one the button that agrees to it. */
@Named
@RequestScoped
public class RetentionRunPage {

    @Inject
    private HttpServletRequest request;
    @Inject
    private Desk desk;
    @Inject
    private Catalog catalog;
    @Inject
    private Policies policies;
    @Inject
    private Runs runs;
    @Inject
    private Timetables timetables;
    @Inject
    private StaffNames staff;

    private Run run;
    private Counts counts = new Counts(Map.of());
    private Map<Integer, String> names = Map.of();

    /** A number above the table. */
    public record Sum(String what, String people) {
    }

    /** A line of the table. */
    public record Row(String what, String purpose, String country, String people) {
    }

    public void begin() throws SQLException {
        desk.requireEverywhere(Right.ANSWER_RIGHTS);
        run = runs.find(PersonActs.number(request.getParameter("id"))).orElse(null);
        if (run == null) {
            ((HttpServletResponse) FacesContext.getCurrentInstance().getExternalContext().getResponse()).setStatus(404);
            return;
        }
        if (request.getMethod().equals("POST") && request.getParameter("confirm") != null) {
            confirm();
            return;
        }
        counts = runs.counts(run.id());
        names = staff.of(List.of(run.account()));
    }

    private void confirm() {
        desk.requireFresh();
        Optional<Long> again = runs.confirm(run.id(), desk.officer().account(), timetables.told());
        again.ifPresent(id -> desk.audit("retention.confirmed", "retention:" + run.id(), null, Map.of("counted", id)));
        desk.redirect("retentionRun?id=" + again.orElse(run.id()), again.isPresent() ? "retention.confirmed" : "retention.stale");
    }

    public boolean isFound() {
        return run != null;
    }

    public long getId() {
        return run.id();
    }

    public String getTitle() {
        return run == null ? desk.say("retention.run.none") : desk.say(RetentionWords.kind(run)) + " " + run.id();
    }

    public String getAbout() {
        return desk.say("retention.run.about", desk.time(run.started()), RetentionWords.who(run, names, desk.getWords()));
    }

    public String getState() {
        return desk.say("retention.state." + run.state());
    }

    public String getTone() {
        return RetentionWords.tone(run);
    }

    /** What this run means for who reads it. */
    public String getMeaning() {
        return desk.say("retention.meaning." + (run.state() == State.REFUSED ? "REFUSED" : run.dry() ? run.about() == 0 ? "DRY" : "AGAIN" : "REAL"));
    }

    public boolean isUnderWay() {
        return run.state() == State.RUNNING;
    }

    /** The run that follows from this one, 0: none is known. */
    public long getNext() {
        return runs.list(0, 5).stream().filter(one -> one.about() == run.id()).mapToLong(Run::id).findFirst().orElse(0);
    }

    /** Whether the counts may be agreed to. */
    public boolean isAgreeable() {
        Policies.Standing now = policies.now();
        return run.dry() && run.about() == 0 && run.state() == State.DONE && !now.running() && run.version() == now.policy().version()
                && run.ended().plus(Runs.AGREEABLE).isAfter(desk.now());
    }

    public List<Sum> getSums() {
        return Arrays.stream(What.values()).filter(what -> what.ordinal() <= What.END.ordinal() || counts.of(what) > 0)
                .map(what -> new Sum(what(what), desk.number(counts.of(what)))).toList();
    }

    public List<Row> getRows() {
        return counts.people().entrySet().stream().map(one -> new Row(
                what(one.getKey().what()), purpose(one.getKey().purpose()),
                RetentionWords.place(one.getKey().jurisdiction(), desk.getWords()), desk.number(one.getValue()))).toList();
    }

    private String what(What what) {
        return desk.say((run.dry() ? "retention.would." : "retention.did.") + what);
    }

    /** Of a dry run, what would become of those whose time is over and whom nobody asked; empty: there are none. */
    public List<String> getOver() {
        Policy policy = policies.now().policy();
        if (!run.dry() || counts.of(What.LATE) + counts.of(What.BARRED) + counts.of(What.OLD) == 0) {
            return List.of();
        }
        return List.of(desk.say("retention.over.late", counts.of(What.LATE), policy.answerDays()),
                desk.say("retention.over.barred", counts.of(What.BARRED)),
                desk.say("retention.over.old", counts.of(What.OLD), policy.lateMonths()));
    }

    private String purpose(int id) {
        return id == Lapse.ALL ? desk.say("retention.all") : catalog.now().purpose(id)
                .map(p -> p.brand().name() + " · " + p.text(desk.getLanguage()).title()).orElse("–");
    }
}
