package org.preferencecenter.decision.boundary;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;

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
import org.preferencecenter.decision.entity.CsvLines;
import org.preferencecenter.decision.entity.LineReading;
import org.preferencecenter.platform.entity.Problem;

/** {@code POST /api/v1/decisions:batch}: as many questions as anybody has, one a line, each answered by one line. */
@Path("decisions:batch")
@ApplicationScoped
@Tag(name = "Decisions", description = "Ask whether somebody may be contacted")
public class BatchResource {

    private static final String NDJSON = "application/x-ndjson";
    private static final String JSONL = "application/jsonl";
    private static final String CSV = "text/csv";

    @Inject
    private Batches batches;

    /** @param log false: a trial, which is not kept */
    @POST
    @Consumes({NDJSON, JSONL, CSV})
    @Needs(Permission.ASK)
    @Operation(summary = "Ask about many recipients", description = "One question a line, as NDJSON objects or as CSV whose header "
            + "names the columns: stream (or the parameter stream), address or recipient, and if wanted at, openPixel and ref, "
            + "which comes back. Answered in the same form while it is read, one line for each, in order: the line's number, its "
            + "ref, and the decision; or the problem with that line alone. A line has at most 64 KiB, a batch any number. "
            + "A record of CSV stands on one line. Nothing is reserved. Take the answers while you send: it is quicker.")
    @RequestBody(required = true, content = {
        @Content(mediaType = NDJSON, schema = @Schema(type = SchemaType.STRING)),
        @Content(mediaType = JSONL, schema = @Schema(type = SchemaType.STRING)),
        @Content(mediaType = CSV, schema = @Schema(type = SchemaType.STRING))})
    @APIResponse(responseCode = "200", description = "A line for each line", content = {
        @Content(mediaType = NDJSON, schema = @Schema(type = SchemaType.STRING)),
        @Content(mediaType = JSONL, schema = @Schema(type = SchemaType.STRING)),
        @Content(mediaType = CSV, schema = @Schema(type = SchemaType.STRING))})
    @APIResponse(responseCode = "404", ref = "NotFound")
    @APIResponse(responseCode = "422", ref = "Unusable")
    public Response ask(
            @Parameter(description = "Code of the stream of lines that name none") @QueryParam("stream") String stream,
            @Parameter(description = "all, or first: the deciding one only") @DefaultValue("all") @QueryParam("reasons") String reasons,
            @Parameter(description = "Of the sentences: fr or en; without it there are none") @QueryParam("lang") String lang,
            @Parameter(description = "false: a trial; its decisions are not kept") @QueryParam("log") String log,
            @Parameter(description = "true: one more line counts the others (NDJSON)") @QueryParam("summary") String summary,
            @Context HttpServletRequest request, InputStream body) throws IOException {
        Asking asking = new Asking(request);
        return asking.answer(() -> {
            MediaType type = MediaType.valueOf(request.getContentType());
            boolean csv = type.getSubtype().equals("csv");
            BatchTerms terms = BatchTerms.of(reasons, lang);
            boolean counted = BatchTerms.flag("summary", summary, false);
            if (counted && csv) {
                throw BatchTerms.unusable("A summary stands in NDJSON alone, since no column of CSV is made for it.");
            }
            String askedBy = BatchTerms.flag("log", log, true) ? asking.caller().key() : null;
            if (stream != null) {
                asking.stream(batches.catalog().now(), stream);
            }
            BatchBody lines = BatchBody.of(batches, body, type, request.getHeader("Content-Encoding"), LineReading.LONGEST);
            BatchForm form = csv ? csv(asking, lines, stream, terms)
                    : new JsonBatch(stream, asking.caller()::mayActFor, terms, counted);
            return form == null ? Response.ok("", answerType(type)).build() : run(asking, lines, form, askedBy, type);
        });
    }

    /** Null if there is nothing at all, not even a header. */
    private static BatchForm csv(Asking asking, BatchBody body, String stream, BatchTerms terms) throws IOException {
        Lines lines = body.lines();
        if (!lines.next()) {
            return null;
        }
        try {
            byte[] header = lines.tooLong() ? new byte[0] : Arrays.copyOfRange(lines.buffer(), lines.from(), lines.to());
            return new CsvBatch(new CsvLines(header, body.charset(), stream, asking.caller()::mayActFor), terms);
        } catch (CsvLines.BadHeader wrong) {
            throw BatchTerms.unusable(wrong.getMessage());
        }
    }

    private Response run(Asking asking, BatchBody body, BatchForm form, String askedBy, MediaType type) {
        if (!batches.enter()) {
            return Response.fromResponse(asking.problem(Problem.of(503, "Too many batches run now",
                    "Send it again when one of them is done; one that is larger is as quick as many at once."))).header("Retry-After", 30)
                    .build();
        }
        StreamingOutput answers = out -> {
            try {
                batches.run(body.intake(), body.lines(), form, askedBy).run(out);
            } finally {
                batches.leave();
            }
        };
        return Response.ok(answers, answerType(type)).build();
    }

    private static MediaType answerType(MediaType type) {
        return type.getSubtype().equals("csv") ? MediaType.valueOf("text/csv;charset=UTF-8;header=present")
                : new MediaType(type.getType(), type.getSubtype());
    }
}
