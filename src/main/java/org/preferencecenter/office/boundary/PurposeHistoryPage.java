package org.preferencecenter.office.boundary;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.http.HttpServletRequest;

import org.preferencecenter.access.entity.Right;
import org.preferencecenter.catalog.control.Catalog;
import org.preferencecenter.catalog.entity.Change;
import org.preferencecenter.catalog.entity.Notice;
import org.preferencecenter.catalog.entity.Purpose;
import org.preferencecenter.catalog.entity.PurposeDraft;
import org.preferencecenter.catalog.entity.Stream;
import org.preferencecenter.catalog.entity.WordDiff;
import org.preferencecenter.office.entity.CatalogWords;
import org.preferencecenter.office.entity.Forbidden;
import org.preferencecenter.platform.entity.Locales;

/** A purpose as it is, and how it came to be: every change with who and when, every wording with what it changed. */
@Named
@RequestScoped
public class PurposeHistoryPage {

    /** @param hands who did what with it, oldest first */
    public record Line(int id, String kind, String state, String colour, String hands, String when) {
    }

    /** @param pieces against the version before in that language */
    public record Wording(int version, String locale, String language, String direction, List<WordDiff.Piece> pieces, String when,
            boolean renews) {
    }

    /** One thing that is said of it. */
    public record Fact(String what, String said) {
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
    private Purpose purpose;

    @PostConstruct
    void open() {
        words = new CatalogWords(desk.getWords());
        purpose = Optional.ofNullable(request.getParameter("id")).filter(text -> text.matches("\\d{1,9}")).map(Integer::valueOf)
                .flatMap(catalog.now()::purpose).orElseThrow(() -> new Forbidden("no such purpose"));
        desk.require(Right.SEE_NUMBERS, purpose.brand().id());
    }

    public Purpose getPurpose() {
        return purpose;
    }

    public String getTitle() {
        return purpose.text(desk.getLanguage()).title();
    }

    public String getAbout() {
        return purpose.text(desk.getLanguage()).about();
    }

    public boolean isEditable() {
        return !purpose.retired() && desk.officer().may(Right.EDIT_CATALOG, purpose.brand().id());
    }

    /** Published ones for everybody who sees figures; drafts for who edits or publishes. */
    public List<Line> getChanges() {
        boolean all = drafting.mayRead(purpose.brand().id());
        return drafting.read(changes -> changes.of(purpose.id())).stream().filter(change -> all
                || change.state() == Change.State.PUBLISHED).map(change -> new Line(change.id(), desk.say("change.kind." + change.kind()),
                        desk.say("change.is." + change.state()), change.state() == Change.State.PUBLISHED ? "ok" : "",
                        change.steps().stream().map(step -> desk.say("change.act." + step.act()) + " · " + step.by().name())
                                .distinct().collect(Collectors.joining(" → ")), desk.time(change.changedAt()))).toList();
    }

    /** Newest first. */
    public List<Wording> getNotices() {
        Map<String, String> before = new HashMap<>();
        List<Wording> wordings = new ArrayList<>();
        catalog.now().notices().stream().filter(notice -> notice.purpose().id() == purpose.id())
                .sorted(Comparator.comparingInt(Notice::version).thenComparing(Notice::locale)).forEach(notice -> {
                    String was = before.put(notice.locale(), notice.wording());
                    wordings.add(0, new Wording(notice.version(), notice.locale(), CatalogWords.language(notice.locale()),
                            Locales.direction(notice.locale()), was == null
                                    ? List.of(new WordDiff.Piece(WordDiff.Kind.SAME, notice.wording()))
                                    : WordDiff.between(was, notice.wording()), desk.time(notice.publishedAt()), notice.renews()));
                });
        return wordings;
    }

    /** Codes of the streams that send for it. */
    public List<String> getStreams() {
        return catalog.now().streams().stream().filter(stream -> stream.purpose().id() == purpose.id() && !stream.retired())
                .map(Stream::code).sorted().toList();
    }

    /** Whether they may make a stream of it, and one could send. */
    public boolean isStreamable() {
        return purpose.published() && isSetup() && !purpose.retired();
    }

    /** Whether they set streams up. */
    public boolean isSetup() {
        return desk.officer().may(Right.EDIT_BRANDS, purpose.brand().id());
    }

    public List<Fact> getFacts() {
        PurposeDraft live = PurposeDraft.of(purpose, catalog.now());
        List<Fact> facts = new ArrayList<>();
        facts.add(new Fact(desk.say("purpose.code"), purpose.code()));
        facts.add(new Fact(desk.say("purpose.nature"), words.plain(live.nature().name())));
        live.grounds().forEach(ground -> facts.add(new Fact(words.plain(ground.audience().name()) + (ground.country().equals("*") ? ""
                : ", " + words.country(ground.country())), words.plain(ground.basis().name()))));
        facts.add(new Fact(desk.say("purpose.channels"), live.channels().stream().map(c -> words.plain(c.name()))
                .collect(Collectors.joining(", "))));
        facts.add(new Fact(desk.say("purpose.countries"), live.countries().isEmpty() ? desk.say("purpose.everywhere")
                : words.countries(live.countries())));
        facts.add(new Fact(desk.say("purpose.retention"), Integer.toString(live.retentionMonths())));
        facts.add(new Fact(desk.say("purpose.topics"), purpose.topics().stream().filter(topic -> !topic.retired())
                .map(topic -> desk.say("history.topic", topic.text(desk.getLanguage()).title(), topic.perMonth())).collect(Collectors.joining(", "))));
        return facts.stream().filter(fact -> !fact.said().isEmpty()).toList();
    }
}
