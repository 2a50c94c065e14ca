package org.preferencecenter.decision.boundary;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
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
import org.preferencecenter.consent.control.CallFile;
import org.preferencecenter.consent.control.ListReading;
import org.preferencecenter.consent.control.OppositionLists;
import org.preferencecenter.consent.entity.ImportedList;
import org.preferencecenter.consent.entity.ListForm;
import org.preferencecenter.consent.entity.ListImport;
import org.preferencecenter.decision.control.CallScreening;
import org.preferencecenter.decision.entity.Screening;
import org.preferencecenter.law.control.RuleBooks;
import org.preferencecenter.law.entity.OppositionList;
import org.preferencecenter.law.entity.RuleBook;
import org.preferencecenter.platform.entity.Problem;

/** {@code /api/v1/opposition-lists}: imports national lists of numbers, and screens call files against them (S-24). */
@Path("opposition-lists")
@ApplicationScoped
@Tag(name = "Opposition lists", description = "Numbers whose holders want no commercial calls")
public class OppositionListsResource {

    private static final String CSV = "text/csv";

    @Inject
    private OppositionLists lists;
    @Inject
    private RuleBooks ruleBooks;
    @Inject
    private Batches batches;
    @Inject
    private Clock clock;

    @GET
    @Needs(Permission.ASK)
    @Operation(summary = "List the opposition lists that the rules know", description = "With what of each was imported here.")
    @APIResponse(responseCode = "200", description = "The lists", content = @Content(mediaType = MediaType.APPLICATION_JSON,
            schema = @Schema(implementation = ListsAnswer.class)))
    public Response list(@Context HttpServletRequest request) throws IOException {
        return new Asking(request).answer(() -> {
            Map<String, ImportedList> imported = lists.all().stream()
                    .collect(Collectors.toMap(ImportedList::code, Function.identity()));
            return Asking.json(json -> {
                json.writeStartObject();
                json.writeArrayFieldStart("lists");
                for (OppositionList list : ruleBooks.inForce().lists()) {
                    ListAnswer.write(json, list, imported.get(list.code()));
                }
                json.writeEndArray();
                json.writeEndObject();
            });
        });
    }

    @PUT
    @Path("{code}")
    @Consumes({MediaType.TEXT_PLAIN, CSV})
    @Needs(Permission.IMPORT)
    @Operation(summary = "Import an opposition list", description = "A number a line, or a CSV file whose first line names its"
            + " columns. The list in force is replaced in one moment, and only once the whole file was read. Needs a key of every"
            + " brand, for the list counts for every brand. Nothing is kept of a number but a keyed hash.")
    @RequestBody(required = true, content = {@Content(mediaType = MediaType.TEXT_PLAIN, schema = @Schema(type = SchemaType.STRING)),
        @Content(mediaType = CSV, schema = @Schema(type = SchemaType.STRING))})
    @APIResponse(responseCode = "200", description = "It is in force", content = @Content(
            mediaType = MediaType.APPLICATION_JSON, schema = @Schema(implementation = ListImportAnswer.class)))
    @APIResponse(responseCode = "404", ref = "NotFound")
    @APIResponse(responseCode = "409", ref = "Conflict")
    @APIResponse(responseCode = "422", ref = "Unusable")
    public Response replace(@Parameter(description = "The list's code") @PathParam("code") String code,
            @Parameter(description = "The list's own date", required = true, schema = @Schema(type = SchemaType.STRING,
                    format = "date")) @QueryParam("date") String date,
            @Parameter(description = "How the file tells the numbers: numbers; sha256 of them in E.164; or sha256-national, of"
                    + " the digits dialled within the list's country", schema = @Schema(type = SchemaType.STRING,
                    defaultValue = "numbers")) @QueryParam("form") String form,
            @Parameter(description = "Of a CSV file with several columns, the one with the numbers") @QueryParam("column")
                    String column,
            @Parameter(description = "Also in the place of a younger list", schema = @Schema(type = SchemaType.BOOLEAN,
                    defaultValue = "false")) @QueryParam("force") String force,
            @Context HttpServletRequest request, InputStream body) throws IOException {
        Asking asking = new Asking(request);
        return asking.answer(() -> {
            OppositionList list = known(code);
            if (asking.caller().brand().isPresent()) {
                throw new Asking.Refused(Problem.of(403, "This key acts for one brand",
                        "An opposition list counts for every brand: import it with a key of every brand."));
            }
            LocalDate of = day(String.valueOf(date), "date", list);
            if (of.isAfter(day(clock.instant(), list))) {
                throw BadBody.unusable("The parameter date lies in the future: give the day the list was made, as its maker tells it.");
            }
            ListForm as = ListForm.of(form == null ? ListForm.NUMBERS.word() : form).orElseThrow(() -> BadBody.unusable(
                    "The parameter form must be one of " + String.join(", ", ListForm.words()) + "."));
            ListImport done = read(() -> lists.replace(new ListReading.Order(list, of, as, "true".equals(force), 0),
                    new CallFile(body, csv(request), column), clock.instant()));
            return switch (done.outcome()) {
                case REPLACED -> Asking.json(json -> ListImportAnswer.write(json, list.code(), of, done));
                case OLDER -> asking.problem(Problem.of(409, "A younger list is in force", "The list of " + done.before() + " is"
                        + " in force and this one is of " + of + ": nothing was changed. Import a younger one, or go back to"
                        + " this one with force=true."));
                case UNREADABLE -> asking.problem(Problem.of(422, "The list cannot be read", unreadable(done, as)));
            };
        });
    }

