package org.preferencecenter.decision.boundary;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

import org.preferencecenter.law.entity.Audience;
import org.preferencecenter.law.entity.Channel;
import org.preferencecenter.law.entity.Confidence;
import org.preferencecenter.law.entity.Effect;
import org.preferencecenter.law.entity.LegalBasis;
import org.preferencecenter.law.entity.MessageNature;
import org.preferencecenter.law.entity.Obligation;

/**
 * The rules in force on a day, as the API's document describes them; what there is not is left out. What goes over the wire
 * is written by {@link org.preferencecenter.law.entity.Canonical}, and held against this by OpenApiIT.
 */
@Schema(name = "Law", requiredProperties = {"digest", "at", "language", "jurisdictions", "rules"})
record LawAnswer(
        @Schema(description = "Of the whole rule book: what decisions name it by", pattern = "^[0-9a-f]{64}$") String digest,
        LocalDate at,
        @Schema(description = "Of the sentences", enumeration = {"fr", "en"}) String language,
        @Schema(description = "The one asked for") String jurisdiction,
        List<LawPlace> jurisdictions,
        @Schema(description = "In force on the day, by id") List<LawRule> rules) {

    /** Where rules hold. */
    @Schema(name = "Jurisdiction", requiredProperties = {"code", "name", "zones", "members"})
    record LawPlace(
            @Schema(description = "ISO 3166-1 alpha-2, EU, or * for the floor under all") String code,
            @Schema(description = "By language") Map<String, String> name,
            @Schema(description = "Time zones people live in there") List<String> zones,
            @Schema(description = "Of a union") List<String> members) {
    }

    /** A rule as its file writes it; only answers as of a day have it in words too. */
    @Schema(name = "Rule", requiredProperties = {"id", "jurisdiction", "title", "effect", "citation", "confidence"})
    record LawRule(
            String id,
            String jurisdiction,
            @Schema(description = "By language") Map<String, String> title,
            @Schema(name = "valid_from", description = "First day; always, if left out") LocalDate validFrom,
            @Schema(name = "valid_to", description = "Last day; open, if left out") LocalDate validTo,
            @Schema(description = "Every channel, if left out") List<Channel> channels,
            @Schema(description = "Every audience, if left out") List<Audience> audiences,
            @Schema(description = "Both, if left out") MessageNature nature,
            @Schema(description = "Every sector, if left out") List<String> sectors,
            Effect effect,
            @Schema(description = "Of a rule that permits") LegalBasis basis,
            @Schema(description = "Conditions that all must hold, each by its word with its arguments")
            List<Map<String, Map<String, Object>>> when,
            @Schema(description = "Conditions of which none may hold") List<Map<String, Map<String, Object>>> unless,
            List<LawDuty> duties,
            @Schema(description = "Where the law says so") String citation,
            @Schema(description = "How sure we are that it does") Confidence confidence,
            @Schema(description = "Key of the sentence that ships") String message,
            @Schema(description = "The sentence of an operator's rule, by language") Map<String, String> text,
            @Schema(description = "What the rule says, in the language asked for") String sentence,
            @Schema(name = "in_words", description = "In the language asked for") LawInWords inWords) {
    }

    /** What is owed. */
    @Schema(name = "Duty", requiredProperties = "obligation")
    record LawDuty(Obligation obligation, @Schema(description = "Within or for how long: 10 BUSINESS_DAYS") String term) {
    }

    /** A rule's parts as sentences. */
    @Schema(name = "RuleInWords", requiredProperties = {"title", "effect", "confidence", "when", "unless", "duties"})
    record LawInWords(String title, String effect, String confidence, List<String> when, List<String> unless,
            List<String> duties) {
    }

    /** A whole book, with the rules of all times. */
    @Schema(name = "RuleBook", requiredProperties = {"format", "jurisdictions", "opposition_lists", "role_addresses",
        "personal_domains", "rules"})
    record Book(
            @Schema(description = "Of this text; now 1") int format,
            List<LawPlace> jurisdictions,
            @Schema(name = "opposition_lists") List<LawList> oppositionLists,
            @Schema(name = "role_addresses", description = "What stands before the @ of desks' addresses") List<String> roleAddresses,
            @Schema(name = "personal_domains", description = "Domains of private persons' addresses") List<String> personalDomains,
            List<LawRule> rules) {
    }

    /** A list of numbers that may not be called. */
    @Schema(name = "OppositionList", requiredProperties = {"code", "jurisdiction", "name"})
    record LawList(String code, String jurisdiction, Map<String, String> name) {
    }

    /** When a rule's duties are due. */
    @Schema(name = "Deadlines", requiredProperties = "deadlines")
    record Deadlines(List<DeadlineOf> deadlines) {
    }

    /** When one duty is due. */
    @Schema(name = "Deadline", requiredProperties = {"obligation", "sentence", "term", "tooLateFrom"})
    record DeadlineOf(Obligation obligation, String sentence, String term,
            @Schema(description = "The first instant that is too late") Instant tooLateFrom) {
    }
}
