package org.preferencecenter.center.entity;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

import org.preferencecenter.catalog.entity.Notice;
import org.preferencecenter.catalog.entity.Purpose;
import org.preferencecenter.catalog.entity.Topic;
import org.preferencecenter.center.entity.PageView.Always;
import org.preferencecenter.center.entity.PageView.Offer;
import org.preferencecenter.center.entity.PageView.Option;
import org.preferencecenter.center.entity.PageView.Row;
import org.preferencecenter.center.entity.PageView.Section;
import org.preferencecenter.consent.entity.Cell;
import org.preferencecenter.consent.entity.Choice;
import org.preferencecenter.consent.entity.Standing;
import org.preferencecenter.law.entity.Channel;
import org.preferencecenter.law.entity.LegalBasis;
import org.preferencecenter.law.entity.MessageNature;
import org.preferencecenter.link.entity.Scope;

/** Draws the preference page from what is known: who gets what, how often, since when and why. */
public final class Drawing {

    private final Words words;
    private final Known known;
    private final ChoiceForm typed;
    private final Rows rows;

    /** @param typed a form that could not be saved and is shown again as it was filled in, or null */
    public Drawing(Words words, Known known, ChoiceForm typed) {
        this.words = words;
        this.known = known;
        this.typed = typed;
        this.rows = new Rows(words, known, typed);
    }

    /**
     * @param scope what the link is about
     * @param first true if stopping that scope is to be offered first (the visitor came from a one-click link)
     * @param c     what was just done, from the page's URL, or null
     */
    public PageView page(Scope scope, boolean first, String c) {
        List<Section> sections = offered(MessageNature.PROSPECTING).map(this::section)
                .filter(s -> !s.rows().isEmpty() || !s.missing().isEmpty()).toList();
        List<Always> always = offered(MessageNature.SERVICE).map(p -> p.text(words.language()))
                .map(text -> new Always(text.title(), text.about())).toList();
        List<Said> said = typed != null ? List.of() : Said.of(words, known, c).stream().toList();
        String address = known.recipient().flatMap(r -> r.address(Channel.EMAIL)
                .or(() -> r.addresses().stream().map(a -> a.value()).findFirst())).map(Mask::of).orElse("");
        Optional<Instant> paused = paused();
        return new PageView(address, paused.isPresent() ? "" : rows.rate(), said, offer(scope, first).stream().toList(), sections, always,
                paused.map(until -> words.say("paused.until", words.day(until, known.zone()))).orElse(""), pauses(paused));
    }

    private Stream<Purpose> offered(MessageNature nature) {
        return known.catalogue().purposesOf(known.brand()).stream()
                .filter(p -> p.nature() == nature && p.offered() && !p.retired());
    }

    private Section section(Purpose purpose) {
        Reasons reasons = new Reasons(words, known);
        List<Row> drawn = new ArrayList<>();
        List<Topic> topics = purpose.topics().stream().filter(t -> !t.retired()).toList();
        for (Topic topic : topics) {
            rows.row(topic, reasons).ifPresent(drawn::add);
        }
        if (purpose.topics().isEmpty()) {
            rows.row(purpose, reasons).ifPresent(drawn::add);
        }
        String language = words.language();
        Optional<String> agreed = reasons.wording(purpose);
        // What a yes means stands beside the boxes; somebody who said yes to these very words finds them under "why".
        String terms = drawn.isEmpty() ? "" : known.basis(purpose).filter(basis -> basis == LegalBasis.CONSENT)
                .flatMap(basis -> known.catalogue().notice(purpose, language)).map(Notice::wording)
                .filter(wording -> !agreed.equals(Optional.of(wording)))
                .map(wording -> words.say("terms", wording)).orElse("");
        boolean received = drawn.stream().flatMap(row -> row.boxes().stream()).anyMatch(box -> !box.checked().isEmpty());
        return new Section(purpose.text(language).title(), purpose.text(language).about(), terms, rows.missing(), drawn,
                words.say(received ? "why" : "why.not"), typed == null ? reasons.sentences() : List.of(), agreed.map(wording -> words.say("why.wording", wording)).orElse(""));
    }

    /** Offers to stop what the link is about; of a retired thing says that it is gone, and lets it be stopped all the same. */
    private Optional<Offer> offer(Scope scope, boolean first) {
        Optional<List<Scope>> reach = reach(scope);
        boolean gone = gone(scope);
        if (reach.isEmpty() || !(first || gone)) {
            return Optional.empty();
        }
        Standing standing = known.choices().on(reach.get(), Channel.EMAIL);
        boolean stopped = standing.state().stops();
        String name = known.title(scope, words.language()).map(title -> words.say("quoted", title))
                .orElseGet(() -> words.say("these.messages"));
        if (stopped) {
            return gone ? Optional.of(new Offer(words.say("offer.gone.stopped", name), "")) : Optional.empty();
        }
        return Optional.of(new Offer(words.say(gone ? "offer.gone" : "offer.question", name), words.say("offer.button", name)));
    }

    private Optional<List<Scope>> reach(Scope scope) {
        return switch (scope.kind()) {
            case TOPIC -> known.catalogue().topic(scope.id()).map(Topic::scopes);
            case PURPOSE -> known.catalogue().purpose(scope.id()).map(Purpose::scopes);
            default -> Optional.empty();
        };
    }

    private boolean gone(Scope scope) {
        return switch (scope.kind()) {
            case TOPIC -> known.catalogue().topic(scope.id()).filter(t -> t.retired() || t.purpose().retired()).isPresent();
            case PURPOSE -> known.catalogue().purpose(scope.id()).filter(Purpose::retired).isPresent();
            default -> false;
        };
    }

    private Optional<Instant> paused() {
        Set<Cell> wide = Set.of(new Cell(Scope.brand(known.brand().id()), Channel.ANY), new Cell(Scope.EVERYTHING, Channel.ANY));
        return known.choices().byCell().values().stream().filter(c -> wide.contains(c.cell())).map(Choice::pausedUntil)
                .filter(until -> until != null && until.isAfter(known.now())).max(Instant::compareTo);
    }

    private List<Option> pauses(Optional<Instant> paused) {
        String chosen = typed == null ? "" : typed.pause();
        Set<Option> options = new LinkedHashSet<>();
        boolean leave = !chosen.equals(ChoiceForm.END) && ChoiceForm.PAUSES.stream().noneMatch(d -> chosen.equals(d.toString()));
        options.add(new Option("keep", paused.map(until -> words.say("pause.keep", words.day(until, known.zone())))
                .orElseGet(() -> words.say("pause.none")), leave ? "checked" : ""));
        if (paused.isPresent()) {
            options.add(new Option(ChoiceForm.END, words.say("pause.end"), chosen.equals(ChoiceForm.END) ? "checked" : ""));
        }
        for (Integer days : ChoiceForm.PAUSES) {
            options.add(new Option(days.toString(), words.say("pause.days", days), chosen.equals(days.toString()) ? "checked" : ""));
        }
        return List.copyOf(options);
    }
}
