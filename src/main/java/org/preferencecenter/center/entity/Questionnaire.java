package org.preferencecenter.center.entity;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

import org.preferencecenter.catalog.entity.Catalogue;
import org.preferencecenter.catalog.entity.CollectionPoint;
import org.preferencecenter.catalog.entity.Notice;
import org.preferencecenter.catalog.entity.Purpose;
import org.preferencecenter.catalog.entity.SignUpForm;
import org.preferencecenter.catalog.entity.Topic;
import org.preferencecenter.consent.entity.Cell;
import org.preferencecenter.law.entity.Audience;
import org.preferencecenter.law.entity.Channel;
import org.preferencecenter.law.entity.RuleBook;
import org.preferencecenter.link.entity.Scope;

/**
 * What a sign-up form asks: one part for each purpose, with the words in force, and in it each topic on each channel by a
 * question of its own (S-15, S-16; EDPB 05/2020 §42-45).
 *
 * @param parts in display order
 * @param age   from which age people answer alone; 0: nobody is asked
 */
public record Questionnaire(CollectionPoint point, SignUpForm form, List<Part> parts, int age) {

    /**
     * @param refusal what a ticked box refuses, where nothing is asked but a refusal is offered (S-43)
     * @param rows    what is asked; none where a refusal is offered
     */
    public record Part(Purpose purpose, Notice notice, Optional<Cell> refusal, List<Row> rows) {

        /** Everything that can be answered, in display order. */
        public List<Cell> cells() {
            return Stream.concat(rows.stream().flatMap(row -> row.cells().stream()), refusal.stream()).toList();
        }
    }

    /** @param topic nothing where the purpose has none */
    public record Row(Optional<Topic> topic, List<Cell> cells) {
    }

    /**
     * @param language of the page: the notices are those shown in it
     * @return nothing if the point is not, not yet or no longer open to the public, or has nothing to ask
     */
    public static Optional<Questionnaire> of(Catalogue catalogue, String code, String language, RuleBook book, LocalDate day) {
        Optional<CollectionPoint> open = catalogue.collectionPoint(code)
                .filter(p -> p.kind() == CollectionPoint.Kind.FORM && !p.retired() && !p.brand().retired() && p.form().isPresent());
        return open.map(point -> of(catalogue, point, point.form().orElseThrow(), language, book, day))
                .filter(asked -> !asked.parts().isEmpty());
    }

    private static Questionnaire of(Catalogue catalogue, CollectionPoint point, SignUpForm form, String language,
            RuleBook book, LocalDate day) {
        List<Part> parts = new ArrayList<>();
        point.purposes().stream().filter(p -> p.published() && !p.retired() && p.offered())
                .sorted(Comparator.comparingInt(Purpose::position).thenComparingInt(Purpose::id))
                .forEach(purpose -> catalogue.notice(purpose, language)
                        .flatMap(notice -> part(form, purpose, notice)).ifPresent(parts::add));
        Set<Channel> channels = EnumSet.noneOf(Channel.class);
        parts.forEach(part -> part.rows().forEach(row -> row.cells().forEach(cell -> channels.add(cell.channel()))));
        boolean person = form.audience() == Audience.CONSUMER;
        return new Questionnaire(point, form, List.copyOf(parts),
                person ? book.ageOfConsent(form.country(), channels, form.audience(), day) : 0);
    }

    private static Optional<Part> part(SignUpForm form, Purpose purpose, Notice notice) {
        if (form.refusable(purpose)) {
            return Optional.of(new Part(purpose, notice, Optional.of(new Cell(Scope.purpose(purpose.id()), Channel.ANY)), List.of()));
        }
        List<Channel> channels = purpose.channels().stream().filter(form::reaches).sorted().toList();
        if (!form.asked(purpose) || channels.isEmpty()) {
            return Optional.empty();
        }
        List<Row> rows = purpose.topics().isEmpty() ? List.of(row(Optional.empty(), Scope.purpose(purpose.id()), channels))
                : purpose.topics().stream().filter(topic -> !topic.retired())
                        .map(topic -> row(Optional.of(topic), Scope.topic(topic.id()), channels)).toList();
        return rows.isEmpty() ? Optional.empty() : Optional.of(new Part(purpose, notice, Optional.empty(), rows));
    }

    private static Row row(Optional<Topic> topic, Scope scope, List<Channel> channels) {
        return new Row(topic, channels.stream().map(channel -> new Cell(scope, channel)).toList());
    }
}
