package org.preferencecenter.office.entity;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import org.preferencecenter.catalog.entity.Catalogue;
import org.preferencecenter.catalog.entity.Purpose;
import org.preferencecenter.catalog.entity.Topic;
import org.preferencecenter.consent.entity.Cell;
import org.preferencecenter.consent.entity.Choices;
import org.preferencecenter.consent.entity.Reach;
import org.preferencecenter.consent.entity.Standing;
import org.preferencecenter.law.entity.Channel;
import org.preferencecenter.ledger.entity.Entry;
import org.preferencecenter.link.entity.Scope;

/**
 * What counted at an instant for something somebody had answered about: a wider stop that came later beats a narrower yes, as
 * everywhere ({@link Choices#on}).
 *
 * @param cell     what it is about, one channel at a time where the catalogue knows which there are
 * @param standing how the answers that reach it came together
 */
record InForce(Cell cell, Standing standing) {

    /**
     * Out of a history, wide to narrow.
     *
     * @param entries all of one person, in order
     * @param purpose what it is asked of: the purpose and those of its topics that were answered; 0: all that was answered
     * @param asOf    the instant, itself included
     */
    static List<InForce> of(List<Entry> entries, Catalogue catalogue, int purpose, Instant asOf) {
        Choices choices = Choices.replay(entries.stream().filter(entry -> !entry.at().isAfter(asOf)).toList());
        Reach reach = Reach.in(catalogue);
        return cells(choices, catalogue, purpose).stream().sorted(Comparator.comparing((Cell cell) -> cell.scope().kind())
                .thenComparing(cell -> cell.scope().id()).thenComparing(Cell::channel))
                .map(cell -> new InForce(cell, choices.on(reach.of(cell.scope()), cell.channel()))).toList();
    }

    private static Set<Cell> cells(Choices choices, Catalogue catalogue, int purpose) {
        Set<Cell> cells = new HashSet<>();
        for (Cell answered : choices.byCell().keySet()) {
            Optional<Purpose> of = purpose(catalogue, answered.scope());
            if (purpose == 0 || of.filter(p -> p.id() == purpose).isPresent()) {
                cells.addAll(each(answered, of));
            }
        }
        catalogue.purpose(purpose).ifPresent(asked -> cells.addAll(each(new Cell(Scope.purpose(purpose), Channel.ANY), Optional.of(asked))));
        return cells;
    }

    /** An answer on every channel counts on each of them, and may be overruled on each alone. */
    private static List<Cell> each(Cell cell, Optional<Purpose> of) {
        List<Cell> each = new ArrayList<>();
        if (cell.channel() == Channel.ANY) {
            of.ifPresent(purpose -> purpose.channels().forEach(channel -> each.add(new Cell(cell.scope(), channel))));
        }
        return each.isEmpty() ? List.of(cell) : each;
    }

    private static Optional<Purpose> purpose(Catalogue catalogue, Scope scope) {
        return scope.kind() == Scope.Kind.TOPIC ? catalogue.topic(scope.id()).map(Topic::purpose)
                : scope.kind() == Scope.Kind.PURPOSE ? catalogue.purpose(scope.id()) : Optional.empty();
    }
}
