package org.preferencecenter.office.boundary;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeSet;

import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.http.HttpServletRequest;

import org.preferencecenter.access.entity.Right;
import org.preferencecenter.catalog.control.Catalog;
import org.preferencecenter.catalog.control.DraftJson;
import org.preferencecenter.catalog.entity.Basis;
import org.preferencecenter.catalog.entity.Brand;
import org.preferencecenter.catalog.entity.Catalogue;
import org.preferencecenter.catalog.entity.Change;
import org.preferencecenter.catalog.entity.Purpose;
import org.preferencecenter.office.entity.CatalogWords;

/** What each brand writes to people for, in the order they see it; and what is on its way. */
@Named
@RequestScoped
public class PurposesPage {

    /** A purpose as the list shows it. @param change the open change of it, or null */
    public record Line(int id, String title, String code, String nature, String bases, String channels, int topics,
            String state, String colour, Waiting change, boolean edits, boolean first, boolean last) {
    }

    /** A change somebody works on. */
    public record Waiting(int id, String subject, String kind, String state, String colour, String who) {
    }

    /** @param order the open order, or null. @param edits whether they may draft for this brand */
    public record Group(Brand brand, List<Line> lines, List<Waiting> waiting, Waiting order, boolean edits, String live) {
    }

    @Inject
    private Desk desk;
    @Inject
    private Drafting drafting;
    @Inject
    private Catalog catalog;
    @Inject
    private HttpServletRequest request;

    private CatalogWords words;
    private List<Group> groups;

    @PostConstruct
    void open() {
        words = new CatalogWords(desk.getWords());
        Catalogue live = catalog.now();
        groups = desk.brandIds().stream().flatMap(id -> live.brand(id).stream()).filter(brand -> !brand.retired())
                .map(brand -> group(live, brand)).toList();
    }

    private Group group(Catalogue live, Brand brand) {
        boolean reads = drafting.mayRead(brand.id());
        boolean edits = desk.officer().may(Right.EDIT_CATALOG, brand.id());
        List<Change> open = reads ? drafting.read(changes -> changes.open(brand.id())) : List.of();
        Optional<Change> order = open.stream().filter(change -> change.kind() == Change.Kind.ORDER).findFirst();
        List<Purpose> purposes = new ArrayList<>(live.purposesOf(brand));
        // As it is being ordered: who moves a line wants to see it move.
        order.map(change -> DraftJson.order(change.contents())).ifPresent(codes -> purposes.sort(
                java.util.Comparator.comparingInt(p -> codes.contains(p.code()) ? codes.indexOf(p.code()) : codes.size())));
        List<Line> lines = new ArrayList<>();
        for (int i = 0; i < purposes.size(); i++) {
            Purpose purpose = purposes.get(i);
            Optional<Change> change = open.stream().filter(c -> c.purpose().filter(id -> id == purpose.id()).isPresent()).findFirst();
            lines.add(line(purpose, change.map(this::waiting).orElse(null), edits, i == 0, i == purposes.size() - 1));
        }
        return new Group(brand, lines, open.stream().filter(change -> change.kind() == Change.Kind.NEW).map(this::waiting).toList(),
                order.map(this::waiting).orElse(null), edits, String.join(",", live.purposesOf(brand).stream().map(Purpose::code).toList()));
    }

    private Line line(Purpose purpose, Waiting change, boolean edits, boolean first, boolean last) {
        String state = purpose.retired() ? "retired" : !purpose.published() ? "unpublished" : purpose.offered() ? "live" : "private";
        TreeSet<String> bases = new TreeSet<>();
        purpose.bases().stream().filter(basis -> basis.jurisdiction().equals(Basis.ANYWHERE))
                .forEach(basis -> bases.add(words.plain(basis.basis().name())));
        return new Line(purpose.id(), purpose.text(desk.getLanguage()).title(), purpose.code(), words.plain(purpose.nature().name()),
                String.join(", ", bases), String.join(", ", purpose.channels().stream().sorted().map(c -> words.plain(c.name())).toList()),
                (int) purpose.topics().stream().filter(topic -> !topic.retired()).count(), desk.say("purposes.is." + state),
                state.equals("live") ? "ok" : state.equals("private") ? "" : "warn", change, edits && !purpose.retired(), first, last);
    }

    private Waiting waiting(Change change) {
        return new Waiting(change.id(), change.kind() == Change.Kind.NEW ? DraftJson.draft(change.contents()).title(desk.getLanguage())
                : change.subject(), desk.say("change.kind." + change.kind()), desk.say("change.is." + change.state()),
                change.state() == Change.State.SUBMITTED ? "warn" : change.state() == Change.State.RETURNED ? "bad" : "",
                desk.say("change.by", change.last().by().name(), desk.time(change.changedAt())));
    }

    public List<Group> getGroups() {
        return groups;
    }

    /** Before the page is drawn: what a button of it asked for. */
    public void act() {
        if (request.getMethod().equals("POST")) {
            if (request.getParameter("retire") != null) {
                retire();
            } else {
                move();
            }
        }
    }

    /** Moves a purpose one line: {@code move} holds {@code brand:code:places}. */
    private void move() {
        String[] wish = String.valueOf(request.getParameter("move")).split(":");
        if (wish.length == 3 && wish[0].matches("\\d{1,9}") && wish[2].matches("-?1")) {
            int brand = Integer.parseInt(wish[0]);
            desk.require(Right.EDIT_CATALOG, brand);
            drafting.begin("change.saved", changes -> changes.move(brand, wish[1], Integer.parseInt(wish[2]), drafting.me())
                    .orElseThrow());
        }
        desk.redirect("purposes" + chosen(), null);
    }

    /** Begins the end of a purpose: {@code retire} holds its id. */
    private void retire() {
        String wish = String.valueOf(request.getParameter("retire"));
        Optional<Purpose> purpose = wish.matches("\\d{1,9}") ? catalog.now().purpose(Integer.parseInt(wish)) : Optional.empty();
        if (purpose.isEmpty() || purpose.get().retired()) {
            desk.redirect("purposes" + chosen(), null);
            return;
        }
        desk.require(Right.EDIT_CATALOG, purpose.get().brand().id());
        Change change = drafting.begin("change.opened", changes -> changes.begin(purpose.get().id(), Change.Kind.RETIRE, drafting.me())
                .orElseThrow());
        desk.redirect("change?id=" + change.id(), null);
    }

    private String chosen() {
        String brand = request.getParameter("brand");
        return brand != null && brand.matches("[a-z][a-z0-9-]*") ? "?brand=" + brand.toLowerCase(Locale.ROOT) : "";
    }
}
