package org.preferencecenter.center.entity;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

import org.preferencecenter.catalog.entity.Brand;
import org.preferencecenter.catalog.entity.Catalogue;
import org.preferencecenter.consent.entity.Cell;
import org.preferencecenter.consent.entity.Choice;
import org.preferencecenter.consent.entity.Choices;
import org.preferencecenter.consent.entity.State;

/** What waits for a person's confirmation. */
public final class Waiting {

    private Waiting() {
    }

    /** What was asked of the brand that was asked last, as the page names it, newest first; never another brand's (W-13). */
    public static List<String> titles(Catalogue catalogue, Choices choices, Words words) {
        Optional<Brand> brand = brand(catalogue, choices);
        if (brand.isEmpty()) {
            return List.of();
        }
        Known known = new Known(catalogue, brand.get(), Optional.empty(), new Choices(Map.of()), List.of(), Instant.EPOCH);
        return Said.each(words, known, in(choices).map(Choice::cell)
                .filter(cell -> Known.concerns(catalogue, brand.get(), cell.scope())).toList());
    }

    /** The brand it was asked of. */
    public static Optional<Brand> brand(Catalogue catalogue, Choices choices) {
        return in(choices).flatMap(c -> Known.brandOf(catalogue, c.cell().scope(), Optional.empty()).stream()).findFirst();
    }

    /** Whether one of these already waits. */
    public static boolean forAny(Set<Cell> cells, Choices choices) {
        return in(choices).anyMatch(choice -> cells.contains(choice.cell()));
    }

    /** Newest first; of one save, in the order of the page. */
    static Stream<Choice> in(Choices choices) {
        return choices.byCell().values().stream().filter(choice -> choice.state() == State.PENDING)
                .sorted(Comparator.comparing(Choice::since).reversed().thenComparing(Choice::seq));
    }
}
