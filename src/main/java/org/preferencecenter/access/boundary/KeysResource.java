package org.preferencecenter.access.boundary;

import java.io.IOException;
import java.io.InputStream;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.OptionalInt;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
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

import org.preferencecenter.access.control.ApiKeys;
import org.preferencecenter.access.control.Doorkeeper;
import org.preferencecenter.access.entity.ApiKey;
import org.preferencecenter.access.entity.Caller;
import org.preferencecenter.access.entity.KeyChange;
import org.preferencecenter.access.entity.KeyOrder;
import org.preferencecenter.access.entity.KeyText;
import org.preferencecenter.access.entity.Needs;
import org.preferencecenter.access.entity.Permission;
import org.preferencecenter.platform.boundary.Problems;
import org.preferencecenter.platform.boundary.RequestIds;
import org.preferencecenter.platform.entity.Problem;

/** {@code /api/v1/keys}: makes, lists, rotates and revokes keys. A key of one brand manages that brand's keys alone. */
@Path("keys")
@ApplicationScoped
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Keys", description = "Who may call this API")
public class KeysResource {

    private static final Logger LOGGER = System.getLogger(KeysResource.class.getName());
    private static final int LONGEST_GRACE = 90;

    @Inject
    private ApiKeys keys;
    @Inject
    private Doorkeeper doorkeeper;

