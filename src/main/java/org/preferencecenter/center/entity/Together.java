package org.preferencecenter.center.entity;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

import org.preferencecenter.catalog.entity.Purpose;
import org.preferencecenter.catalog.entity.Topic;
import org.preferencecenter.consent.entity.Cell;
import org.preferencecenter.consent.entity.Choice;
import org.preferencecenter.consent.entity.JoinRules;
import org.preferencecenter.consent.entity.PastChange;
import org.preferencecenter.law.entity.Channel;
import org.preferencecenter.law.entity.MessageNature;
import org.preferencecenter.link.entity.Scope;

/**
 * What came of joining two recipients, told to the one person they are, as far as this brand goes.
 *
 * @param stopped  what was stopped with the other address, and so is stopped now
 * @param received what is received now
 */
public record Together(List<String> stopped, List<String> received) {

    /** @param change names the join */
    public static Together of(Words words, Known known, UUID change) {
        Optional<PastChange> join = known.changes().stream()
                .filter(past -> past.change().equals(change) && past.via().equals(JoinRules.VIA)).findFirst();
        return new Together(join.map(past -> stopped(words, known, past)).orElse(List.of()),
                Said.each(words, known, received(known)));
    }

    private static List<String> stopped(Words words, Known known, PastChange join) {
        List<Cell> cells = join.changed().stream().filter(choice -> choice.state().stops()).map(Choice::cell)
                .filter(cell -> ours(known, cell.scope())).toList();
        boolean all = cells.stream().anyMatch(cell -> cell.scope().kind() == Scope.Kind.BRAND
                || cell.scope().kind() == Scope.Kind.EVERYTHING);
        return all ? List.of(words.say("details.all")) : Said.each(words, known, cells);
    }

    /** Nothing of another brand is told. */
    private static boolean ours(Known known, Scope scope) {
        return scope.kind() == Scope.Kind.EVERYTHING || Known.brandOf(known.catalogue(), scope, Optional.empty())
                .filter(brand -> brand.id() == known.brand().id()).isPresent();
    }

    private static List<Cell> received(Known known) {
        List<Cell> cells = new ArrayList<>();
        for (Purpose purpose : known.catalogue().purposesOf(known.brand())) {
            if (purpose.nature() == MessageNature.PROSPECTING && purpose.offered() && !purpose.retired()) {
                if (purpose.topics().isEmpty()) {
                    add(cells, known, purpose, purpose.scopes());
                }
                for (Topic topic : purpose.topics()) {
                    if (!topic.retired()) {
                        add(cells, known, purpose, topic.scopes());
                    }
                }
            }
        }
        return cells;
    }

    private static void add(List<Cell> cells, Known known, Purpose purpose, List<Scope> scopes) {
        for (Channel channel : purpose.channels().stream().sorted().toList()) {
            if (known.on(purpose, known.choices().on(scopes, channel)) && known.reachable(channel)) {
                cells.add(new Cell(scopes.get(0), channel));
            }
        }
    }
}
