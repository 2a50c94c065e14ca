package org.preferencecenter.office.entity;

import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Optional;

import org.preferencecenter.catalog.entity.Catalogue;
import org.preferencecenter.catalog.entity.Topic;
import org.preferencecenter.law.entity.Channel;
import org.preferencecenter.ledger.entity.Entry;
import org.preferencecenter.link.entity.Scope;

/**
 * What one ledger entry counts as, without the person.
 *
 * @param day     in UTC
 * @param brand   id; 0: everything of every brand, or a brand the catalogue never held
 * @param purpose id, 0 for the brand as a whole
 * @param topic   id, 0 for the purpose as a whole
 * @param via     the way in, as {@code consent.entity.Origin} has it
 * @param actor   who acted, as it has it
 * @param capture how the will was expressed, or empty
 */
public record Happening(LocalDate day, int brand, int purpose, int topic, Channel channel, What what, String via, String actor,
        String capture) {

    /** What somebody did. The name is what is stored, so it never changes. */
    public enum What {
        /** Said yes, and nothing more was needed. */
        GRANTED,
        /** Said yes, and has to confirm it yet. */
        ASKED,
        /** Confirmed a yes by the link mailed. */
        CONFIRMED,
        /** Said no where it was asked. */
        REFUSED,
        /** Withdrew a consent, or objected. */
        STOPPED,
        /** A stop was taken back. */
        UNDONE,
        /** A consent ended by its age. */
        EXPIRED;

        /** True for what makes more people reachable. */
        public boolean yes() {
            return this == GRANTED || this == CONFIRMED;
        }
    }

    /** Nothing for an entry that says neither yes nor no: how often, an address, what a join carried over. */
    public static Optional<Happening> of(Entry entry, Catalogue catalogue) {
        return what(entry).map(what -> {
            Scope scope = Scope.parse(text(entry, "scope"));
            Optional<Topic> topic = scope.kind() == Scope.Kind.TOPIC ? catalogue.topic(scope.id()) : Optional.empty();
            int purpose = topic.map(t -> t.purpose().id()).orElse(scope.kind() == Scope.Kind.PURPOSE ? scope.id() : 0);
            int brand = scope.kind() == Scope.Kind.BRAND ? scope.id()
                    : catalogue.purpose(purpose).map(p -> p.brand().id()).orElse(0);
            return new Happening(LocalDate.ofInstant(entry.at(), ZoneOffset.UTC), brand, purpose,
                    scope.kind() == Scope.Kind.TOPIC ? scope.id() : 0, Channel.valueOf(text(entry, "channel")), what,
                    text(entry, "via"), text(entry, "actor"), text(entry, "capture"));
        });
    }

    private static Optional<What> what(Entry entry) {
        // A join tells again what was said elsewhere, and what stands was counted when it was said.
        if (!entry.kind().equals("choice") || text(entry, "via").equals("join")) {
            return Optional.empty();
        }
        if (entry.facts().containsKey("undoes")) {
            return Optional.of(What.UNDONE);
        }
        if (entry.facts().containsKey("stands")) {
            return Optional.empty();
        }
        return switch (text(entry, "state")) {
            case "GRANTED" -> Optional.of(entry.facts().containsKey("confirms") ? What.CONFIRMED : What.GRANTED);
            case "PENDING" -> Optional.of(What.ASKED);
            case "REFUSED" -> Optional.of(What.REFUSED);
            case "WITHDRAWN", "OBJECTED" -> Optional.of(What.STOPPED);
            case "EXPIRED" -> Optional.of(What.EXPIRED);
            default -> Optional.empty();
        };
    }

    private static String text(Entry entry, String fact) {
        return (String) entry.facts().getOrDefault(fact, "");
    }

    /** True for a stop by the button of a mail program (RFC 8058). */
    public boolean oneClick() {
        return via.equals("one-click");
    }
}
