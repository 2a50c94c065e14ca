package org.preferencecenter.consent.entity;

import java.util.List;
import java.util.Optional;

import org.preferencecenter.catalog.entity.Catalogue;
import org.preferencecenter.catalog.entity.Purpose;
import org.preferencecenter.catalog.entity.Topic;
import org.preferencecenter.law.entity.Channel;
import org.preferencecenter.ledger.entity.Entry;
import org.preferencecenter.ledger.entity.Wording;
import org.preferencecenter.link.entity.Scope;

/**
 * What an act has to know of the catalogue: which scopes reach what a scope names, narrow to wide, itself first; and which words
 * stand behind the numbers its entries name.
 */
@FunctionalInterface
public interface Reach {

    List<Scope> of(Scope scope);

    /** The digest of a notice, which each entry that names it signs ({@link Wording}); nothing: nobody knows the notice here. */
    default Optional<String> shown(int notice) {
        return Optional.empty();
    }

    /** The digest of words read aloud; nothing: nobody knows them here. */
    default Optional<String> spoken(int script) {
        return Optional.empty();
    }

    /** Without a catalogue: only everything is known to reach a scope. Enough to stop it. */
    Reach UNKNOWN = scope -> scope.equals(Scope.EVERYTHING) ? List.of(scope) : List.of(scope, Scope.EVERYTHING);

    /** As the catalogue has it, retired things included; what it never held reaches as in {@link #UNKNOWN}. */
    static Reach in(Catalogue catalogue) {
        return new Reach() {
            @Override
            public List<Scope> of(Scope scope) {
                return (switch (scope.kind()) {
                    case TOPIC -> catalogue.topic(scope.id()).map(Topic::scopes);
                    case PURPOSE -> catalogue.purpose(scope.id()).map(Purpose::scopes);
                    default -> Optional.<List<Scope>>empty();
                }).orElseGet(() -> UNKNOWN.of(scope));
            }

            @Override
            public Optional<String> shown(int notice) {
                return catalogue.notice(notice).map(words -> Wording.shown(notice, words.purpose().code(), words.version(), words.locale(),
                        Entry.text(words.publishedAt()), words.wording()));
            }
        };
    }

    /** True if {@code inner} lies within {@code outer}, or may: doubt counts as yes, since it only ever stops more. */
    default boolean mayHold(Cell outer, Cell inner) {
        if (outer.channel() != Channel.ANY && outer.channel() != inner.channel()) {
            return false;
        }
        if (inner.scope().kind().code() <= outer.scope().kind().code()) {
            return inner.scope().equals(outer.scope());
        }
        List<Scope> scopes = of(inner.scope());
        boolean complete = scopes.stream().anyMatch(s -> s.kind() == Scope.Kind.BRAND);
        return !complete || scopes.contains(outer.scope());
    }
}
