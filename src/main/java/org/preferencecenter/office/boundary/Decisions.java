package org.preferencecenter.office.boundary;

import java.util.List;

import org.preferencecenter.catalog.entity.Catalogue;
import org.preferencecenter.catalog.entity.Stream;
import org.preferencecenter.decision.control.Wording;
import org.preferencecenter.decision.entity.Decision.Verdict;
import org.preferencecenter.decision.entity.Grounds;
import org.preferencecenter.decision.entity.PastDecision;
import org.preferencecenter.decision.entity.Reason;
import org.preferencecenter.law.entity.RuleBook;
import org.preferencecenter.office.entity.PersonStory;

/** Decisions in words. */
final class Decisions {

    private Decisions() {
    }

    static PersonStory.Decided told(PastDecision past, Catalogue catalogue, RuleBook book, Desk desk) {
        Grounds grounds = Grounds.read(past.grounds(), book, book.digest().equals(past.ruleBook()));
        String verdict = desk.say("person.verdict." + past.verdict())
                + (past.notBefore() == null ? "" : " " + desk.say("person.not-before", desk.time(past.notBefore())));
        return new PersonStory.Decided(desk.time(past.at()), catalogue.stream(past.stream()).map(Stream::code).orElse("?"), verdict,
                mark(past.verdict()), reasons(grounds.reasons(), desk), past.askedBy(), past.id().toString());
    }

    /** Every reason, the deciding one first, each with the rule it comes from. */
    static List<String> reasons(List<Reason> reasons, Desk desk) {
        return reasons.stream().map(reason -> Wording.sentence(reason, desk.getLanguage())
                + (reason.citation() == null || reason.citation().isEmpty() ? "" : " (" + reason.citation() + ")")).toList();
    }

    static String mark(Verdict verdict) {
        return switch (verdict) {
            case ALLOW -> "tag ok";
            case DEFER -> "tag warn";
            case REFUSE -> "tag bad";
        };
    }
}
