package org.preferencecenter.exchange.entity;

import java.util.Arrays;
import java.util.Optional;

import org.preferencecenter.consent.entity.Cell;
import org.preferencecenter.law.entity.Channel;
import org.preferencecenter.link.entity.Scope;

/**
 * What a column of a file holds.
 *
 * @param cell of {@link Kind#ANSWER}: what the answer is about; else null
 */
public record Target(Kind kind, Cell cell) {

    /** What a column may hold. */
    public enum Kind {
        IGNORE("ignore"), EMAIL("email"), MOBILE("mobile"), PHONE("phone"),
        /** A part of a postal address: several columns together, in the order of the file. */
        POST("post"),
        /** A part of a name, as {@link #POST}. */
        NAME("name"),
        EXTERNAL_ID("id"), LOCALE("locale"), COUNTRY("country"), AUDIENCE("audience"), FUNCTION("function"),
        CUSTOMER_SINCE("customerSince"), LAST_PURCHASE("lastPurchase"),
        /** The latest day on which the person did something: clicked, signed in, answered; never opened (S-46). */
        LAST_ACTION("lastAction"),
        /** Subscribed, unsubscribed, cleaned …: for all the file is about. */
        STATUS("status"),
        /** A column that is not empty for those who stopped: a date, or a yes. */
        STOPPED("stopped"),
        /** When the answers of the line were given. */
        GIVEN_AT("givenAt"), SOURCE("source"),
        /** Yes or no to one purpose or topic. */
        ANSWER("answer");

        private final String word;

        Kind(String word) {
            this.word = word;
        }

        public String word() {
            return word;
        }

        /** Several columns may hold a part of it. */
        public boolean inParts() {
            return this == POST || this == NAME || this == IGNORE || this == GIVEN_AT || this == STOPPED;
        }
    }

    public static final Target IGNORED = new Target(Kind.IGNORE, null);

    public static Target of(Kind kind) {
        return new Target(kind, null);
    }

    public static Target answer(Scope scope, Channel channel) {
        return new Target(Kind.ANSWER, new Cell(scope, channel));
    }

    /** As forms and stored profiles name it: {@code email}, {@code answer/PURPOSE:3/EMAIL}. */
    @Override
    public String toString() {
        return cell == null ? kind.word : kind.word + "/" + cell.scope() + "/" + cell.channel();
    }

    /** Reads {@link #toString()} back; nothing for what is none. */
    public static Optional<Target> parse(String text) {
        try {
            String[] parts = text.split("/", -1);
            Optional<Kind> kind = Arrays.stream(Kind.values()).filter(k -> k.word.equals(parts[0])).findFirst();
            if (kind.isPresent() && kind.get() == Kind.ANSWER && parts.length == 3) {
                return Optional.of(answer(Scope.parse(parts[1]), Channel.valueOf(parts[2])));
            }
            return kind.filter(k -> k != Kind.ANSWER && parts.length == 1).map(Target::of);
        } catch (IllegalArgumentException none) {
            return Optional.empty();
        }
    }
}
