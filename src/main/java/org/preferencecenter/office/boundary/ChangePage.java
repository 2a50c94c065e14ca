package org.preferencecenter.office.boundary;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.http.HttpServletRequest;

import org.preferencecenter.access.entity.Right;
import org.preferencecenter.catalog.control.Catalog;
import org.preferencecenter.catalog.control.Changes;
import org.preferencecenter.catalog.control.DraftJson;
import org.preferencecenter.catalog.entity.Brand;
import org.preferencecenter.catalog.entity.Change;
import org.preferencecenter.catalog.entity.Change.Kind;
import org.preferencecenter.catalog.entity.Change.State;
import org.preferencecenter.catalog.entity.ChangeAnswer;
import org.preferencecenter.catalog.entity.ChangeStep;
import org.preferencecenter.catalog.entity.CollectionPoint;
import org.preferencecenter.catalog.entity.DraftReview;
import org.preferencecenter.catalog.entity.PurposeDraft;
import org.preferencecenter.office.control.ImpactCount;
import org.preferencecenter.office.entity.CatalogWords;
import org.preferencecenter.office.entity.FlawWords;
import org.preferencecenter.office.entity.Forbidden;
import org.preferencecenter.office.entity.Impact;
import org.preferencecenter.platform.entity.Locales;
import org.preferencecenter.platform.entity.Settings;

/** A change before it is live, and after: what differs, whom it touches, what became of it; and the buttons that decide. */
@Named
@RequestScoped
public class ChangePage {

    /** Something that was done. */
    public record Past(String what, String who, String when, String note) {
    }

    @Inject
    private Desk desk;
    @Inject
    private Drafting drafting;
    @Inject
    private Catalog catalog;
    @Inject
    private Settings settings;
    @Inject
    private ImpactCount counts;
    @Inject
    private ChangeRows rows;
    @Inject
    private HttpServletRequest request;

    private CatalogWords words;
    private Change change;
    private List<FlawWords.Line> flaws;
    private Optional<Impact> impact;
    private String refused = "";

    @PostConstruct
    void open() {
        words = new CatalogWords(desk.getWords());
        String id = String.valueOf(request.getParameter("id"));
        change = Optional.of(id).filter(text -> text.matches("\\d{1,9}")).map(Integer::valueOf).flatMap(drafting::visible)
                .orElseThrow(() -> new Forbidden("a change of another brand, or of none"));
    }

    /** Before the page is drawn: what a button asked for. */
    public void act() {
        if (!request.getMethod().equals("POST")) {
            return;
        }
        int seen = Optional.ofNullable(request.getParameter("seen")).filter(text -> text.matches("\\d{1,9}")).map(Integer::valueOf).orElse(0);
        String note = request.getParameter("note");
        String does = String.valueOf(request.getParameter("do"));
        int id = change.id();
        boolean decides = does.equals("publish") || does.equals("return");
        desk.require(decides ? Right.PUBLISH : isScript() ? Right.EDIT_BRANDS : Right.EDIT_CATALOG, change.brand());
        ChangeAnswer answer = switch (does) {
            case "publish" -> drafting.publish(all -> all.publish(id, seen, drafting.me(), settings.onePersonPublishes()));
            case "return" -> drafting.act("change.returned", all -> all.giveBack(id, seen, drafting.me(), cut(note)));
            case "submit" -> drafting.act("change.submitted", all -> all.submit(id, seen, drafting.me(), cut(note)));
            case "back" -> drafting.act("change.taken-back", all -> all.takeBack(id, seen, drafting.me()));
            case "drop" -> drafting.act("change.dropped", all -> all.drop(id, seen, drafting.me(), cut(note)));
            case "rebase" -> drafting.act("change.saved", all -> all.rebase(id, seen, drafting.me()));
            default -> throw new Forbidden("no such button");
        };
        if (answer.done()) {
            desk.redirect("change?id=" + id, "change." + does);
        } else {
            refused = desk.say("change.refused." + answer.refusal().orElseThrow(), change.last().by().name(),
                    desk.time(change.changedAt()));
        }
    }

    private static String cut(String note) {
        return note == null || note.length() <= Changes.NOTE ? note
                : note.substring(0, Changes.NOTE);
    }

    public int getId() {
        return change.id();
    }

    public int getSeen() {
        return change.version();
    }

    public Brand getBrand() {
        return catalog.now().brand(change.brand()).orElseThrow();
    }

