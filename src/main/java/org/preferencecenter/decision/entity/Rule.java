package org.preferencecenter.decision.entity;

import org.preferencecenter.decision.entity.Decision.Reason;
import org.preferencecenter.decision.entity.Decision.Verdict;

/**
 * Every rule a judgement may apply, with the verdict it speaks for and its source. In this order: what forbids beats what
 * defers beats what permits, and of two that speak alike the first one decides.
 */
public enum Rule {
    /** The facts could not be read: what is not known to be allowed is refused. */
    UNAVAILABLE("unavailable", Verdict.REFUSE, "OWASP ASVS 5.0 16.5.3"),
    RECIPIENT_UNKNOWN("recipient-unknown", Verdict.REFUSE, "GDPR 6(1)"),
    RETIRED("retired", Verdict.REFUSE, "S-12"),
    SERVICE_UNCLASSIFIED("service-unclassified", Verdict.REFUSE, "S-40"),
    SUPPRESSED("suppressed", Verdict.REFUSE, "W-08"),
    OBJECTED("objected", Verdict.REFUSE, "GDPR 21(3)"),
    WITHDRAWN("withdrawn", Verdict.REFUSE, "GDPR 7(3)"),
    REFUSED("refused", Verdict.REFUSE, "GDPR 4(11)"),
    EXPIRED("expired", Verdict.REFUSE, "S-46"),
    PENDING("pending", Verdict.REFUSE, "GDPR 7(1)"),
    BASIS_NONE("basis-none", Verdict.REFUSE, "GDPR 6(1)"),
    CONSENT_MISSING("consent-missing", Verdict.REFUSE, "ePrivacy 13(1)"),
    NOT_A_CUSTOMER("not-a-customer", Verdict.REFUSE, "ePrivacy 13(2)"),
    DIGEST_ONLY("digest-only", Verdict.REFUSE, "W-07"),
    PAUSED("paused", Verdict.DEFER, "W-07"),
    CAP_REACHED("cap-reached", Verdict.DEFER, "W-07"),
    SERVICE("service", Verdict.ALLOW, "S-39"),
    CONSENT("consent", Verdict.ALLOW, "GDPR 6(1)(a)"),
    SOFT_OPT_IN("soft-opt-in", Verdict.ALLOW, "ePrivacy 13(2)"),
    LEGITIMATE_INTEREST("legitimate-interest", Verdict.ALLOW, "GDPR 6(1)(f)");

    private final Verdict verdict;
    private final Reason reason;

    Rule(String name, Verdict verdict, String citation) {
        this.verdict = verdict;
        this.reason = new Reason(name, citation);
    }

    /** What it speaks for, where it applies. */
    public Verdict verdict() {
        return verdict;
    }

    public Reason reason() {
        return reason;
    }
}
