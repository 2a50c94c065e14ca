package org.preferencecenter.decision.entity;

import java.util.Arrays;

import org.preferencecenter.consent.entity.Cause;
import org.preferencecenter.consent.entity.State;
import org.preferencecenter.consent.entity.SuppressionReason;
import org.preferencecenter.decision.entity.Decision.Verdict;

/**
 * What this house asks besides the law's rules, with the verdict each speaks for and its source. Its sentence stands in
 * the messages under {@code decision.} + {@link #id()}.
 */
public enum HouseRule {
    /** The facts could not be read: what is not known to be allowed is refused. */
    UNAVAILABLE("unavailable", Verdict.REFUSE, "OWASP ASVS 5.0 16.5.3"),
    RETIRED("retired", Verdict.REFUSE, "S-12"),
    /** Not yet published: nobody has checked it. */
    UNPUBLISHED("unpublished", Verdict.REFUSE, "W-15"),
    SERVICE_UNCLASSIFIED("service-unclassified", Verdict.REFUSE, "S-40"),
    RECIPIENT_UNKNOWN("recipient-unknown", Verdict.REFUSE, "GDPR 6(1)"),
    /** No number of theirs is on record, or none that is proven yet: whoever is asked about by id cannot be screened either. */
    NO_NUMBER("no-number", Verdict.REFUSE, "GDPR 5(1)(d)"),
    ERASED("erased", Verdict.REFUSE, "GDPR 17"),
    BOUNCED("bounced", Verdict.REFUSE, "RFC 3464"),
    COMPLAINED("complained", Verdict.REFUSE, "GDPR 21(3)"),
    SUPPRESSED_LIST("opposition-list", Verdict.REFUSE, "S-24"),
    SUPPRESSED("suppressed", Verdict.REFUSE, "W-08"),
    OBJECTED("objected", Verdict.REFUSE, "GDPR 21(3)"),
    WITHDRAWN("withdrawn", Verdict.REFUSE, "GDPR 7(3)"),
    REFUSED("refused", Verdict.REFUSE, "GDPR 4(11)"),
    EXPIRED("expired", Verdict.REFUSE, "S-46"),
    PENDING("pending", Verdict.REFUSE, "GDPR 7(1)"),
    BASIS_NONE("basis-none", Verdict.REFUSE, "GDPR 6(1)"),
    /** The consent was given to words that no longer describe what is sent. */
    WORDING_CHANGED("wording-changed", Verdict.REFUSE, "GDPR 4(11)"),
    /** The purpose's own retention is over: too long without a sign from the person. */
    LAPSED("lapsed", Verdict.REFUSE, "S-46"),
    NOTHING_PERMITS("nothing-permits", Verdict.REFUSE, "GDPR 6(1)"),
    DIGEST_ONLY("digest-only", Verdict.REFUSE, "W-07"),
    /** No instant is within the hours of all that count, such as of all countries for somebody who may live in any. */
    NO_HOUR("no-hour", Verdict.REFUSE, "S-04"),
    PAUSED("paused", Verdict.DEFER, "W-07"),
    CAP_REACHED("cap-reached", Verdict.DEFER, "W-07"),
    SERVICE("service", Verdict.ALLOW, "S-39"),
    /** The retention is over, and the message is the one question whether they want to go on. */
    ASKS_TO_GO_ON("asks-to-go-on", Verdict.ALLOW, "S-47");

    private final String id;
    private final Verdict verdict;
    private final Reason reason;
    /** By the cause's place: a decision makes none of its own. */
    private final Reason[] by;

    HouseRule(String id, Verdict verdict, String citation) {
        this.id = id;
        this.verdict = verdict;
        this.reason = new Reason(id, verdict, citation, null);
        this.by = Arrays.stream(Cause.values()).map(cause -> new Reason(id, verdict, citation, null, cause)).toArray(Reason[]::new);
    }

    public String id() {
        return id;
    }

    /** What it speaks for, where it applies. */
    public Verdict verdict() {
        return verdict;
    }

    public Reason reason() {
        return reason;
    }

    /** Where it rests on a choice or a suppression. @param cause whose doing that is; null: not known */
    public Reason reason(Cause cause) {
        return cause == null ? reason : by[cause.ordinal()];
    }

    /** Whether its sentence says whose doing it is: there is no other that leads to it. */
    public boolean tellsCause() {
        return switch (this) {
            case ERASED, BOUNCED, COMPLAINED, SUPPRESSED_LIST, EXPIRED -> true;
            default -> false;
        };
    }

    static HouseRule of(SuppressionReason why) {
        return switch (why) {
            case ERASURE -> ERASED;
            case BOUNCE -> BOUNCED;
            case COMPLAINT -> COMPLAINED;
            case OPPOSITION_LIST -> SUPPRESSED_LIST;
            case MANUAL -> SUPPRESSED;
            case EXPIRY -> EXPIRED;
        };
    }

    /** For an answer that is no permission on any basis; null for one that leaves it to the rules. */
    static HouseRule of(State said) {
        return switch (said) {
            case OBJECTED -> OBJECTED;
            case WITHDRAWN -> WITHDRAWN;
            case REFUSED -> REFUSED;
            case EXPIRED -> EXPIRED;
            case PENDING -> PENDING;
            case NONE, GRANTED -> null;
        };
    }
}
