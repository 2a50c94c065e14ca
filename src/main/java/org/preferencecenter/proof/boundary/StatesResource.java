package org.preferencecenter.proof.boundary;

import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

import org.preferencecenter.access.entity.Caller;
import org.preferencecenter.access.entity.Needs;
import org.preferencecenter.access.entity.Permission;
import org.preferencecenter.catalog.control.Catalog;
import org.preferencecenter.catalog.entity.Purpose;
import org.preferencecenter.catalog.entity.Topic;
import org.preferencecenter.consent.control.Recipients;
import org.preferencecenter.law.entity.Channel;
import org.preferencecenter.proof.control.PastStates;

/** {@code GET /api/v1/states}: what somebody's choice was at an instant, and which entry of the ledger says so. */
@Path("states")
@ApplicationScoped
@Tag(name = "States", description = "Tell what a choice was on a day, and what proves it")
public class StatesResource {

    @Inject
    private PastStates states;
    @Inject
    private Recipients recipients;
    @Inject
    private Catalog catalog;
    @Inject
    private Clock clock;

    @GET
    @Produces(MediaType.APPLICATION_JSON)
    @Needs(Permission.PROVE)
    @Operation(summary = "Tell what a choice was at an instant", description = "Read from the person's own entries in the ledger. Told by"
            + " when entries were written: what was given elsewhere and brought in later was not known before that. Whoever was joined to"
            + " another is answered for by the other.")
    @APIResponse(responseCode = "200", description = "The answer then, and the entry that gave it",
            content = @Content(mediaType = MediaType.APPLICATION_JSON, schema = @Schema(implementation = StateAnswer.class)))
    @APIResponse(responseCode = "404", ref = "NotFound")
    @APIResponse(responseCode = "422", ref = "Unusable")
    public Response at(
            @Parameter(required = true, description = "The recipient's id", schema = @Schema(type = org.eclipse.microprofile.openapi.annotations.enums.SchemaType.INTEGER, minimum = "1"))
            @QueryParam("recipient") String recipient,
            @Parameter(required = true, description = "Code of the purpose", example = "lettre") @QueryParam("purpose") String purpose,
            @Parameter(description = "Code of its brand; needed where two brands have a purpose of that code") @QueryParam("brand") String brand,
            @Parameter(description = "Code of a topic of it; left out: the purpose as a whole") @QueryParam("topic") String topic,
            @Parameter(description = "Left out: EMAIL", schema = @Schema(implementation = Channel.class, defaultValue = "EMAIL"))
            @QueryParam("channel") String channel,
            @Parameter(description = "Left out: now", schema = @Schema(type = org.eclipse.microprofile.openapi.annotations.enums.SchemaType.STRING, format = "date-time"))
            @QueryParam("at") String at,
            @Context HttpServletRequest request) {
        Caller caller = (Caller) request.getAttribute(Caller.ATTRIBUTE);
        return Wrong.answer(request, () -> {
            Purpose about = purpose(purpose, brand, caller);
            Optional<Topic> subject = topic(about, topic);
            Channel by = channel(channel);
            Instant when = time(at);
            StateQuestion question = new StateQuestion(Wrong.recipient(recipients, recipient), about, subject, by, when);
            return Response.ok(StateAnswer.of(question, states.at(question.recipient(), question.asked(), when)).json()).build();
        });
    }

    private Purpose purpose(String code, String brand, Caller caller) {
        if (code == null) {
            throw Wrong.unusable("Say which purpose by its code, in the parameter purpose.");
        }
        List<Purpose> all = catalog.now().purposes().stream().filter(p -> p.code().equals(code))
                .filter(p -> brand == null ? caller.mayActFor(p.brand().id()) : p.brand().code().equals(brand)).toList();
        if (all.isEmpty()) {
            throw Wrong.notFound("There is no purpose of that code" + (brand == null ? "." : " at that brand."));
        }
        if (all.size() > 1) {
            throw Wrong.unusable("Several brands have a purpose of that code: say which, in the parameter brand.");
        }
        if (!caller.mayActFor(all.get(0).brand().id())) {
            throw new Wrong(caller.notItsBrand());
        }
        return all.get(0);
    }

    private static Optional<Topic> topic(Purpose purpose, String code) {
        if (code == null) {
            return Optional.empty();
        }
        Optional<Topic> topic = purpose.topics().stream().filter(t -> t.code().equals(code)).findFirst();
        if (topic.isEmpty()) {
            throw Wrong.notFound("The purpose " + purpose.code() + " has no topic of that code.");
        }
        return topic;
    }

    private static Channel channel(String name) {
        if (name == null) {
            return Channel.EMAIL;
        }
        return Arrays.stream(Channel.values()).filter(channel -> channel.name().equals(name)).findFirst()
                .orElseThrow(() -> Wrong.unusable("The parameter channel is one of " + Arrays.toString(Channel.values()) + "."));
    }

    private Instant time(String text) {
        try {
            return text == null ? clock.instant().truncatedTo(ChronoUnit.MICROS) : OffsetDateTime.parse(text.replace(' ', '+')).toInstant();
        } catch (DateTimeParseException notATime) {
            throw Wrong.unusable("The parameter at is a time with its offset, such as 2026-11-22T10:00:00Z.");
        }
    }
}
