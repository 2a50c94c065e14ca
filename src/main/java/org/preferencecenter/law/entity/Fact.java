package org.preferencecenter.law.entity;

import java.util.Arrays;
import java.util.Optional;

/**
 * What may be on record about a recipient and conditions ask for. Dates are ISO 8601 ({@code 2026-08-11}); lists are
 * words apart by blanks or commas; a flag is recorded by any word but {@code false} and {@code no}, best by the date and
 * source that prove it.
 */
public enum Fact {
    /** Date of the first sale in which the address was obtained (S-18). */
    CUSTOMER_SINCE("customerSince"),
    /** Date of the latest sale. */
    LAST_PURCHASE("lastPurchase"),
    /** Codes of the brands the person bought from (S-18: the same legal person). */
    SELLER("seller"),
    /** Product families bought (S-18: analogous products). */
    PRODUCT_FAMILY("productFamily"),
    /** Flag: a free refusal was offered when the address was collected (S-18, S-21). */
    REFUSAL_OFFERED("refusalOffered"),
    /** Flag: told at collection of the promotional use (S-11). */
    INFORMED("informed"),
    /** Functions at work (S-13). */
    FUNCTION("function"),
    /** Last day of a contract in force; {@code open} if it has no end. */
    CONTRACT_UNTIL("contractUntil"),
    /** Date of the latest inquiry or negotiation. */
    LAST_INQUIRY("lastInquiry"),
    /** Flag: a natural person in business on its own. */
    SOLE_TRADER("soleTrader"),
    /** Flag: the address is published by the person for such messages, without a refusal beside it. */
    PUBLISHED_ADDRESS("publishedAddress"),
    /** Flag: why interest may be presumed, between businesses (UWG §7(2)). */
    PRESUMED_INTEREST("presumedInterest"),
    /** Flag: consent inferred from conduct and relationship (Spam Act 2003, AU). */
    INFERRED_CONSENT("inferredConsent"),
    /** Flag: a business relation in force. */
    EXISTING_RELATION("existingRelation"),
    /** Flag: supports the charity. */
    SUPPORTER("supporter"),
    /** Flag: the number is starred in, or absent from, the directory (UWG 3(1)(u), CH). */
    STARRED_NUMBER("starredNumber"),
    /** Instant agreed for one call, with offset: {@code 2026-11-23T18:30+01:00}. */
    CALL_APPOINTMENT("callAppointment"),
    /** Date of the latest sign from the person: click, login, purchase, reply; never an open (S-46). */
    LAST_ACTION("lastAction"),
    BIRTH_DATE("birthDate"),
    /**
     * What somebody said of their age on a form, with its day and source: {@code 15 or older, 2026-11-22, formulaire}. No rule
     * asks for it, since none holds against who is not known to be too young; it shows that the question was put (GDPR 8(2)).
     */
    AGE_CONFIRMED("ageConfirmed"),
    /** Flag: a parent agreed (GDPR 8). */
    PARENTAL_CONSENT("parentalConsent");

    private final String key;

    Fact(String key) {
        this.key = key;
    }

    /** Under which it stands among a recipient's facts. */
    public String key() {
        return key;
    }

    public static Optional<Fact> of(String key) {
        return Arrays.stream(values()).filter(fact -> fact.key.equals(key)).findFirst();
    }
}
