package org.preferencecenter.center.entity;

import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

import org.preferencecenter.catalog.entity.CollectionPoint;
import org.preferencecenter.catalog.entity.Notice;
import org.preferencecenter.catalog.entity.Purpose;
import org.preferencecenter.center.entity.PageView.Proof;
import org.preferencecenter.consent.entity.Cell;
import org.preferencecenter.consent.entity.Choice;
import org.preferencecenter.consent.entity.Origin;
import org.preferencecenter.consent.entity.Provenance;
import org.preferencecenter.consent.entity.Standing;
import org.preferencecenter.consent.entity.State;
import org.preferencecenter.law.entity.LegalBasis;

/** "Why do I get this?" (S-25): since when, because of what, and the words that were read, from the ledger only. */
final class Reasons {

    private final Words words;
    private final Known known;
    private final List<String> sentences = new ArrayList<>();
    private final Set<Read> read = new LinkedHashSet<>();

    /** A notice somebody said yes to, and where. */
    private record Read(int notice, int collectionPoint) {
    }

    Reasons(Words words, Known known) {
        this.words = words;
        this.known = known;
    }

    void add(Purpose purpose, Cell cell, Standing standing) {
        if (standing.state() == State.NONE) {
            known.basis(purpose).flatMap(basis -> unasked(basis, cell)).ifPresent(sentences::add);
            return;
        }
        Optional<Choice> choice = standing.because();
        Optional<Origin> origin = choice.map(c -> known.provenance().get(c.cell())).map(Provenance::origin);
        String day = choice.map(c -> words.day(c.since(), known.zone())).orElse("");
        String via = origin.map(Origin::via).map(way -> words.sayOr("via." + way, "via.other")).orElse("");
        sentences.add(words.say("why." + standing.state(), Said.name(words, known, cell), day, via).replace(" .", "."));
        if (standing.state() == State.GRANTED) {
            origin.filter(o -> o.notice() != 0 || o.collectionPoint() != 0)
                    .ifPresent(o -> read.add(new Read(o.notice(), o.collectionPoint())));
        }
    }

    /** Why we write to somebody who was never asked: nothing to say where nobody may write unasked. */
    private Optional<String> unasked(LegalBasis basis, Cell cell) {
        String name = Said.name(words, known, cell);
        if (basis == LegalBasis.SOFT_OPT_IN) {
            return Optional.of(customerSince().map(day -> words.say("why.customer.since", name, day))
                    .orElseGet(() -> words.say("why.customer", name)));
        }
        return basis == LegalBasis.LEGITIMATE_INTEREST ? Optional.of(words.say("why.interest", name)) : Optional.empty();
    }

    private Optional<String> customerSince() {
        try {
            return known.recipient().map(r -> r.facts().get("customerSince")).map(LocalDate::parse).map(words::day);
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }

    List<String> sentences() {
        return List.copyOf(sentences);
    }

    /** Whether these very words were agreed to. */
    boolean agreed(Notice notice) {
        return read.stream().anyMatch(r -> known.catalogue().notice(r.notice())
                .filter(n -> n.wording().equals(notice.wording())).isPresent());
    }

    /** The exact words that each yes was given to and the place; a yes without them on record proves nothing, so tells nothing. */
    List<Proof> proofs() {
        return read.stream().map(r -> {
            // Only words of this brand: whatever an old file may have noted.
            Optional<Notice> notice = known.catalogue().notice(r.notice()).filter(n -> known.ours(n.purpose()));
            Optional<CollectionPoint> point = known.catalogue().collectionPoint(r.collectionPoint())
                    .filter(p -> p.brand().id() == known.brand().id());
            String place = point.map(p -> words.say("proof.place", place(p))).orElse("");
            return new Proof(notice.map(this::caption).orElse(""), notice.map(n -> words.say("quoted", n.wording())).orElse(""),
                    notice.map(n -> Foreign.of(n.locale(), words)).orElse(Foreign.NOT), place);
        }).filter(proof -> !proof.wording().isEmpty() || !proof.place().isEmpty()).toList();
    }

    /** Its public name, else what kind of place it is; its code is ours alone. */
    private String place(CollectionPoint point) {
        return point.form().flatMap(form -> form.localeFor(words.language(), known.brand().defaultLocale())
                .map(locale -> form.texts().get(locale).title())).map(title -> words.say("quoted", title))
                .orElseGet(() -> words.say("place." + point.kind()));
    }

    private String caption(Notice notice) {
        Locale here = Locale.forLanguageTag(words.language());
        return words.say("proof.words", notice.version(), words.day(notice.publishedAt(), known.zone()),
                Locale.forLanguageTag(notice.locale()).getDisplayLanguage(here));
    }
}
