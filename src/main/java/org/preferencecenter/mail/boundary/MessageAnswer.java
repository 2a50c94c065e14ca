package org.preferencecenter.mail.boundary;

import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObjectBuilder;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

import org.preferencecenter.decision.control.Wording;
import org.preferencecenter.decision.entity.Decision;
import org.preferencecenter.mail.entity.Dispatched;
import org.preferencecenter.mail.entity.Reply;
import org.preferencecenter.platform.entity.Problem;

/** How the sending API answers: the decision with every reason, and the next hop's reply as it came. */
final class MessageAnswer {

    private MessageAnswer() {
    }

    static Response of(Dispatched result, String requestId) {
        if (result.acknowledged()) {
            return Response.ok(whole(Json.createObjectBuilder(), result).build().toString(), MediaType.APPLICATION_JSON_TYPE)
                    .build();
        }
        int status = status(result);
        JsonObjectBuilder problem = Json.createObjectBuilder().add("type", "about:blank").add("title", title(status))
                .add("status", status).add("detail", detail(result)).add("instance", "urn:request:" + requestId);
        if (result.decision().notBefore() != null) {
            problem.add("notBefore", result.decision().notBefore().toString());
        }
        return Response.status(status).type(Problem.MEDIA_TYPE).entity(whole(problem, result).build().toString()).build();
    }

    /** Refused 403, later 409; what the next hop would not take: for now 503, for good 502. */
    static int status(Dispatched result) {
        if (result.reply().isEmpty()) {
            return result.decision().verdict() == Decision.Verdict.DEFER ? 409 : 403;
        }
        return result.reply().get().kind() == Reply.Kind.PERMANENT ? 502 : 503;
    }

    private static String title(int status) {
        return switch (status) {
            case 403 -> "This message may not be sent";
            case 409 -> "This message may not be sent yet";
            case 502 -> "The next hop refused the message";
            default -> "The next hop does not take the message now";
        };
    }

    private static String detail(Dispatched result) {
        return result.reply().map(reply -> reply.code() == 0
                ? "The next hop gave no answer (" + reply.text() + "), so the message is not acknowledged: send it again later."
                : reply.code() + " " + reply.text())
                .orElseGet(() -> Wording.sentence(result.decision().reasons().get(0), "en"));
    }

    private static JsonObjectBuilder whole(JsonObjectBuilder json, Dispatched result) {
        Decision decision = result.decision();
        JsonArrayBuilder reasons = Json.createArrayBuilder();
        decision.reasons().forEach(reason -> reasons.add(Json.createObjectBuilder().add("rule", reason.rule())
                .add("citation", reason.citation()).add("sentence", Wording.sentence(reason, "en"))));
        json.add("decision", decision.id().toString()).add("verdict", decision.verdict().name()).add("reasons", reasons);
        result.reply().ifPresent(reply -> json.add("reply",
                Json.createObjectBuilder().add("code", reply.code()).add("text", reply.text())));
        return json;
    }
}
