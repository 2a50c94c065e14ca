package org.preferencecenter.office.boundary;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;

import jakarta.enterprise.context.RequestScoped;
import jakarta.faces.context.ExternalContext;
import jakarta.faces.context.FacesContext;
import jakarta.inject.Inject;
import jakarta.inject.Named;

import org.preferencecenter.access.entity.Right;
import org.preferencecenter.exchange.control.FileStore;
import org.preferencecenter.exchange.control.Jobs;
import org.preferencecenter.exchange.control.LinesTold;
import org.preferencecenter.exchange.entity.Job;
import org.preferencecenter.exchange.entity.JobKind;
import org.preferencecenter.exchange.entity.JobState;
import org.preferencecenter.exchange.entity.Remark;
import org.preferencecenter.office.entity.Forbidden;

/** One job: how far it is, what came of it, what it has to say, and what can be done with it now. */
@Named
@RequestScoped
public class JobPage {

    private static final int NOTES = 100;
    private static final int SHOWN = 20;

    @Inject
    private Desk desk;
    @Inject
    private Jobs jobs;
    @Inject
    private FileStore files;
    @Inject
    private LinesTold lines;
    private Job job;

    /** The job in the address. @throws Forbidden if there is none, or it is of a brand that is not theirs */
    public Job getJob() {
        if (job == null) {
            String id = FacesContext.getCurrentInstance().getExternalContext().getRequestParameterMap().get("id");
            job = Optional.ofNullable(id).filter(text -> text.matches("[0-9]{1,18}")).flatMap(text -> jobs.find(Long.parseLong(text)))
                    .filter(found -> desk.officer().may(Right.SEE_JOBS, found.brand()))
                    .orElseThrow(() -> new Forbidden("this job"));
        }
        return job;
    }

    /** What it takes to steer it. */
    private Right right() {
        return getJob().kind() == JobKind.AUDIT ? Right.AUDIT
                : getJob().kind() == JobKind.EXPORT || getJob().kind() == JobKind.SCREENING ? Right.EXPORT : Right.IMPORT;
    }

    public boolean isMine() {
        return desk.officer().may(right(), getJob().brand());
    }

    /** A line of the log. */
    public record Line(String when, String text) {
    }

    public List<Line> getNotes() {
        return jobs.notes(getJob().id(), NOTES).stream().map(note -> new Line(desk.time(note.at()),
                desk.getWords().say(note.key(), note.said().toArray()))).toList();
    }

    /** A line of the file that was not taken as it stands. */
    public record Told(String number, String text, boolean bad) {
    }

    /** The first of them. */
    public List<Told> getTold() {
        return lines.after(getJob().id(), 0, SHOWN).stream().map(one -> new Told(desk.number(one.line()),
                reason(one.remark()), one.remark().bad())).toList();
    }

    /** Why; of a number on an opposition list, by which rules. */
    private String reason(Remark remark) {
        String rules = JobLines.rules(getJob()).collect(Collectors.joining(", "));
        return desk.say("remark." + remark) + (remark == Remark.LISTED && !rules.isEmpty() ? " " + desk.say("remark.rules", rules) : "");
    }

    public boolean isLinesThere() {
        return isMine() && lines.available(getJob());
    }

    public boolean isPausable() {
        return isMine() && getJob().state().active();
    }

    public boolean isResumable() {
        return isMine() && getJob().state().resumable();
    }

    public boolean isCancellable() {
        return isMine() && !getJob().state().ended();
    }

    /** A check that is done and was not followed by its import yet. */
    public boolean isImportable() {
        return isMine() && getJob().kind() == JobKind.CHECK && getJob().state() == JobState.DONE && getFollowing().isEmpty()
                && getJob().count("lines") > getJob().count("bad") && files.find(getJob().file()).isPresent();
    }

    public boolean isUndoable() {
        return isMine() && getJob().kind() == JobKind.IMPORT && (getJob().state() == JobState.DONE
                || getJob().state() == JobState.CANCELLED || getJob().state() == JobState.FAILED
                || getJob().state() == JobState.PAUSED) && getJob().done() > 0 && getFollowing().isEmpty();
    }

