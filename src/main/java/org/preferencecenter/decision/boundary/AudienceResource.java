package org.preferencecenter.decision.boundary;

import java.io.IOException;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotAcceptableException;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import jakarta.ws.rs.core.Variant;

import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

import org.preferencecenter.access.entity.Needs;
import org.preferencecenter.access.entity.Permission;
import org.preferencecenter.catalog.entity.Stream;
import org.preferencecenter.consent.control.Reachable;
import org.preferencecenter.platform.entity.Problem;

/** {@code GET /api/v1/audiences/{stream}}: everybody who may be written to now, with their addresses. */
@Path("audiences")
@ApplicationScoped
@Tag(name = "Decisions", description = "Ask whether somebody may be contacted")
public class AudienceResource {

    private static final MediaType NDJSON = new MediaType("application", "x-ndjson");
    private static final MediaType CSV = new MediaType("text", "csv");

    @Inject
    private Batches batches;
    @Inject
    private Reachable reachable;

    /** @param log false: a trial, which is not kept */
    @GET
    @Path("{stream}")
    @Needs(Permission.SEND)
    @Operation(summary = "Learn who may be written to now", description = "One line for each recipient in the order of their "
            + "ids, judged as any question is: id, address (the first on the channel), locale, decision and what is owed to them. "
            + "If what is needed cannot be read any more, the last line is a problem with the number to go on after. Nothing is "
            + "reserved: ask again when you send.")
    @APIResponse(responseCode = "200", description = "A line for each recipient", content = {
        @Content(mediaType = "application/x-ndjson", schema = @Schema(type = SchemaType.STRING)),
        @Content(mediaType = "text/csv", schema = @Schema(type = SchemaType.STRING))})
    @APIResponse(responseCode = "404", ref = "NotFound")
    @APIResponse(responseCode = "409", ref = "Conflict")
    @APIResponse(responseCode = "422", ref = "Unusable")
    public Response list(@Parameter(description = "Code of the stream") @PathParam("stream") String code,
            @Parameter(description = "Go on after this recipient: the last one told",
                    schema = @Schema(type = SchemaType.INTEGER, format = "int64", minimum = "0")) @QueryParam("after") String after,
            @Parameter(description = "How many at most; left out: all",
                    schema = @Schema(type = SchemaType.INTEGER, format = "int64", minimum = "1")) @QueryParam("limit") String limit,
            @Parameter(description = "deferred: also those who may be written to later") @QueryParam("include") String include,
            @Parameter(description = "false: a trial; its decisions are not kept") @QueryParam("log") String log,
            @Context Request negotiation, @Context HttpServletRequest request) throws IOException {
        Asking asking = new Asking(request);
        return asking.answer(() -> {
            Stream stream = asking.stream(batches.catalog().now(), code);
            if (stream.retired() || !stream.purpose().published()) {
                throw new Asking.Refused(Problem.of(409, "Nobody is written to on this stream", stream.retired()
                        ? "It is retired." : "Its purpose is not published yet: it is a draft that nobody has checked."));
            }
            if (include != null && !include.equals("deferred")) {
                throw BatchTerms.unusable("The parameter include is deferred, or left out.");
            }
            Variant form = negotiation.selectVariant(Variant.mediaTypes(NDJSON, CSV).build());
            if (form == null) {
                throw new NotAcceptableException();
            }
            AudienceRun.Wanted wanted = new AudienceRun.Wanted(code, number("after", after, 0, 0),
                    number("limit", limit, 1, Long.MAX_VALUE), include != null,
                    BatchTerms.flag("log", log, true) ? asking.caller().key() : null);
            return run(asking, wanted, form.getMediaType().isCompatible(CSV));
        });
    }

    private Response run(Asking asking, AudienceRun.Wanted wanted, boolean csv) {
        if (!batches.enter()) {
            return Response.fromResponse(asking.problem(Problem.of(503, "Too many batches run now",
                    "Ask again when one of them is done."))).header("Retry-After", 30).build();
        }
        StreamingOutput lines = out -> {
            try {
                new AudienceRun(batches, reachable, wanted, csv ? AudienceForm.CSV : AudienceForm.JSON).run(out);
            } finally {
                batches.leave();
            }
        };
        return Response.ok(lines, csv ? MediaType.valueOf("text/csv;charset=UTF-8;header=present") : NDJSON).build();
    }

    private static long number(String name, String text, long least, long unless) {
        try {
            long number = text == null ? unless : Long.parseLong(text);
            if (number >= least) {
                return number;
            }
        } catch (NumberFormatException none) {
            // said below, as for one that is too small
        }
        throw BatchTerms.unusable("The parameter " + name + " is a whole number from " + least + ".");
    }
}