    /** @param before id of the last key of the page before, or null */
    @GET
    @Needs(Permission.ADMIN)
    @Operation(summary = "List the keys, ended ones too", description = "Never their secrets. A hundred at most at a time.")
    @APIResponse(responseCode = "200", description = "A page of keys", content = @Content(
            mediaType = MediaType.APPLICATION_JSON, schema = @Schema(implementation = KeysAnswer.class)))
    @APIResponse(responseCode = "422", ref = "Unusable")
    public Response list(@Parameter(description = "next of the page before") @QueryParam("before") String before,
            @Context HttpServletRequest request) {
        return unlessAway(request, () -> {
            if (before != null && !KeyText.isId(before)) {
                return problem(request, 422, "No such page",
                        "The parameter before must be what the page before gave as next.");
            }
            List<ApiKey> page = keys.list(caller(request).brand(), before);
            Instant now = keys.now();
            String next = page.size() < ApiKeys.PAGE ? null : page.get(page.size() - 1).id();
            KeysAnswer answer = new KeysAnswer(page.stream().map(key -> KeyAnswer.of(key, now)).toList(), next);
            return Response.ok(answer.json().toString()).build();
        });
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Needs(Permission.ADMIN)
    @Operation(summary = "Make a key", description = "The answer holds the key; nobody can show it again.")
    @RequestBody(required = true, content = @Content(mediaType = MediaType.APPLICATION_JSON,
            schema = @Schema(implementation = KeyBody.class)))
    @APIResponse(responseCode = "201", description = "The key", content = @Content(mediaType = MediaType.APPLICATION_JSON,
            schema = @Schema(implementation = KeyAnswer.class)))
    @APIResponse(responseCode = "422", ref = "Unusable")
    public Response create(InputStream body, @Context HttpServletRequest request) throws IOException {
        KeyBody wanted;
        try {
            wanted = KeyBody.read(body);
        } catch (IllegalArgumentException wrong) {
            return problem(request, 422, "The key cannot be made", wrong.getMessage());
        }
        return unlessAway(request, () -> {
            OptionalInt brand = wanted.brand() == null ? OptionalInt.empty() : keys.brand(wanted.brand());
            OptionalInt own = caller(request).brand();
            if (own.isPresent() && !own.equals(brand)) {
                return Problems.response(caller(request).notItsBrand().at(id(request)));
            }
            if (wanted.brand() != null && brand.isEmpty()) {
                return problem(request, 422, "The key cannot be made", "There is no brand of this code: leave brand out for"
                        + " a key of every brand, or give a brand's code.");
            }
            try {
                return answer(request, 422, keys.create(new KeyOrder(wanted.name(), wanted.permissions(), brand,
                        wanted.perMinute(), wanted.expires())));
            } catch (IllegalArgumentException wrong) {
                return problem(request, 422, "The key cannot be made", wrong.getMessage());
            }
        });
    }

    /** @param graceDays how long the old key goes on, 0 to 90 days; null: seven */
    @POST
    @Path("{id}/rotate")
    @Needs(Permission.ADMIN)
    @Operation(summary = "Make a new key beside this one",
            description = "The old one goes on for a while, so that nothing stops while its owner changes over.")
    @APIResponse(responseCode = "201", description = "The new key", content = @Content(
            mediaType = MediaType.APPLICATION_JSON, schema = @Schema(implementation = KeyAnswer.class)))
    @APIResponse(responseCode = "404", ref = "NotFound")
    @APIResponse(responseCode = "409", ref = "Conflict")
    @APIResponse(responseCode = "422", ref = "Unusable")
    public Response rotate(@Parameter(description = "The key's public id") @PathParam("id") String key,
            @Parameter(description = "How many days the old key goes on", schema = @Schema(implementation = Integer.class,
                    minimum = "0", maximum = "90", defaultValue = "7")) @QueryParam("graceDays") String graceDays,
            @Context HttpServletRequest request) {
        return unlessAway(request, () -> {
            Duration grace = graceDays == null ? ApiKeys.USUAL_GRACE
                    : graceDays.matches("\\d{1,2}") ? Duration.ofDays(Integer.parseInt(graceDays)) : Duration.ofDays(-1);
            if (grace.isNegative() || grace.toDays() > LONGEST_GRACE) {
                return problem(request, 422, "The key cannot be rotated", "The parameter graceDays must be from 0 to 90.");
            }
            return answer(request, 409, keys.rotate(key, caller(request).brand(), grace));
        });
    }

    @DELETE
    @Path("{id}")
    @Needs(Permission.ADMIN)
    @Operation(summary = "Revoke a key",
            description = "It stops within ten seconds on every node. Revoking twice changes nothing.")
    @APIResponse(responseCode = "204", description = "It is revoked")
    @APIResponse(responseCode = "404", ref = "NotFound")
    public Response revoke(@Parameter(description = "The key's public id") @PathParam("id") String key,
            @Context HttpServletRequest request) {
        return unlessAway(request, () -> answer(request, 409, keys.revoke(key, caller(request).brand())));
    }

    /** @param notPossible the status when its state does not allow the change */
    private Response answer(HttpServletRequest request, int notPossible, KeyChange change) {
        if (change instanceof KeyChange.Unknown) {
            return problem(request, 404, "No such key",
                    "There is no key of this id among those you may manage: see the list.");
        }
        if (change instanceof KeyChange.NotPossible not) {
            return problem(request, notPossible, "The key cannot be made", not.why());
        }
        known();
        return change instanceof KeyChange.Made made
                ? Response.status(201).entity(
                        KeyAnswer.of(made.key(), keys.now(), made.text().shownOnce()).json().toString()).build()
                : Response.noContent().build();
    }

    /** What was made can be used at once on this node, and what was revoked cannot. */
    private void known() {
        try {
            doorkeeper.refresh();
        } catch (IllegalStateException away) {
            // It was changed, and the secret is in our hands alone: answer; the schedule reads again within seconds.
            LOGGER.log(Level.DEBUG, "the change of a key will be known here with the next reading", away);
        }
    }

    private interface Asking {
        Response answer();
    }

    private static Response unlessAway(HttpServletRequest request, Asking asking) {
        try {
            return asking.answer();
        } catch (IllegalStateException e) {
            if (!(e.getCause() instanceof SQLException)) {
                throw e;
            }
            return Response.fromResponse(problem(request, 503, "Keys cannot be read or changed now",
                    "The database is away: try again. Keys in use go on.")).header("Retry-After", 5).build();
        }
    }

    private static Caller caller(HttpServletRequest request) {
        return (Caller) request.getAttribute(Caller.ATTRIBUTE);
    }

    private static String id(HttpServletRequest request) {
        return String.valueOf(request.getAttribute(RequestIds.REQUEST_ID));
    }

    private static Response problem(HttpServletRequest request, int status, String title, String detail) {
        return Problems.response(Problem.of(status, title, detail).at(id(request)));
    }
}
