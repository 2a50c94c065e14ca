package org.preferencecenter.consent.entity;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

import org.preferencecenter.catalog.entity.Catalogue;
import org.preferencecenter.catalog.entity.Purpose;
import org.preferencecenter.law.entity.Channel;
import org.preferencecenter.link.entity.Scope;

/**
 * The question whether somebody wants to go on (S-47), as a letter asked it.
 *
 * @param id       of the confirmation that its link names
 * @param purposes ids of those whose time will be over
 * @param lastDay  of the last action before
 * @param until    until when an answer counts
 * @param used     a yes was said
 */
public record Renewal(int id, long recipient, int brand, List<Integer> purposes, LocalDate lastDay, Instant until, boolean used) {

    public Renewal {
        purposes = List.copyOf(purposes);
    }

    /** Whether a yes still counts. */
    public boolean open(Instant now) {
        return !used && now.isBefore(until);
    }

    /** What a yes would say anew: each yes that stands for these purposes, or one where nothing was ever said. Never lifts a stop. */
    public List<Wish> wishes(Choices now, Catalogue catalogue) {
        List<Wish> wishes = new ArrayList<>();
        for (int id : purposes) {
            catalogue.purpose(id).filter(purpose -> !purpose.retired()).ifPresent(purpose -> wishes.addAll(wishes(now, purpose)));
        }
        return wishes;
    }

    private static List<Wish> wishes(Choices now, Purpose purpose) {
        List<Wish> wishes = new ArrayList<>();
        for (Choice choice : now.byCell().values()) {
            Scope scope = choice.cell().scope();
            List<Scope> scopes = scope.kind() != Scope.Kind.TOPIC ? purpose.scopes() : purpose.topics().stream()
                    .filter(topic -> topic.id() == scope.id()).findFirst().map(topic -> topic.scopes()).orElse(List.of());
            if (scopes.contains(scope) && choice.state() == State.GRANTED && !now.stopped(scopes, choice.cell().channel())) {
                wishes.add(new Wish(choice.cell(), true, null, null));
            }
        }
        if (wishes.isEmpty() && !now.stopped(purpose.scopes(), Channel.EMAIL)) {
            wishes.add(new Wish(new Cell(Scope.purpose(purpose.id()), Channel.EMAIL), true, null, null));
        }
        wishes.sort(java.util.Comparator.comparing(wish -> wish.cell().toString()));
        return wishes;
    }
}