    /** The import of a check, the undoing of an import. */
    public Optional<Job> getFollowing() {
        return getJob().kind() == JobKind.CHECK ? jobs.after(getJob().id(), JobKind.IMPORT)
                : getJob().kind() == JobKind.IMPORT ? jobs.after(getJob().id(), JobKind.UNDO) : Optional.empty();
    }

    /** Its file to fetch, while it is kept. */
    public Optional<FileStore.Stored> getResult() {
        return getJob().state() == JobState.DONE && getJob().result() != 0 && isMine() ? files.find(getJob().result())
                : Optional.empty();
    }

    public void pause() {
        act("job.paused", jobs.pause(steered()), "paused");
    }

    public void resume() {
        act("job.resumed", jobs.resume(steered()), "resumed");
    }

    public void cancel() {
        act("job.cancelled", jobs.cancel(steered()), "cancelled");
    }

    /** Imports what was checked, as it was checked. */
    public void begin() {
        long check = steered();
        if (!isImportable()) {
            act("", false, "");
            return;
        }
        long id = jobs.ask(new Jobs.Asked(JobKind.IMPORT, getJob().brand(), desk.officer().account(), getJob().parameters(),
                getJob().file(), check));
        desk.audit("import.started", "job:" + id, getJob().brand(), Map.of("lines", getJob().count("lines")));
        desk.redirect("job?id=" + id, "importing");
    }

    /** Takes the import back. */
    public void undo() {
        long import_ = steered();
        if (!isUndoable()) {
            act("", false, "");
            return;
        }
        long id = jobs.ask(new Jobs.Asked(JobKind.UNDO, getJob().brand(), desk.officer().account(),
                "{\"change\":\"" + UUID.randomUUID() + "\"}", 0, import_));
        desk.audit("import.undone", "job:" + import_, getJob().brand(), Map.of("by", id));
        desk.redirect("job?id=" + id, "undoing");
    }

    private long steered() {
        desk.require(right(), getJob().brand());
        return getJob().id();
    }

    private void act(String action, boolean done, String said) {
        if (done) {
            desk.audit(action, "job:" + getJob().id(), getJob().brand() == 0 ? null : getJob().brand(), Map.of());
        }
        desk.redirect("job?id=" + getJob().id(), done ? "job." + said : "job.late");
    }

    /** Sends the file that was made; not as a page, which would be held in memory whole. */
    public void fetch() throws IOException {
        desk.require(right(), getJob().brand());
        desk.requireFresh();
        Optional<FileStore.Stored> file = getResult();
        if (file.isEmpty()) {
            desk.redirect("job?id=" + getJob().id(), "job.late");
            return;
        }
        desk.audit("export.fetched", "job:" + getJob().id(), getJob().brand(), Map.of("octets", file.get().size()));
        OutputStream out = answer(file.get().name(), file.get().form());
        try (InputStream in = files.read(file.get().id())) {
            in.transferTo(out);
        }
        FacesContext.getCurrentInstance().responseComplete();
    }

    /** Sends the lines that were not taken, with the reason of each. */
    public void fetchLines() throws IOException {
        desk.require(right(), getJob().brand());
        desk.audit("import.lines-fetched", "job:" + getJob().id(), getJob().brand(), Map.of());
        OutputStream out = answer("lines-" + getJob().id() + ".csv", "CSV");
        lines.write(getJob(), out, this::reason, List.of(desk.say("job.line"), desk.say("job.reason")));
        FacesContext.getCurrentInstance().responseComplete();
    }

    private static OutputStream answer(String name, String form) throws IOException {
        ExternalContext answer = FacesContext.getCurrentInstance().getExternalContext();
        answer.setResponseContentType(form.equals("XLSX") ? "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
                : "text/csv;charset=UTF-8");
        String plain = name.replaceAll("[^A-Za-z0-9._-]", "-");
        answer.setResponseHeader("Content-Disposition", "attachment; filename=\"" + plain + "\"; filename*=UTF-8''"
                + java.net.URLEncoder.encode(name, StandardCharsets.UTF_8).replace("+", "%20"));
        answer.setResponseHeader("Cache-Control", "no-store");
        return answer.getResponseOutputStream();
    }
}
