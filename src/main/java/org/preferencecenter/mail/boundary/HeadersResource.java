package org.preferencecenter.mail.boundary;

import java.io.IOException;
import java.io.InputStream;
import java.io.StringWriter;
import java.util.List;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

import org.preferencecenter.access.entity.Needs;
import org.preferencecenter.access.entity.Permission;
import org.preferencecenter.catalog.control.Catalog;
import org.preferencecenter.catalog.entity.Stream;
import org.preferencecenter.decision.control.DecisionJson;
import org.preferencecenter.decision.entity.Decision;
import org.preferencecenter.mail.control.Clearance;
import org.preferencecenter.mail.entity.BadMessage;
import org.preferencecenter.mail.entity.Dispatched;
import org.preferencecenter.mail.entity.ExistingPolicy;
import org.preferencecenter.mail.entity.HeaderChange;
import org.preferencecenter.mail.entity.RawMessage;

/**
 * {@code POST /api/v1/headers}: for senders that build and send their mail themselves: may this go to that person, and what
 * to change in its header first.
 */
@Path("headers")
@ApplicationScoped
@Tag(name = "Messages")
public class HeadersResource {

    private static final MessageGiven.Limit LIMIT = new MessageGiven.Limit(1024 * 1024, "The header is too large",
            "At most 1 MiB is read: send the header alone, up to its empty line.");
    private static final JsonFactory JSON = new JsonFactory();

    @Inject
    private Catalog catalog;
    @Inject
    private Clearance clearance;

    /**
     * @param code     the stream's code
     * @param to       envelope recipient; without it, the one address of the header's To
     * @param existing what to do with List-* fields the header already has; without it, they are replaced
     * @param reserve  hold the contact instead of counting it
     * @param lang     of the sentences; without it, what the client accepts
     */
    @POST
    @Consumes({"message/rfc822", "text/rfc822-headers", "text/plain", "application/octet-stream"})
    @Needs(Permission.SEND)
    @Operation(summary = "Ask what to change in a header",
            description = "For senders that send by themselves. What is allowed"
            + " counts at once as a contact. With reserve it is held for a quarter of an hour instead: report the contact, or"
            + " give the reservation back, as for a decision.")
    @RequestBody(required = true, description = "The header as the sender has made it (RFC 5322), with From; a whole message"
            + " will do. At most 1 MiB", content = {
        @Content(mediaType = "message/rfc822", schema = @Schema(type = SchemaType.STRING, format = "binary")),
        @Content(mediaType = "text/rfc822-headers", schema = @Schema(type = SchemaType.STRING, format = "binary")),
        @Content(mediaType = "text/plain", schema = @Schema(type = SchemaType.STRING, format = "binary")),
        @Content(mediaType = "application/octet-stream", schema = @Schema(type = SchemaType.STRING, format = "binary"))})
    @APIResponse(responseCode = "200", description = "It may go, with its header so changed",
            content = @Content(mediaType = "application/json", schema = @Schema(ref = "Stamped")))
    @APIResponse(responseCode = "403", ref = "NotSent")
    @APIResponse(responseCode = "404", ref = "NotFound")
    @APIResponse(responseCode = "409", ref = "NotSent")
    @APIResponse(responseCode = "413", ref = "TooLarge")
    @APIResponse(responseCode = "422", ref = "Unusable")
    public Response stamp(@Parameter(description = "The stream's code", required = true) @QueryParam("stream") String code,
            @Parameter(description = "Envelope recipient; without it, the one address of the header's To") @QueryParam("to") String to,
            @Parameter(description = "What to do with List-* fields the header already has: respect, replace or reject",
                    schema = @Schema(type = SchemaType.STRING,
                            defaultValue = "replace")) @QueryParam("existing") String existing,
            @Parameter(description = "Hold the contact instead of counting it at once",
                    schema = @Schema(type = SchemaType.BOOLEAN,
                            defaultValue = "false")) @QueryParam("reserve") String reserve,
            @Parameter(description = "Of the sentences: fr or en") @QueryParam("lang") String lang,
            @Context HttpServletRequest request, InputStream body) throws IOException {
        return MessageGiven.answer(request, body, catalog.now(), new MessageGiven.Asked(code, true, lang), LIMIT,
                "The message cannot be sent as it is", given -> {
                    String recipient = to != null && !to.isBlank() ? to.strip() : MessagesResource.onlyRecipient(given.message());
                    return decide(given, new Asked(given.stream().orElseThrow(), recipient, MessagesResource.policy(existing),
                            flag(reserve)));
                });
    }

    private Response decide(MessageGiven given, Asked asked) {
        clearance.check(given.message(), asked.stream);
        Decision decision = clearance.ask(asked.stream, asked.recipient, given.caller().key());
        return decision.allowed() ? allowed(asked, decision, given.message(), given.locale())
                : MessageAnswer.of(Dispatched.kept(decision), given.id(), given.locale());
    }

    private record Asked(Stream stream, String recipient, ExistingPolicy policy, boolean reserve) {
    }

    /** Whoever was told that it may go sends it: it counts, even if the answer is lost. Rather one message too few. */
    private Response allowed(Asked asked, Decision decision, RawMessage message, String locale) {
        String answer;
        try {
            List<HeaderChange> changes = clearance.changes(asked.stream, decision, message, asked.policy);
            answer = answer(asked.reserve ? decision : decision.reserved(null), changes, locale);
        } catch (RuntimeException e) {
            clearance.kept(decision);
            throw e;
        }
        if (!asked.reserve) {
            clearance.handedOver(decision);
        }
        return Response.ok(answer, MediaType.APPLICATION_JSON_TYPE).build();
    }

    /** The decision, and what to change. */
    static String answer(Decision decision, List<HeaderChange> changes, String locale) {
        StringWriter text = new StringWriter(1024);
        try (JsonGenerator json = JSON.createGenerator(text)) {
            json.writeStartObject();
            DecisionJson.fields(json, decision, locale);
            json.writeArrayFieldStart("changes");
            for (HeaderChange change : changes) {
                json.writeStartObject();
                json.writeStringField("change", change instanceof HeaderChange.Add ? "add" : "delete");
                json.writeStringField("name", change.name());
                if (change instanceof HeaderChange.Add add) {
                    json.writeArrayFieldStart("lines");
                    for (String line : add.lines()) {
                        json.writeString(line);
                    }
                    json.writeEndArray();
                } else if (change instanceof HeaderChange.Delete delete) {
                    json.writeNumberField("instance", delete.instance());
                }
                json.writeEndObject();
            }
            json.writeEndArray();
            json.writeEndObject();
        } catch (IOException impossible) {
            throw new IllegalStateException("a string can always be written", impossible);
        }
        return text.toString();
    }

    private static boolean flag(String text) {
        if (text == null || text.isBlank() || text.equals("false")) {
            return false;
        }
        if (!text.equals("true")) {
            throw new BadMessage("The parameter reserve must be true or false.");
        }
        return true;
    }
}
