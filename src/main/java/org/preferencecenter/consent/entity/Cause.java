package org.preferencecenter.consent.entity;

import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Whose doing a choice or a stop is (S-37). It is told by the same word wherever one is told: in histories, figures, files and
 * copies. The name is what files and answers hold, in small letters, and the number what is stored, so neither ever changes.
 */
public enum Cause {
    /** The person: by a link, a button, a form, a text, a letter of theirs. */
    RECIPIENT(1, false),
    /** Somebody of ours, for the person who told them. */
    AGENT(2, false),
    /** An application of the sender, by its API key. */
    APPLICATION(3, false),
    /** A file that was taken in, or was taken back. */
    IMPORT(4, false),
    /** A complaint by way of their mail provider (RFC 5965). */
    COMPLAINT(5, true),
    /** Mail to the address came back for good. */
    BOUNCE(6, true),
    /** Nobody heard of them for as long as the rules allow (S-46). */
    EXPIRY(7, true),
    /** An opposition list they are on. */
    LIST(8, true),
    /** Their data was destroyed because they asked for it (GDPR art. 17). */
    ERASURE(9, false),
    /** The application by itself: a robot's stops taken back. */
    SYSTEM(10, true);

    /** Every way in that there is, as {@link Origin#via()} says it; each has words on every page that tells one. */
    public static final Set<String> WAYS = Set.of("one-click", "mailto", "complaint", "page", "undo", "confirm", "sms", "form", "desk",
            "call", "letter", "message", "import", "import-undo", "join", "details", "restore", "rights", "bounce", "expiry", "renewal", "office", "api");

    private static final Map<String, Cause> BY_WAY = Map.of("complaint", COMPLAINT, "bounce", BOUNCE, "expiry", EXPIRY);

    private static final Cause[] BY_CODE = values();

    private final int code;
    private final String word;
    private final boolean automatic;

    Cause(int code, boolean automatic) {
        this.code = code;
        this.word = name().toLowerCase(Locale.ROOT);
        this.automatic = automatic;
    }

    public int code() {
        return code;
    }

    /** @param code 0: nobody noted it @return null for 0 @throws IllegalArgumentException if none has this number */
    public static Cause of(int code) {
        if (code < 0 || code > BY_CODE.length) {
            throw new IllegalArgumentException("no cause has the number " + code);
        }
        return code == 0 ? null : BY_CODE[code - 1];
    }

    /** As files and answers tell it. */
    public String word() {
        return word;
    }

    /** @throws IllegalArgumentException if it is no cause's {@link #word()} */
    public static Cause of(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT));
    }

    /** True if nobody meant it for this sender at that moment: what S-37 calls automatic. */
    public boolean automatic() {
        return automatic;
    }

    /** Of a choice. */
    public static Cause of(Origin origin) {
        return of(origin.actor(), origin.via());
    }

    /** @param via the way in, which counts before who acted: a complaint is its person's act and came by itself */
    public static Cause of(Origin.Actor actor, String via) {
        return BY_WAY.getOrDefault(via, switch (actor) {
            case RECIPIENT -> RECIPIENT;
            case AGENT -> AGENT;
            case SENDER -> APPLICATION;
            case IMPORT -> IMPORT;
            case SYSTEM -> SYSTEM;
        });
    }

    /**
     * Of an address that must not be contacted, as far as the reason alone tells it.
     *
     * @return null for {@link SuppressionReason#MANUAL}: somebody's doing, and whose is noted beside it
     */
    public static Cause of(SuppressionReason reason) {
        return switch (reason) {
            case OPPOSITION_LIST -> LIST;
            case MANUAL -> null;
            // The others are called alike.
            default -> valueOf(reason.name());
        };
    }
}
