package org.preferencecenter.mail.boundary;

import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;

import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;

import org.preferencecenter.decision.control.DecisionJson;
import org.preferencecenter.decision.control.Wording;
import org.preferencecenter.decision.entity.Decision;
import org.preferencecenter.mail.entity.Dispatched;
import org.preferencecenter.mail.entity.Reply;
import org.preferencecenter.platform.entity.Problem;

/** How the sending API answers: the decision with every reason, and the next hop's reply as it came. */
final class MessageAnswer {

    private static final JsonFactory JSON = new JsonFactory();

    private MessageAnswer() {
    }

    /** @param locale of the sentences */
    static Response of(Dispatched result, String requestId, String locale) {
        StringWriter text = new StringWriter(1024);
        try (JsonGenerator json = JSON.createGenerator(text)) {
            json.writeStartObject();
            if (!result.acknowledged()) {
                problem(json, result, requestId, locale);
            }
            // What was reserved is settled by now: nothing is left to report or give back.
            DecisionJson.fields(json, result.decision().reserved(null), locale);
            if (result.reply().isPresent()) {
                reply(json, result.reply().get());
            }
            json.writeEndObject();
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return result.acknowledged() ? Response.ok(text.toString(), MediaType.APPLICATION_JSON_TYPE).build()
                : Response.status(status(result)).type(Problem.MEDIA_TYPE).entity(text.toString()).build();
    }

    private static void problem(JsonGenerator json, Dispatched result, String requestId, String locale) throws IOException {
        int status = status(result);
        json.writeStringField("type", "about:blank");
        json.writeStringField("title", title(status));
        json.writeNumberField("status", status);
        json.writeStringField("detail", detail(result, locale));
        json.writeStringField("instance", "urn:request:" + requestId);
    }

    private static void reply(JsonGenerator json, Reply reply) throws IOException {
        json.writeObjectFieldStart("reply");
        json.writeNumberField("code", reply.code());
        json.writeStringField("text", reply.text());
        json.writeEndObject();
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

    private static String detail(Dispatched result, String locale) {
        return result.reply().map(reply -> reply.code() == 0
                ? "The next hop gave no answer (" + reply.text() + "), so the message is not acknowledged: send it again later."
                : reply.code() + " " + reply.text())
                .orElseGet(() -> Wording.sentence(result.decision().reasons().get(0), locale));
    }
}
