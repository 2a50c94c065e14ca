package org.preferencecenter.decision.boundary;

import java.time.Clock;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

import org.preferencecenter.access.entity.Open;
import org.preferencecenter.law.control.LawDocument;
import org.preferencecenter.law.control.LawWords;
import org.preferencecenter.law.control.RuleBooks;
import org.preferencecenter.law.entity.AsOf;
import org.preferencecenter.law.entity.Canonical;
import org.preferencecenter.law.entity.Deadline;
import org.preferencecenter.law.entity.Place;
import org.preferencecenter.law.entity.Rule;
import org.preferencecenter.law.entity.RuleBook;
import org.preferencecenter.platform.boundary.Problems;
import org.preferencecenter.platform.boundary.RequestIds;
import org.preferencecenter.platform.entity.Locales;
import org.preferencecenter.platform.entity.Problem;

/** {@code /api/v1/law}: the rule book for programs. Public, since it holds nobody's data; the page is {@code /law}. */
@Path("law")
@ApplicationScoped
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Law", description = "The rules that decisions rest on, dated, with their sources")
public class LawResource {

    /** A request that cannot be answered, with what to do about it. */
    private static final class Unusable extends RuntimeException {

        private static final long serialVersionUID = 1L;
        private final String title;

        Unusable(String title, String fix) {
            super(fix);
            this.title = title;
        }
    }

    @Inject
    private RuleBooks books;
    @Inject
    private Clock clock;

    @GET
    @Open
    @Operation(summary = "The rules in force on a day", description = "Everywhere, or where a person lives: the country's rules,"
            + " those of the Union it belongs to and the floor under all.")
    @APIResponse(responseCode = "200", description = "The rules, as their files write them and in words",
            content = @Content(mediaType = MediaType.APPLICATION_JSON, schema = @Schema(implementation = LawAnswer.class)))
    @APIResponse(responseCode = "422", ref = "Unusable")
    public Response rules(
            @Parameter(description = "The day, such as 2026-08-11; today if left out", schema = @Schema(type = SchemaType.STRING, format = "date"))
            @QueryParam("at") String at,
            @Parameter(description = "Where the person lives, ISO 3166-1 alpha-2") @QueryParam("jurisdiction") String jurisdiction,
            @Parameter(description = "fr or en; en if left out") @QueryParam("lang") String lang,
            @Context HttpServletRequest request) {
        return answered(request, () -> LawDocument.of(books.inForce(), day(at),
                Optional.ofNullable(jurisdiction).map(this::known), language(lang)));
    }

    @GET
    @Path("{digest}")
    @Open
    @Operation(summary = "A rule book that was once in force", description = "By the digest that decisions name. The body's"
            + " SHA-256 is the digest.")
    @APIResponse(responseCode = "200", description = "The book, with the rules of all times",
            content = @Content(mediaType = MediaType.APPLICATION_JSON, schema = @Schema(implementation = LawAnswer.Book.class)))
    @APIResponse(responseCode = "404", ref = "NotFound")
    public Response book(@Parameter(description = "64 hexadecimal digits", schema = @Schema(type = SchemaType.STRING, pattern = "[0-9a-f]{64}"))
            @PathParam("digest") String digest, @Context HttpServletRequest request) {
        return Optional.of(digest).filter(text -> text.matches("[0-9a-f]{64}")).flatMap(books::kept)
                .map(text -> Response.ok(text).build())
                .orElseGet(() -> Problems.response(Problem.of(404, "No such rule book", "No rule book of this digest was in force"
                        + " here: take the digest from a decision of this server, or from GET /api/v1/law.").at(id(request))));
    }

