package org.preferencecenter.proof.boundary;

import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.LongStream;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
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

import org.preferencecenter.access.control.Audit;
import org.preferencecenter.access.entity.Caller;
import org.preferencecenter.access.entity.Needs;
import org.preferencecenter.access.entity.Permission;
import org.preferencecenter.catalog.control.Catalog;
import org.preferencecenter.catalog.entity.Brand;
import org.preferencecenter.catalog.entity.Purpose;
import org.preferencecenter.consent.control.EvidenceFiles;
import org.preferencecenter.consent.control.PersonFiles;
import org.preferencecenter.consent.control.Recipients;
import org.preferencecenter.consent.entity.Evidence;
import org.preferencecenter.consent.entity.EvidenceType;
import org.preferencecenter.consent.entity.Origin;
import org.preferencecenter.consent.entity.Told;
import org.preferencecenter.link.entity.Scope;
import org.preferencecenter.platform.entity.Problem;

/** {@code /api/v1/evidence}: forms and recordings beside choices, kept as those are that the office takes in. */
@Path("evidence")
@ApplicationScoped
@Tag(name = "Evidence", description = "Forms, recordings and where recordings are kept, beside the choices they prove")
public class EvidenceResource {

    private static final String WHOSE = "The recipient's id";
    private static final String TEXT = "text/plain";
    private static final String ANY = "application/octet-stream";
    /** The longest a character is in UTF-8. */
    private static final int OCTETS = 4;

    @Inject
    private EvidenceFiles evidence;
    @Inject
    private PersonFiles people;
    @Inject
    private Recipients recipients;
    @Inject
    private Catalog catalog;
    @Inject
    private Audit audit;

    @POST
    @Consumes({"application/pdf", "image/jpeg", "image/png", "audio/*", ANY, TEXT})
    @Produces(MediaType.APPLICATION_JSON)
    @Needs(Permission.IMPORT)
    @Operation(summary = "Add evidence to a choice", description = "The body is the file itself: PDF, JPEG, PNG, WAV, OGG, FLAC, M4A or MP3,"
            + " told by its content, of a size the operator sets (20 MiB unless set). As text/plain it says where a recording is kept, in"
            + " 200 characters at most. It is kept encrypted under a key of the person's own; the ledger gets its digest.")
    @RequestBody(required = true, content = {
        @Content(mediaType = "application/pdf", schema = @Schema(type = SchemaType.STRING, format = "binary")),
        @Content(mediaType = "image/jpeg", schema = @Schema(type = SchemaType.STRING, format = "binary")),
        @Content(mediaType = "image/png", schema = @Schema(type = SchemaType.STRING, format = "binary")),
        @Content(mediaType = "audio/*", schema = @Schema(type = SchemaType.STRING, format = "binary")),
        @Content(mediaType = ANY, schema = @Schema(type = SchemaType.STRING, format = "binary")),
        @Content(mediaType = TEXT, schema = @Schema(type = SchemaType.STRING, maxLength = 200))})
    @APIResponse(responseCode = "201", description = "It is kept", content = @Content(mediaType = MediaType.APPLICATION_JSON,
            schema = @Schema(implementation = EvidenceAnswer.class)))
    @APIResponse(responseCode = "404", ref = "NotFound")
    @APIResponse(responseCode = "409", ref = "Conflict")
    @APIResponse(responseCode = "413", ref = "TooLarge")
    @APIResponse(responseCode = "422", ref = "Unusable")
    public Response add(@Parameter(required = true, description = WHOSE, schema = @Schema(type = SchemaType.INTEGER, minimum = "1"))
            @QueryParam("recipient") String recipient,
            @Parameter(required = true, description = "The change of choices it proves, as /api/v1/states tells it",
                    schema = @Schema(type = SchemaType.STRING, format = "uuid")) @QueryParam("change") String change,
            @Parameter(description = "What the file is called; its ending does not count") @QueryParam("name") String name,
            @Context HttpServletRequest request, InputStream body) {
        return Wrong.answer(request, () -> {
            long whose = Wrong.recipient(recipients, recipient);
            UUID about = id(change).orElseThrow(() -> Wrong.unusable("Say which change of choices it proves, in the parameter change:"
                    + " the id that GET /api/v1/states tells."));
            EvidenceFiles.About what = new EvidenceFiles.About(whose, about, brand(caller(request), whose, about),
                    new Origin(Origin.Actor.SENDER, "api", null, 0, 0, null));
            Evidence.Answer answer = take(what, name, request, body);
            if (answer.refusal() != null) {
                throw new Wrong(refused(answer.refusal()));
            }
            Evidence kept = evidence.find(whose, answer.id()).orElseThrow(() -> new Wrong(refused(Evidence.Refusal.NOBODY)));
            return Response.status(Response.Status.CREATED).entity(EvidenceAnswer.of(kept).json().build().toString()).build();
        });
    }

