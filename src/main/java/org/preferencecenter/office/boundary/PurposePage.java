package org.preferencecenter.office.boundary;

import java.util.List;
import java.util.Optional;

import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.http.HttpServletRequest;

import org.preferencecenter.access.entity.Right;
import org.preferencecenter.catalog.control.Catalog;
import org.preferencecenter.catalog.control.DraftJson;
import org.preferencecenter.catalog.entity.Brand;
import org.preferencecenter.catalog.entity.Catalogue;
import org.preferencecenter.catalog.entity.Change;
import org.preferencecenter.catalog.entity.ChangeAnswer;
import org.preferencecenter.catalog.entity.CollectionPoint;
import org.preferencecenter.catalog.entity.DraftReview;
import org.preferencecenter.catalog.entity.DraftReview.Found;
import org.preferencecenter.catalog.entity.Purpose;
import org.preferencecenter.catalog.entity.PurposeDraft;
import org.preferencecenter.catalog.entity.Review;
import org.preferencecenter.catalog.entity.Trial;
import org.preferencecenter.law.control.RuleBooks;
import org.preferencecenter.office.entity.CatalogWords;
import org.preferencecenter.office.entity.Forbidden;
import org.preferencecenter.office.entity.PurposeEditorView;
import org.preferencecenter.office.entity.PurposeForm;

/**
 * The editor of a purpose: a form that knows what the law says of it while it is filled in. The address says what is edited
 * ({@code change}, {@code purpose}, or {@code in} a brand), the form holds all the rest.
 */
@Named
@RequestScoped
public class PurposePage {

    @Inject
    private Desk desk;
    @Inject
    private Drafting drafting;
    @Inject
    private Catalog catalog;
    @Inject
    private RuleBooks ruleBooks;
    @Inject
    private LookPart look;
    @Inject
    private HttpServletRequest request;

    private Brand brand;
    private Optional<Change> change = Optional.empty();
    private Optional<Purpose> purpose = Optional.empty();
    private PurposeDraft live;
    private PurposeDraft draft;
    private Boolean covers;
    private List<Found> found = List.of();
    private String refused = "";
    private PurposeEditorView view;
    private int seen;

    @PostConstruct
    void open() {
        Catalogue now = catalog.now();
        change = number("change").flatMap(drafting::visible)
                .filter(c -> c.kind() == Change.Kind.NEW || c.kind() == Change.Kind.EDIT);
        purpose = change.flatMap(Change::purpose).or(() -> number("purpose")).flatMap(now::purpose);
        // Whoever wants to edit what somebody edits already goes on with that.
        if (change.isEmpty() && purpose.isPresent()) {
            int id = purpose.get().id();
            change = drafting.read(all -> all.of(id)).stream().filter(c -> c.state().open() && c.kind() == Change.Kind.EDIT).findFirst();
        }
        brand = change.map(Change::brand).flatMap(now::brand).or(() -> purpose.map(Purpose::brand))
                .or(() -> now.brand(String.valueOf(request.getParameter("in")))).orElseThrow(() -> new Forbidden("no such brand"));
        desk.require(Right.EDIT_CATALOG, brand.id());
        live = purpose.map(p -> PurposeDraft.of(p, now)).orElse(null);
        seen = number("seen").orElseGet(() -> change.map(Change::version).orElse(0));
        if (request.getMethod().equals("POST")) {
            draft = PurposeForm.read(request.getParameterMap(), live, does());
            covers = PurposeForm.covers(request.getParameterMap());
        } else {
            draft = change.map(Change::contents).map(DraftJson::draft).orElse(live == null ? PurposeDraft.blank() : live);
            covers = change.flatMap(Change::covers).orElse(null);
        }
        // Nobody is scolded for a form that is still empty.
        if (request.getMethod().equals("POST") || change.isPresent()) {
            found = DraftReview.of(now, brand, purpose, draft, covers, ruleBooks.inForce(), desk.now(), desk.today());
        }
    }

    private String does() {
        return String.valueOf(request.getParameter("do"));
    }

    private Optional<Integer> number(String field) {
        return Optional.ofNullable(request.getParameter(field)).filter(text -> text.matches("\\d{1,9}")).map(Integer::valueOf);
    }

