package org.preferencecenter.center.entity;

import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

import org.preferencecenter.catalog.entity.Notice;
import org.preferencecenter.catalog.entity.Purpose;
import org.preferencecenter.consent.entity.Cell;
import org.preferencecenter.consent.entity.Choice;
import org.preferencecenter.consent.entity.PastChange;
import org.preferencecenter.consent.entity.Standing;
import org.preferencecenter.consent.entity.State;
import org.preferencecenter.law.entity.LegalBasis;

/** "Why do I get this?" (S-25): since when, because of what, and the words that were read, from recorded facts only. */
final class Reasons {

    private final Words words;
    private final Known known;
    private final List<String> sentences = new ArrayList<>();
    private Instant yes;

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
        String day = choice.map(c -> words.day(c.since(), known.zone())).orElse("");
        sentences.add(words.say("why." + standing.state(), Said.name(words, known, cell), day,
                choice.map(this::via).orElse("")).replace(" .", "."));
        if (standing.state() == State.GRANTED && choice.isPresent() && (yes == null || choice.get().since().isAfter(yes))) {
            yes = choice.get().since();
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

    private String via(Choice choice) {
        return known.changes().stream()
                .filter(change -> change.changed().stream()
                        .anyMatch(c -> c.cell().equals(choice.cell()) && c.seq() == choice.seq()))
                .findFirst().map(PastChange::via).map(via -> words.sayOr("via." + via, "via.other")).orElse("");
    }

    List<String> sentences() {
        return List.copyOf(sentences);
    }

    /** The wording in force when the latest yes was given; nothing if none was published by then: we do not guess. */
    Optional<String> wording(Purpose purpose) {
        if (yes == null) {
            return Optional.empty();
        }
        return inForce(purpose, words.language()).or(() -> inForce(purpose, purpose.brand().defaultLocale()))
                .map(Notice::wording);
    }

    private Optional<Notice> inForce(Purpose purpose, String language) {
        return known.catalogue().notices().stream()
                .filter(n -> n.purpose().id() == purpose.id() && n.locale().equals(language) && !n.publishedAt().isAfter(yes))
                .max(Comparator.comparingInt(Notice::version));
    }
}
