package org.preferencecenter.decision.boundary;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

import org.preferencecenter.consent.entity.State;
import org.preferencecenter.decision.entity.Decision.Verdict;
import org.preferencecenter.law.entity.Channel;
import org.preferencecenter.law.entity.Obligation;

/** The shape of what {@link org.preferencecenter.decision.control.DecisionJson} writes, for the API's document. */
@Schema(name = "Decision", requiredProperties = {"decision", "verdict", "reasons", "obligations", "ruleBook"})
record DecisionAnswer(
        @Schema(description = "The decision's id: with it the decision can be asked for later") UUID decision,
        @Schema(description = "Whether it may go; DEFER: not yet") Verdict verdict,
        @Schema(description = "For DEFER, the earliest time as things are") Instant notBefore,
        @Schema(description = "All of them, the deciding one first", minItems = 1) List<ReasonAnswer> reasons,
        @Schema(description = "What whoever sends owes; empty where nothing may go") List<ObligationAnswer> obligations,
        @Schema(description = "The recipient found; left out if there is none") Long recipient,
        @Schema(description = "The choice that was relied on") ReliedAnswer relied,
        @Schema(description = "SHA-256 of the rule book applied", pattern = "^[0-9a-f]{64}$") String ruleBook,
        @Schema(description = "The contact that was reserved: the decision's own id") UUID reservation) {

    @Schema(name = "Reason", requiredProperties = {"rule", "verdict", "citation"})
    record ReasonAnswer(
            @Schema(description = "Id of a rule of the book, or of the house") String rule,
            @Schema(description = "What it speaks for") Verdict verdict,
            @Schema(description = "Its source") String citation,
            @Schema(description = "Whose doing the choice or the suppression is that it rests on; left out where it rests on none, or where"
                    + " nobody knows", enumeration = {"recipient", "agent", "application", "import", "complaint", "bounce", "expiry", "list",
                        "erasure", "system"}) String cause,
            @Schema(description = "What it says, and for a rule that would have permitted, what is missing") String sentence) {
    }

    @Schema(name = "Obligation", requiredProperties = {"obligation", "rule"})
    record ObligationAnswer(
            Obligation obligation,
            @Schema(description = "Within or for how long", examples = "10 BUSINESS_DAYS") String term,
            @Schema(description = "Id of the rule that says so") String rule,
            String sentence) {
    }

    @Schema(name = "Relied", requiredProperties = "entry")
    record ReliedAnswer(
            @Schema(description = "What the choice is about", examples = "TOPIC:12") String scope,
            Channel channel,
            State state,
            Instant since,
            @Schema(description = "Number of the entry in the recipient's ledger that proves it") int entry) {
    }
}
