package org.preferencecenter.consent.entity;

import java.util.Map;
import java.util.Set;

/**
 * Whose doing a choice or a stop is (S-37). It is told by the same word wherever one is told: in histories, figures, files and
 * copies. The name is what files hold, in small letters, so it never changes.
 */
public enum Cause {
    /** The person: by a link, a button, a form, a text, a letter of theirs. */
    RECIPIENT(false),
    /** Somebody of ours, for the person who told them. */
    AGENT(false),
    /** An application of the sender, by its API key. */
    APPLICATION(false),
    /** A file that was taken in, or was taken back. */
    IMPORT(false),
    /** A complaint by way of their mail provider (RFC 5965). */
    COMPLAINT(true),
    /** Mail to the address came back for good. */
    BOUNCE(true),
    /** Nobody heard of them for as long as the rules allow (S-46). */
    EXPIRY(true),
    /** An opposition list they are on. */
    LIST(true),
    /** Their data was destroyed because they asked for it (GDPR art. 17). */
    ERASURE(false),
    /** The application by itself: two people joined, a robot's stops taken back. */
    SYSTEM(true);

    /** Every way in that there is, as {@link Origin#via()} says it; each has words on every page that tells one. */
    public static final Set<String> WAYS = Set.of("one-click", "mailto", "complaint", "page", "undo", "confirm", "sms", "form", "desk",
            "call", "letter", "message", "import", "import-undo", "join", "details", "restore", "rights", "bounce", "expiry", "renewal", "office", "api");

    private static final Map<String, Cause> BY_WAY = Map.of("complaint", COMPLAINT, "bounce", BOUNCE, "expiry", EXPIRY);

    private final boolean automatic;

    Cause(boolean automatic) {
        this.automatic = automatic;
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

    /** Of an address that must not be contacted. */
    public static Cause of(SuppressionReason reason) {
        return switch (reason) {
            case OPPOSITION_LIST -> LIST;
            case MANUAL -> AGENT;
            // The others are called alike.
            default -> valueOf(reason.name());
        };
    }
}