    private Evidence.Answer take(EvidenceFiles.About about, String name, HttpServletRequest request, InputStream body) {
        String type = String.valueOf(request.getContentType()).split(";")[0].strip().toLowerCase(Locale.ROOT);
        try {
            if (type.equals(TEXT)) {
                return evidence.refer(about, new String(body.readNBytes(OCTETS * Evidence.LONGEST_REFERENCE + 1), StandardCharsets.UTF_8));
            }
            if (request.getContentLengthLong() > evidence.limits().largest()) {
                return Evidence.Answer.of(Evidence.Refusal.TOO_LARGE);
            }
            BufferedInputStream content = new BufferedInputStream(body);
            content.mark(EvidenceType.LOOKED_AT);
            Optional<EvidenceType> is = EvidenceType.of(content.readNBytes(EvidenceType.LOOKED_AT));
            content.reset();
            // A sender who says one thing and sends another is told so, and not left with a file they did not mean.
            boolean meant = type.equals(ANY) || is.filter(one -> one.mediaType().equals(type)).isPresent();
            return meant ? evidence.add(about, name, content) : Evidence.Answer.of(Evidence.Refusal.TYPE);
        } catch (IOException broken) {
            throw new UncheckedIOException(new IOException("the file did not arrive", broken));
        }
    }

    private Problem refused(Evidence.Refusal why) {
        String title = "The evidence is not taken";
        return switch (why) {
            case NOBODY -> Problem.of(404, title, "Nobody has that id, or their data was erased.");
            case NO_CHOICE -> Problem.of(404, title, "That change of choices is none of theirs: GET /api/v1/states tells which is.");
            case EMPTY -> Problem.of(422, title, "Nothing came: send the file as the body.");
            case TYPE -> Problem.of(422, title, "The content is of no kind that is taken, or not of the kind that Content-Type says: send"
                    + " PDF, JPEG, PNG, WAV, OGG, FLAC, M4A or MP3.");
            case ACTIVE -> Problem.of(422, title, "The PDF would run something, or brings a file along: print it to a plain PDF and send that.");
            case TOO_LARGE -> Problem.of(413, title, "A file has " + (evidence.limits().largest() >> 20) + " MiB at most here.");
            case TOO_MANY -> Problem.of(409, title, "The person has " + evidence.limits().most() + " pieces of evidence already, which is the most.");
            case LONG -> Problem.of(422, title, "What says where a recording is kept has " + Evidence.LONGEST_REFERENCE + " characters at most.");
        };
    }

    @GET
    @Produces(MediaType.APPLICATION_JSON)
    @Needs(Permission.PROVE)
    @Operation(summary = "List the evidence of a person", description = "The newest first; of the key's brand, or of every brand's.")
    @APIResponse(responseCode = "200", description = "What is kept", content = @Content(mediaType = MediaType.APPLICATION_JSON,
            schema = @Schema(implementation = EvidenceAnswer.All.class)))
    @APIResponse(responseCode = "404", ref = "NotFound")
    @APIResponse(responseCode = "422", ref = "Unusable")
    public Response list(@Parameter(required = true, description = WHOSE, schema = @Schema(type = SchemaType.INTEGER, minimum = "1"))
            @QueryParam("recipient") String recipient, @Context HttpServletRequest request) {
        return Wrong.answer(request, () -> {
            List<Evidence> all = evidence.of(Wrong.recipient(recipients, recipient));
            return Response.ok(new EvidenceAnswer.All(all.stream().filter(one -> may(caller(request), one.brand())).map(EvidenceAnswer::of)
                    .toList()).json()).build();
        });
    }

