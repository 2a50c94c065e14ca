package org.preferencecenter.sms.entity;

import java.time.Instant;
import java.util.List;

/**
 * What a text meant and what was done about it. Holds no number and nothing the person wrote.
 *
 * @param brand          id of the brand that was written to
 * @param done           what was done
 * @param everyBrand     the stop reaches every brand's texts and automated calls, as the law there asks
 * @param at             when the text was sent: from then on terms run
 * @param honourBy       of a stop, when it must be honoured at the latest by the law where the number belongs; it already is
 * @param confirmationBy of a stop, until when one text may confirm it; null where the law knows no such term
 * @param rules          ids of the rules the two follow from
 * @param reply          what to answer the person by text, once; null: nothing
 */
public record Heard(Meaning meaning, int brand, Done done, boolean everyBrand, Instant at, Instant honourBy,
        Instant confirmationBy, List<String> rules, String reply) {

    /** What was done. */
    public enum Done {
        /** Nothing more is sent to the number. */
        STOPPED,
        /** It had been stopped already. */
        ALREADY_STOPPED,
        /** What the last STOP took is as it was before. */
        GIVEN_BACK,
        /** No STOP of this number to take back, or something stopped it since: told where to sign up. */
        TOLD_WHERE,
        /** Told who writes, how to reach them and how to stop. */
        HELPED,
        /** Kept for a person to read. */
        KEPT_TO_READ,
        /** Nothing: it is no matter of ours. */
        NOTHING
    }
}