    public String getTitle() {
        String subject = change.kind() == Kind.ORDER ? getBrand().name() : isScript() ? change.subject()
                : draft().title(desk.getLanguage());
        return desk.say("change.named", desk.say("change.kind." + change.kind()), subject);
    }

    public String getState() {
        return desk.say("change.is." + change.state());
    }

    public String getColour() {
        return switch (change.state()) {
            case SUBMITTED -> "warn";
            case RETURNED, DROPPED -> "bad";
            case PUBLISHED -> "ok";
            default -> "";
        };
    }

    public String getRefused() {
        return refused;
    }

    private PurposeDraft draft() {
        return DraftJson.draft(change.contents());
    }

    /** What differs from what was live when it was begun: for what is published, what it changed. */
    public List<ChangeRows.Row> getRows() {
        return rows.of(change);
    }

    /** Whether what is live is no longer what it was begun from. */
    public boolean isStale() {
        return change.state().open() && drafting.read(all -> all.find(change.id()).filter(all::stale).isPresent());
    }

    /** What changed on the live side since it was begun. */
    public List<ChangeRows.Row> getMeanwhile() {
        return rows.meanwhile(change, drafting.read(all -> all.find(change.id()).flatMap(all::live)));
    }

    /** What stands against publishing it now. */
    public List<FlawWords.Line> getFlaws() {
        if (flaws == null) {
            List<DraftReview.Found> found = !change.state().open() ? List.of()
                    : drafting.read(all -> all.find(change.id()).map(all::review).orElse(List.of()));
            boolean purpose = change.kind() == Kind.NEW || change.kind() == Kind.EDIT;
            flaws = purpose ? new FlawWords(desk.getWords(), getBrand(), draft()).lines(found)
                    : found.stream().map(one -> new FlawWords.Line("", "", words.say(one.flaw()))).distinct().toList();
        }
        return flaws;
    }

    /** Whom it touches; null for what touches nobody, and once it is decided. */
    public Impact getImpact() {
        if (impact == null) {
            impact = !change.state().open() || change.kind() == Kind.ORDER || isScript() ? Optional.empty() : counts.of(catalog.now(), change);
        }
        return impact.orElse(null);
    }

    /** The newest first. */
    public List<Past> getPast() {
        List<Past> past = new ArrayList<>();
        for (ChangeStep step : change.steps()) {
            past.add(0, new Past(desk.say("change.act." + step.act()), step.by().name(), desk.time(step.at()), step.note().orElse("")));
        }
        return past;
    }

    /** Whether it is about what agents read out at a desk. */
    public boolean isScript() {
        return change.kind() == Kind.SCRIPT;
    }

    /** The code of the desk, where it is about one. */
    public String getSubject() {
        return change.subject();
    }

    public boolean isLookable() {
        return change.kind() == Kind.NEW || change.kind() == Kind.EDIT;
    }

    public boolean isRenews() {
        return change.covers().filter(covers -> !covers).isPresent();
    }

    /** Whether they may work on it. */
    public boolean isEditable() {
        return change.state().open() && desk.officer().may(isScript() ? Right.EDIT_BRANDS : Right.EDIT_CATALOG, change.brand());
    }

    /** Whether it waits for somebody who publishes, and they may. */
    public boolean isDecidable() {
        return change.state() == State.SUBMITTED && desk.officer().may(Right.PUBLISH, change.brand());
    }

    /** Whether they wrote a part of it, so that somebody else has to publish it. */
    public boolean isOwn() {
        return !settings.onePersonPublishes() && change.writtenBy(drafting.me());
    }

    public boolean isSubmitted() {
        return change.state() == State.SUBMITTED;
    }

    /** Forms whose page can be looked at: those that ask about it. */
    public List<CollectionPoint> getForms() {
        return catalog.now().collectionPoints().stream().filter(point -> point.brand().id() == change.brand()
                && draft().forms().contains(point.code())).toList();
    }

    /** The brand's own first. */
    public List<String> getLanguages() {
        List<String> languages = new ArrayList<>(Locales.SPOKEN);
        languages.remove(getBrand().defaultLocale());
        languages.add(0, getBrand().defaultLocale());
        return languages;
    }

    public String language(String code) {
        return CatalogWords.language(code);
    }

    /** The id of its purpose, where there is one. */
    public String getPurpose() {
        return change.purpose().map(String::valueOf).orElse("");
    }
}