    private static String unreadable(ListImport done, ListForm form) {
        return done.lines() == 0 ? "The file holds no line: nothing was changed. Send the whole list." : "Of " + done.lines()
                + " lines, " + done.bad() + " are no entry of the form " + form.word() + ", the first of them line "
                + done.badLines().get(0) + ": nothing was changed. Check the parameters form and column.";
    }

    @POST
    @Path("{code}/screening")
    @Consumes({MediaType.TEXT_PLAIN, CSV})
    @Needs(Permission.ASK)
    @Operation(summary = "Screen a call file against an opposition list", description = "Answers the same lines in the same order,"
            + " the caller's columns as they came and behind them: listed (yes, no, unreadable), matters (yes, no: whether a rule"
            + " in force that day asks for the list), rule and citation (the rules that do, else those that hold for calls"
            + " instead), list_date, list_age (current, too-old, later). A CSV file names its columns in its first line; a file"
            + " of lines is answered with tabs between.")
    @RequestBody(required = true, content = {@Content(mediaType = MediaType.TEXT_PLAIN, schema = @Schema(type = SchemaType.STRING)),
        @Content(mediaType = CSV, schema = @Schema(type = SchemaType.STRING))})
    @APIResponse(responseCode = "200", description = "The file, screened", content = {
        @Content(mediaType = MediaType.TEXT_PLAIN, schema = @Schema(type = SchemaType.STRING)),
        @Content(mediaType = CSV, schema = @Schema(type = SchemaType.STRING))})
    @APIResponse(responseCode = "404", ref = "NotFound")
    @APIResponse(responseCode = "409", ref = "Conflict")
    @APIResponse(responseCode = "422", ref = "Unusable")
    public Response screen(@Parameter(description = "The list's code") @PathParam("code") String code,
            @Parameter(description = "When the calls are made: a date, or a time with its offset; without it, today",
                    schema = @Schema(type = SchemaType.STRING)) @QueryParam("at") String at,
            @Parameter(description = "Of a CSV file with several columns, the one with the numbers") @QueryParam("column")
                    String column,
            @Context HttpServletRequest request, InputStream body) throws IOException {
        Asking asking = new Asking(request);
        return asking.answer(() -> {
            RuleBook book = ruleBooks.inForce();
            OppositionList list = known(code);
            LocalDate day = at == null ? day(clock.instant(), list) : day(at, "at", list);
            ImportedList imported = lists.find(list.code()).orElseThrow(() -> new Asking.Refused(Problem.of(409,
                    "The list was never imported", "Nobody can tell who is on it: import it first, with PUT"
                            + " /api/v1/opposition-lists/" + list.code() + "?date=….")));
            Charset charset = charset(request);
            Intake intake = new Intake(body, batches.reading());
            CallFile file = read(() -> new CallFile(intake, csv(request), column));
            ScreeningRun run = new ScreeningRun(intake, new CallScreening(file, list, lists, imported.date(),
                    date -> Screening.of(book, list, day, date), charset));
            if (!batches.enter()) {
                throw new Asking.Refused(Problem.of(503, "Too many files at once", "Others are being answered: try again soon."));
            }
            return Response.ok((StreamingOutput) out -> {
                try {
                    run.run(out);
                } finally {
                    batches.leave();
                }
            }, MediaType.valueOf(csv(request) ? CSV : MediaType.TEXT_PLAIN).withCharset(charset.name())).build();
        });
    }

    private OppositionList known(String code) {
        RuleBook book = ruleBooks.inForce();
        return book.list(code).orElseThrow(() -> new Asking.Refused(Problem.of(404, "No such opposition list",
                "The rules know these lists: " + book.lists().stream().map(OppositionList::code)
                        .collect(Collectors.joining(", ")) + ". An operator's rule file can add others.")));
    }

    private static boolean csv(HttpServletRequest request) {
        return MediaType.valueOf(request.getContentType()).isCompatible(MediaType.valueOf(CSV));
    }

    /** What was said to be its encoding; ours is added in the same. Only such as write ASCII as ASCII can be told apart. */
    private static Charset charset(HttpServletRequest request) {
        String name = MediaType.valueOf(request.getContentType()).getParameters().get(MediaType.CHARSET_PARAMETER);
        try {
            Charset charset = name == null ? StandardCharsets.UTF_8 : Charset.forName(name);
            if (charset.canEncode() && new String("+0;".getBytes(charset), StandardCharsets.ISO_8859_1).equals("+0;")) {
                return charset;
            }
        } catch (IllegalArgumentException unknown) {
            // said below
        }
        throw BadBody.unusable("The charset of the Content-Type must be one that contains ASCII, such as utf-8 or windows-1252.");
    }

    /** Reading what was sent. */
    private interface Reading<T> {
        T read() throws IOException;
    }

    private static <T> T read(Reading<T> reading) throws IOException {
        try {
            return reading.read();
        } catch (CallFile.BadFile bad) {
            throw BadBody.unusable(bad.getMessage());
        }
    }

    private LocalDate day(String text, String parameter, OppositionList list) {
        try {
            return text.length() > 10 ? day(OffsetDateTime.parse(text).toInstant(), list) : LocalDate.parse(text);
        } catch (DateTimeException noDate) {
            throw BadBody.unusable("The parameter " + parameter + " must be a date such as 2026-07-01.");
        }
    }

    private LocalDate day(Instant at, OppositionList list) {
        return Screening.day(ruleBooks.inForce(), list, at);
    }
}
