package org.preferencecenter.link.entity;

/**
 * What the holder of a link may do. Every power signs with a key of its own (ASVS 9.2.2), so a link of one power
 * can never pass for another. No power of a message we did not send on the person's own request adds contact; only
 * {@link #DATA} shows a full address or exports data.
 */
public enum Power {
    /** Stop the scope at once (RFC 8058 POST). */
    ONE_CLICK(1, "one-click"),
    /** See masked state and reduce contact on the preference page. */
    PAGE(2, "page"),
    /** Confirm, once, what is pending (double opt-in). */
    CONFIRM(3, "confirm"),
    /** Stop the scope by writing to the address (RFC 2369 mailto). */
    MAILTO(4, "mailto"),
    /** Tell whose message bounced (VERP). */
    BOUNCE(5, "bounce"),
    /**
     * See masked state, add contact at once and manage addresses, while the visit it names is fresh; afterwards no more
     * than {@link #PAGE}. Mailed only on the person's own request (STANDARDS E.6).
     */
    VISIT(6, "visit"),
    /** Tell whose message somebody complained about (RFC 9477 §5.2). */
    COMPLAINT(7, "complaint"),
    /**
     * Fetch everything held of the person, and ask for it to be corrected or erased, while the visit it names is fresh;
     * afterwards nothing. Mailed only on the person's own request for it.
     */
    DATA(8, "data");

    private static final Power[] ALL = values();

    private final int code;
    private final String label;

    Power(int code, String label) {
        this.code = code;
        this.label = label;
    }

    public int code() {
        return code;
    }

    /** The label mixed into the key derivation; it never changes. */
    public String label() {
        return label;
    }

    /** @throws IllegalArgumentException if no power has this number */
    public static Power of(int code) {
        for (Power power : ALL) {
            if (power.code == code) {
                return power;
            }
        }
        throw new IllegalArgumentException("no power has the number " + code);
    }
}