    @GET
    @Path("{id}")
    @Produces({MediaType.WILDCARD})
    @Needs(Permission.PROVE)
    @Operation(summary = "Fetch a piece of evidence", description = "The very file that was added, or the words of a reference. That it was"
            + " fetched is a line of the audit.")
    @APIResponse(responseCode = "200", description = "The file", content = @Content(mediaType = "*/*",
            schema = @Schema(type = SchemaType.STRING, format = "binary")))
    @APIResponse(responseCode = "404", ref = "NotFound")
    @APIResponse(responseCode = "422", ref = "Unusable")
    public Response fetch(@Parameter(description = "Its id") @PathParam("id") String id,
            @Parameter(required = true, description = WHOSE, schema = @Schema(type = SchemaType.INTEGER, minimum = "1"))
            @QueryParam("recipient") String recipient, @Context HttpServletRequest request) {
        return Wrong.answer(request, () -> {
            long whose = Wrong.recipient(recipients, recipient);
            Caller caller = caller(request);
            Evidence one = id(id).flatMap(known -> evidence.find(whose, known)).filter(found -> may(caller, found.brand()))
                    .orElseThrow(() -> Wrong.notFound("There is no such evidence of theirs, or none that this key may read."));
            audit.write(null, "evidence.taken", "recipient:" + one.recipient(), one.brand() == 0 ? null : one.brand(),
                    Map.of("evidence", one.id().toString(), "key", caller.key()));
            InputStream content = evidence.read(one).orElseGet(() -> new ByteArrayInputStream(one.name().getBytes(StandardCharsets.UTF_8)));
            return Response.ok((StreamingOutput) out -> {
                try (content) {
                    content.transferTo(out);
                }
            }, one.type() == null ? TEXT + ";charset=UTF-8" : EvidenceAnswer.type(one))
                    .header(HttpHeaders.CONTENT_LENGTH, one.size())
                    .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"" + one.neutralName(1) + "\"")
                    .header("X-Content-Type-Options", "nosniff").header("Content-Security-Policy", "default-src 'none'; sandbox").build();
        });
    }

    private static Caller caller(HttpServletRequest request) {
        return (Caller) request.getAttribute(Caller.ATTRIBUTE);
    }

    private static Optional<UUID> id(String text) {
        return text != null && text.matches("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}") ? Optional.of(UUID.fromString(text)) : Optional.empty();
    }

    /** @param brand 0: of every brand's, which only a key of every brand may see */
    private static boolean may(Caller caller, int brand) {
        return brand == 0 ? caller.brand().isEmpty() : caller.mayActFor(brand);
    }

    /** Whose choices were made by a change; 0: several brands'. @throws Wrong if there is no such change, or it is not for this key */
    private int brand(Caller caller, long whose, UUID change) {
        List<Told> choices = LongStream.concat(LongStream.of(whose), people.joined(whose).stream().mapToLong(Long::longValue))
                .mapToObj(id -> people.of(id, change)).filter(told -> !told.isEmpty()).findFirst()
                .orElseThrow(() -> new Wrong(refused(Evidence.Refusal.NO_CHOICE)));
        Set<Integer> brands = choices.stream().map(told -> brand(told.choice().cell().scope())).collect(Collectors.toSet());
        int brand = brands.size() == 1 ? brands.iterator().next() : 0;
        if (!may(caller, brand)) {
            throw new Wrong(caller.notItsBrand());
        }
        return brand;
    }

    private int brand(Scope scope) {
        return (switch (scope.kind()) {
            case BRAND -> catalog.now().brand(scope.id());
            case PURPOSE -> catalog.now().purpose(scope.id()).map(Purpose::brand);
            case TOPIC -> catalog.now().topic(scope.id()).map(topic -> topic.purpose().brand());
            default -> Optional.<Brand>empty();
        }).map(Brand::id).orElse(0);
    }
}