    @GET
    @Path("deadline")
    @Open
    @Operation(summary = "When what a rule asks for is due", description = "In business days of the person's jurisdiction, and"
            + " in its time zone.")
    @APIResponse(responseCode = "200", description = "The rule's duties that have a term, each with when it is over",
            content = @Content(mediaType = MediaType.APPLICATION_JSON, schema = @Schema(implementation = LawAnswer.Deadlines.class)))
    @APIResponse(responseCode = "422", ref = "Unusable")
    public Response deadline(
            @Parameter(description = "The rule's id, such as US-01", required = true) @QueryParam("rule") String rule,
            @Parameter(description = "Where the person lives, ISO 3166-1 alpha-2", required = true)
            @QueryParam("jurisdiction") String jurisdiction,
            @Parameter(description = "When the term began, such as 2026-11-22T09:30:00Z", required = true,
                    schema = @Schema(type = SchemaType.STRING, format = "date-time")) @QueryParam("from") String from,
            @Parameter(description = "The person's time zone; if left out, all of the jurisdiction's count")
            @QueryParam("zone") String zone,
            @Parameter(description = "fr or en; en if left out") @QueryParam("lang") String lang,
            @Context HttpServletRequest request) {
        return answered(request, () -> deadlines(rule(rule), known(jurisdiction), instant(from), zone(zone), language(lang)));
    }

    private Map<String, Object> deadlines(Rule rule, String jurisdiction, Instant from, Optional<ZoneId> zone, String language) {
        Place place = books.inForce().place(jurisdiction).orElseThrow();
        List<ZoneId> zones = zone.map(List::of).orElse(place.jurisdiction().zones());
        if (zones.isEmpty()) {
            throw new Unusable("No time zone", "The rule book knows no time zone of " + jurisdiction + ": add &zone=, such as"
                    + " zone=Europe/Vienna.");
        }
        return Map.of("deadlines", rule.duties().stream().filter(duty -> duty.term() != null).map(duty -> new TreeMap<>(Map.of(
                "obligation", duty.obligation().name(), "sentence", LawWords.duty(duty, language), "term", duty.term().toString(),
                "tooLateFrom", Deadline.of(duty.term(), from, zones, place).toString()))).toList());
    }

    private Response answered(HttpServletRequest request, java.util.function.Supplier<Map<String, Object>> answer) {
        try {
            return Response.ok(Canonical.json(answer.get())).build();
        } catch (Unusable wrong) {
            return Problems.response(Problem.of(422, wrong.title, wrong.getMessage()).at(id(request)));
        }
    }

    private LocalDate day(String at) {
        return at == null ? LocalDate.now(clock) : AsOf.day(at).orElseThrow(() -> new Unusable("This is no day",
                "The parameter at must be a day from 1900 to 2200, such as at=2026-08-11."));
    }

    private String known(String jurisdiction) {
        RuleBook book = books.inForce();
        if (!book.knows(jurisdiction)) {
            throw new Unusable("No such jurisdiction", "The parameter jurisdiction must be one the rule book knows: two capitals"
                    + " (ISO 3166-1), such as jurisdiction=FR; GET /api/v1/law lists them.");
        }
        return jurisdiction;
    }

    private Rule rule(String id) {
        return Optional.ofNullable(id).flatMap(books.inForce()::rule).orElseThrow(() -> new Unusable("No such rule",
                "The parameter rule must be the id of a rule in GET /api/v1/law, such as rule=US-01."));
    }

    private static Instant instant(String from) {
        try {
            Instant instant = OffsetDateTime.parse(from == null ? "" : from).toInstant();
            if (AsOf.day(instant.toString().substring(0, 10)).isPresent()) {
                return instant;
            }
        } catch (DateTimeException noInstant) {
            // said below
        }
        throw new Unusable("This is no time", "The parameter from must be a time with its offset, from 1900 to 2200, such as"
                + " from=2026-11-22T09:30:00Z (a plus sign in an address is written %2B).");
    }

    private static Optional<ZoneId> zone(String zone) {
        if (zone == null) {
            return Optional.empty();
        }
        if (!ZoneId.getAvailableZoneIds().contains(zone)) {
            throw new Unusable("No such time zone", "The parameter zone must be one of the tz database, such as"
                    + " zone=Europe/Paris.");
        }
        return Optional.of(ZoneId.of(zone));
    }

    private static String language(String lang) {
        if (lang != null && !Locales.OFFICE.contains(lang)) {
            throw new Unusable("No such language", "The parameter lang must be one of " + String.join(", ", Locales.OFFICE) + ".");
        }
        return lang == null ? "en" : lang;
    }

    private static String id(HttpServletRequest request) {
        return String.valueOf(request.getAttribute(RequestIds.REQUEST_ID));
    }
}
