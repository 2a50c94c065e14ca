package org.preferencecenter.mail.control;

import java.net.URI;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;

import org.preferencecenter.decision.control.Wording;
import org.preferencecenter.decision.entity.Decision;
import org.preferencecenter.decision.entity.HouseRule;
import org.preferencecenter.mail.entity.Answer;
import org.preferencecenter.mail.entity.Dispatched;
import org.preferencecenter.mail.entity.Reply;

/** What the relay answers for a decision or for what the next hop said. In English: SMTP has no language. */
final class RelayAnswers {

    private RelayAnswers() {
    }

    /** Refused, or not yet, or not known. @param base where the API that explains the decision answers */
    static Answer of(Decision decision, URI base) {
        String where = "Decision " + decision.id() + ": " + base + "/api/v1/decisions/" + decision.id();
        if (decision.allowed()) {
            return Answer.of(250, "2.1.5", "May be written to");
        }
        String why = Wording.sentence(decision.reasons().get(0), "en");
        if (decision.reasons().get(0).rule().equals(HouseRule.UNAVAILABLE.id())) {
            // Nobody knows yet: the sender keeps the message and asks again.
            return Answer.of(451, "4.3.0", why, where);
        }
        return decision.verdict() == Decision.Verdict.DEFER
                ? Answer.of(450, "4.7.1", "Not before " + DateTimeFormatter.ISO_INSTANT.format(
                        decision.notBefore().truncatedTo(ChronoUnit.SECONDS)) + ". " + why, where)
                : Answer.of(550, "5.7.1", why, where);
    }

    /** Acknowledged only if the next hop acknowledged it; in its words, whatever it said. */
    static Answer of(Dispatched result, URI base) {
        if (result.reply().isEmpty()) {
            return of(result.decision(), base);
        }
        Reply reply = result.reply().get();
        return switch (reply.kind()) {
            case ACCEPTED -> Answer.passedOn(250, reply.text());
            // 421 would say that it is we who hang up (RFC 5321 §3.8).
            case TEMPORARY -> Answer.passedOn(reply.code() == 421 ? 451 : reply.code(), reply.text());
            case PERMANENT -> Answer.passedOn(reply.code(), reply.text());
            case UNREACHABLE -> Answer.of(451, "4.4.1", reply.text());
        };
    }
}