    /** Before the page is drawn: what a button asked for. */
    public void act() {
        if (!request.getMethod().equals("POST")) {
            return;
        }
        if (does().equals("save") || does().equals("submit")) {
            Optional<Change> saved = save();
            if (saved.isPresent() && does().equals("submit")) {
                submit(saved.get());
            } else {
                saved.ifPresent(kept -> desk.redirect("purpose?change=" + kept.id() + look.getQuery(), "change.saved"));
            }
        }
    }

    /** Keeps it, flaws and all: half a form is worth keeping. */
    private Optional<Change> save() {
        if (change.isEmpty()) {
            change = Optional.of(drafting.begin("change.opened", all -> purpose.isEmpty() ? all.begin(brand.id(), draft, drafting.me())
                    : all.begin(purpose.get().id(), Change.Kind.EDIT, drafting.me()).orElseThrow()));
            seen = change.get().version();
            if (purpose.isEmpty()) {
                return change;
            }
            if (change.get().kind() != Change.Kind.EDIT) {
                refused = desk.say("change.refused.RETIRING", change.get().author().name());
                change = Optional.empty();
                return change;
            }
        }
        ChangeAnswer answer = drafting.act("change.saved", all -> all.save(change.get().id(), seen, draft, covers, drafting.me()));
        if (answer.done()) {
            return answer.change();
        }
        answer.change().ifPresent(now -> refused = desk.say("change.refused." + answer.refusal().orElseThrow(),
                now.last().by().name(), desk.time(now.changedAt())));
        return Optional.empty();
    }

    private void submit(Change saved) {
        ChangeAnswer answer = drafting.act("change.submitted", all -> all.submit(saved.id(), saved.version(), drafting.me(),
                request.getParameter("note")));
        if (answer.done()) {
            desk.redirect("change?id=" + saved.id() + look.getQuery(), "change.submitted");
        } else {
            change = Optional.of(saved);
            seen = saved.version();
            found = answer.flaws();
            view = null;
            refused = desk.say("change.refused." + answer.refusal().orElseThrow(), "", "");
        }
    }

    public Brand getBrand() {
        return brand;
    }

    /** Empty before it was kept. */
    public String getChange() {
        return change.map(c -> Integer.toString(c.id())).orElse("");
    }

    public String getPurpose() {
        return purpose.map(p -> Integer.toString(p.id())).orElse("");
    }

    public int getSeen() {
        return seen;
    }

    public boolean isFresh() {
        return live == null;
    }

    public String getTitle() {
        String title = draft.title(desk.getLanguage());
        return live == null ? title.isEmpty() ? desk.say("purpose.new") : title : desk.say("purpose.edit", live.title(desk.getLanguage()));
    }

    /** State and last hand of the change. */
    public String getStanding() {
        return change.map(c -> desk.say("change.is." + c.state()) + " · " + desk.say("change.by", c.last().by().name(),
                desk.time(c.changedAt()))).orElse("");
    }

    /** Why a change came back. */
    public String getReturned() {
        return change.filter(c -> c.state() == Change.State.RETURNED).flatMap(c -> c.last().note()
                .map(note -> desk.say("change.returned.note", c.last().by().name(), note))).orElse("");
    }

    /** Why the last button did nothing; empty: it did. */
    public String getRefused() {
        return refused;
    }

    /** The form. Asked for at each field, so made once. */
    public PurposeEditorView getView() {
        if (view == null) {
            view = draw();
        }
        return view;
    }

    private PurposeEditorView draw() {
        List<CollectionPoint> forms = catalog.now().collectionPoints().stream().filter(point -> point.brand().id() == brand.id()
                && point.kind() == CollectionPoint.Kind.FORM && !point.retired() && point.form().isPresent()).toList();
        return new PurposeEditorView(desk.getWords(), brand, live, draft, covers, found, forms, ruleBooks.inForce(), desk.today());
    }

    /** What is lawful today and will not be within a year. */
    public List<String> getAhead() {
        Purpose trial = Trial.of(catalog.now(), brand, purpose, draft, false, desk.now()).purpose();
        CatalogWords words = new CatalogWords(desk.getWords());
        return Review.ahead(trial, ruleBooks.inForce(), desk.today()).stream().map(words::say).toList();
    }
}
