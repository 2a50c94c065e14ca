package org.preferencecenter.mail.boundary;

import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

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
import org.preferencecenter.mail.control.Doctor;
import org.preferencecenter.mail.control.DoctorWords;

/** {@code POST /api/v1/doctor}: a message as it was received, and everything a mailbox provider would hold against it. */
@Path("doctor")
@ApplicationScoped
@Tag(name = "Messages", description = "Send messages through this server")
public class DoctorResource {

    private static final MessageGiven.Limit LIMIT = new MessageGiven.Limit(25 * 1024 * 1024, "The message is too large",
            "A message may have at most 25 MiB.");

    @Inject
    private Doctor doctor;
    @Inject
    private Catalog catalog;

    /**
     * @param code the stream it was sent on; without it, it is taken for prospecting
     * @param from envelope sender; without it, what Return-Path says
     * @param lang of the sentences; without it, what the client accepts
     */
    @POST
    @Consumes({"message/rfc822", "text/plain", "application/octet-stream"})
    @Needs(Permission.ASK)
    @Operation(summary = "Examine a message as it was received", description = "Answers 200 whatever is found. Changes nothing and"
            + " follows no link; asks DNS, and says so where DNS is away.")
    @RequestBody(required = true, description = "The raw message (RFC 5322), at most 25 MiB", content = {
        @Content(mediaType = "message/rfc822", schema = @Schema(type = SchemaType.STRING, format = "binary")),
        @Content(mediaType = "text/plain", schema = @Schema(type = SchemaType.STRING, format = "binary")),
        @Content(mediaType = "application/octet-stream", schema = @Schema(type = SchemaType.STRING, format = "binary"))})
    @APIResponse(responseCode = "200", description = "What was found, the worst first", content = @Content(
            mediaType = MediaType.APPLICATION_JSON, schema = @Schema(implementation = DoctorAnswer.class)))
    @APIResponse(responseCode = "404", ref = "NotFound")
    @APIResponse(responseCode = "413", ref = "TooLarge")
    @APIResponse(responseCode = "422", ref = "Unusable")
    public Response examine(@Parameter(description = "The stream's code") @QueryParam("stream") String code,
            @Parameter(description = "Envelope sender; without it, what Return-Path says") @QueryParam("from") String from,
            @Parameter(description = "Of the sentences: fr or en") @QueryParam("lang") String lang,
            @Context HttpServletRequest request, InputStream body) throws IOException {
        return MessageGiven.answer(request, body, catalog.now(), new MessageGiven.Asked(code, false, lang), LIMIT, "This is no message",
                given -> Response.ok(DoctorAnswer.of(doctor.examine(given.message(), given.stream(), Optional.ofNullable(from)
                        .map(String::strip)), DoctorWords.in(given.locale())).json(), MediaType.APPLICATION_JSON_TYPE).build());
    }
}
