package org.preferencecenter.center.entity;

import java.time.Instant;
import java.time.LocalTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

import org.preferencecenter.catalog.entity.Localized;
import org.preferencecenter.catalog.entity.Notice;
import org.preferencecenter.catalog.entity.Purpose;
import org.preferencecenter.catalog.entity.Topic;
import org.preferencecenter.center.entity.PageView.Always;
import org.preferencecenter.center.entity.PageView.Option;
import org.preferencecenter.center.entity.PageView.Row;
import org.preferencecenter.center.entity.PageView.Section;
import org.preferencecenter.center.entity.PageView.Survey;
import org.preferencecenter.center.entity.PageView.Terms;
import org.preferencecenter.center.entity.PageView.Until;
import org.preferencecenter.consent.entity.Cell;
import org.preferencecenter.consent.entity.Choice;
import org.preferencecenter.consent.entity.StopReason;
import org.preferencecenter.law.entity.Channel;
import org.preferencecenter.law.entity.LegalBasis;
import org.preferencecenter.law.entity.MessageNature;
import org.preferencecenter.link.entity.Scope;

/** Draws the preference page from what is known: who gets what, how often, since when and why. */
public final class Drawing {

    /** A reason that comes back because something about it is wrong. @param flaw the key of a sentence */
    public record TypedReason(String change, String reason, String text, String flaw) {
    }

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
     * @param holder whoever looks
     * @param first  true if stopping what the link is about is to be offered first (the visitor came from a one-click link)
     * @param c      what was just done, from the page's URL, or null
     * @param reason a reason that comes back, or null
     */
    public PageView page(Holder holder, boolean first, String c, TypedReason reason) {
        List<Section> sections = offered(MessageNature.PROSPECTING).map(this::section)
                .filter(s -> !s.rows().isEmpty() || !s.missing().isEmpty()).toList();
        List<Always> always = offered(MessageNature.SERVICE).map(p -> p.in(words.language()))
                .map(text -> new Always(text.title(), text.about(), Foreign.of(text, words))).toList();
        List<Said> said = typed != null ? List.of() : Said.of(words, known, c).stream().toList();
        String address = known.recipient().flatMap(r -> r.address(Channel.EMAIL)
                .or(() -> r.addresses().stream().map(a -> a.value()).findFirst())).map(Mask::of).orElse("");
        Optional<Instant> paused = paused(known);
        Offers offers = new Offers(words, known);
        return new PageView(address, paused.isPresent() ? "" : rows.rate(), said, survey(c, reason).stream().toList(),
                offers.sure(holder, c).stream().toList(), offers.again(holder), offers.offer(holder.scope(), first).stream().toList(),
                sections, always, paused.map(until -> words.say("paused.until", words.day(until, known.zone()))).orElse(""),
                pauses(paused), until(), known.otherBrands(), words.say(holder.fresh() ? "adding.now" : "adding.waits"),
                printed());
    }

    /** Hours as 00 to 23: a proof is read in every country. */
    private String printed() {
        LocalTime time = LocalTime.ofInstant(known.now(), known.zone()).truncatedTo(ChronoUnit.MINUTES);
        return words.say("printed", words.day(known.now(), known.zone()), time.toString(), known.zone().getId());
    }

    private Stream<Purpose> offered(MessageNature nature) {
        return known.catalogue().purposesOf(known.brand()).stream()
                .filter(p -> p.nature() == nature && known.open(p) && !p.retired());
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
        // What a yes means stands beside the boxes; somebody who said yes to these very words finds them under "why".
        Terms terms = drawn.isEmpty() ? new Terms("", Foreign.NOT) : known.basis(purpose)
                .filter(basis -> basis == LegalBasis.CONSENT)
                .flatMap(basis -> known.catalogue().notice(purpose, words.language())).filter(notice -> !reasons.agreed(notice))
                .map(this::terms).orElse(new Terms("", Foreign.NOT));
        boolean received = drawn.stream().flatMap(row -> row.boxes().stream()).anyMatch(box -> !box.checked().isEmpty());
        Localized text = purpose.in(words.language());
        return new Section(text.title(), text.about(), Foreign.of(text, words), terms, rows.missing(), drawn,
                words.say(received ? "why" : "why.not"), typed == null ? reasons.sentences() : List.of(),
                typed == null ? reasons.proofs() : List.of());
    }

    private Terms terms(Notice notice) {
        return new Terms(notice.wording(), Foreign.of(notice.locale(), words));
    }

    /** Until when everything of the brand rests. */
    static Optional<Instant> paused(Known known) {
        Set<Cell> wide = Set.of(new Cell(Scope.brand(known.brand().id()), Channel.ANY), new Cell(Scope.EVERYTHING, Channel.ANY));
        return known.choices().byCell().values().stream().filter(c -> wide.contains(c.cell())).map(Choice::pausedUntil)
                .filter(until -> until != null && until.isAfter(known.now())).max(Instant::compareTo);
    }

    private List<Option> pauses(Optional<Instant> paused) {
        String chosen = typed == null ? "" : typed.pause();
        Set<Option> options = new LinkedHashSet<>();
        boolean leave = !(typed != null && typed.dated()) && !chosen.equals(ChoiceForm.END)
                && ChoiceForm.PAUSES.stream().noneMatch(d -> chosen.equals(d.toString()));
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

    private Until until() {
        Optional<String> flaw = Optional.ofNullable(typed).flatMap(form -> form.flaw(known.now(), known.zone()));
        return new Until(typed == null ? "" : typed.until(), ChoiceForm.first(known.now(), known.zone()).toString(),
                ChoiceForm.last(known.now(), known.zone()).toString(), flaw.map(words::say).orElse(""),
                typed != null && typed.dated() ? "checked" : "");
    }

    /** Only ever after a stop, and once. */
    private Optional<Survey> survey(String c, TypedReason typedReason) {
        if (typed != null) {
            return Optional.empty();
        }
        return Said.unexplained(known, c).map(stop -> {
            boolean back = typedReason != null && typedReason.change().equals(stop.change().toString());
            return new Survey(stop.change().toString(), Arrays.stream(StopReason.values()).map(reason -> new Option(reason.name(),
                    words.say("reason." + reason), back && reason.name().equals(typedReason.reason()) ? "checked" : "")).toList(),
                    back ? typedReason.text() : "", back ? words.say(typedReason.flaw()) : "");
        });
    }
}
