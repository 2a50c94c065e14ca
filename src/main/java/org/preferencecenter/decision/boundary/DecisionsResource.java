package org.preferencecenter.decision.boundary;

import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import java.time.Instant;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

import org.preferencecenter.access.entity.Needs;
import org.preferencecenter.access.entity.Permission;
import org.preferencecenter.catalog.control.Catalog;
import org.preferencecenter.catalog.entity.Catalogue;
import org.preferencecenter.catalog.entity.Stream;
import org.preferencecenter.consent.control.ContactHistory;
import org.preferencecenter.decision.control.DecisionDesk;
import org.preferencecenter.decision.control.DecisionJson;
import org.preferencecenter.decision.control.DecisionLog;
import org.preferencecenter.decision.entity.Decision;
import org.preferencecenter.decision.entity.PastDecision;
import org.preferencecenter.decision.entity.Question;
import org.preferencecenter.law.control.RuleBooks;
import org.preferencecenter.platform.entity.Problem;

/** {@code /api/v1/decisions}: may I send, and why was that answered. A refusal is an answer, not an error. */
@Path("decisions")
@ApplicationScoped
@Tag(name = "Decisions", description = "Ask whether somebody may be contacted")
public class DecisionsResource {

    @Inject
    private DecisionDesk desk;
    @Inject
    private DecisionLog log;
    @Inject
    private ContactHistory contacts;
    @Inject
    private RuleBooks ruleBooks;
    @Inject
    private Catalog catalog;
    @Inject
    private Clock clock;

    /** @param lang of the sentences, where the body does not say; else what the client accepts */
    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Needs(Permission.ASK)
    @Operation(summary = "Ask about one recipient", description = "Answers 200 whatever the verdict. With reserve, an ALLOW holds"
            + " a place in the recipient's frequency for a quarter of an hour: report the contact, or give the place back.")
    @RequestBody(required = true, content = @Content(mediaType = MediaType.APPLICATION_JSON,
            schema = @Schema(implementation = QuestionBody.class)))
    @APIResponse(responseCode = "200", description = "The decision, with every reason", content = @Content(
            mediaType = MediaType.APPLICATION_JSON, schema = @Schema(implementation = DecisionAnswer.class)))
    @APIResponse(responseCode = "400", ref = "Unreadable")
    @APIResponse(responseCode = "404", ref = "NotFound")
    @APIResponse(responseCode = "413", ref = "TooLarge")
    @APIResponse(responseCode = "422", ref = "Unusable")
    public Response ask(@Parameter(description = "Of the sentences: fr or en") @QueryParam("lang") String lang,
            @Context HttpServletRequest request, InputStream body) throws IOException {
        Asking asking = new Asking(request);
        return asking.answer(() -> {
            Instant now = clock.instant();
            QuestionBody asked = QuestionBody.read(asking.body(body), now);
            Question question = new Question(asking.stream(catalog.now(), asked.stream()), asked.address(), asked.recipient(),
                    asked.at() == null ? now : asked.at(), asked.openPixel());
            String by = asking.caller().key();
            Decision decision = asked.reserve() ? desk.askToSend(question, by) : desk.ask(question, by);
            return Asking.json(json -> DecisionJson.write(json, decision, asking.lang(asked.lang(), lang)));
        });
    }

    @GET
    @Path("{id}")
    @Needs(Permission.ASK)
    @Operation(summary = "Ask why something was decided", description = "As long as decisions are kept (PC_DECISION_DAYS).")
    @APIResponse(responseCode = "200", description = "The decision as it was answered", content = @Content(
            mediaType = MediaType.APPLICATION_JSON, schema = @Schema(implementation = PastDecisionAnswer.class)))
    @APIResponse(responseCode = "404", ref = "NotFound")
    public Response find(@Parameter(description = "The decision's id") @PathParam("id") String id,
            @Parameter(description = "Of the sentences: fr or en") @QueryParam("lang") String lang,
            @Context HttpServletRequest request) throws IOException {
        Asking asking = new Asking(request);
        return asking.answer(() -> {
            Catalogue catalogue = catalog.now();
            PastDecision past = past(asking, catalogue, id);
            Stream stream = catalogue.stream(past.stream()).orElseThrow(DecisionsResource::gone);
            return Asking.json(json -> PastDecisionAnswer.write(json, past, stream, ruleBooks.inForce(), asking.lang(null, lang)));
        });
    }

    @DELETE
    @Path("{id}/reservation")
    @Needs(Permission.ASK)
    @Operation(summary = "Give a reserved contact back", description = "It was not made after all. Twice changes nothing, and what"
            + " was reported as made stays counted.")
    @APIResponse(responseCode = "204", description = "Nothing is reserved by this decision any more")
    @APIResponse(responseCode = "404", ref = "NotFound")
    public Response release(@Parameter(description = "The decision's id") @PathParam("id") String id,
            @Context HttpServletRequest request) throws IOException {
        Asking asking = new Asking(request);
        return asking.answer(() -> {
            PastDecision past = past(asking, catalog.now(), id);
            if (past.reserved()) {
                contacts.release(past.recipient(), past.id());
            }
            return Response.noContent().build();
        });
    }

    private PastDecision past(Asking asking, Catalogue catalogue, String id) {
        PastDecision past = log.find(uuid(id)).orElseThrow(DecisionsResource::gone);
        asking.mayActFor(catalogue.stream(past.stream()).orElseThrow(DecisionsResource::gone));
        return past;
    }

    private static UUID uuid(String text) {
        try {
            return UUID.fromString(text);
        } catch (IllegalArgumentException notAnId) {
            throw gone();
        }
    }

    private static Asking.Refused gone() {
        return new Asking.Refused(Problem.of(404, "No such decision", "No decision of this id is kept: it stands in an answer as "
                + "\"decision\", and is kept for as many days as the operator has set (PC_DECISION_DAYS)."));
    }
}
