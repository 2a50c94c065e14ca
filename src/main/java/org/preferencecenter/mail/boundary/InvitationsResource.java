package org.preferencecenter.mail.boundary;

import java.util.Map;
import java.util.Optional;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.Json;
import jakarta.json.JsonBuilderFactory;
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
import org.preferencecenter.catalog.entity.Stream;
import org.preferencecenter.mail.control.Invitations;
import org.preferencecenter.mail.entity.BadMessage;
import org.preferencecenter.mail.entity.Invitation;
import org.preferencecenter.platform.boundary.Problems;
import org.preferencecenter.platform.boundary.RequestIds;
import org.preferencecenter.platform.entity.Problem;

/** {@code GET /api/v1/invitation}: the sentence with which a service message may invite its reader to opt in (S-45). */
@Path("invitation")
@ApplicationScoped
@Tag(name = "Messages")
public class InvitationsResource {

    private static final JsonBuilderFactory JSON = Json.createBuilderFactory(Map.of());

    @Inject
    private Catalog catalog;
    @Inject
    private Invitations invitations;

    /**
     * @param code the stream to invite to
     * @param to   the reader's mail address
     * @param lang of the sentence; without it, the reader's own, else the brand's
     */
    @GET
    @Produces(MediaType.APPLICATION_JSON)
    @Needs(Permission.SEND)
    @Operation(summary = "What to write in a service message to invite its reader", description = "A sentence with a link, in"
            + " plain text and in HTML, for whoever has not answered yet; the author of the message places it. Whoever has said"
            + " yes or no already, is suppressed, or cannot choose this is not invited: 204.")
    @APIResponse(responseCode = "200", description = "The sentence",
            content = @Content(mediaType = "application/json", schema = @Schema(ref = "Invitation")))
    @APIResponse(responseCode = "204", description = "This reader is not invited: leave the sentence out")
    @APIResponse(responseCode = "403", ref = "NotAllowed")
    @APIResponse(responseCode = "404", ref = "NotFound")
    @APIResponse(responseCode = "422", ref = "Unusable")
    public Response invite(@Parameter(description = "The code of the stream to invite to", required = true)
            @QueryParam("stream") String code,
            @Parameter(description = "The reader's mail address", required = true) @QueryParam("to") String to,
            @Parameter(description = "Of the sentence, such as fr; without it, the reader's own, else the brand's")
            @QueryParam("lang") String lang, @Context HttpServletRequest request) {
        String id = String.valueOf(request.getAttribute(RequestIds.REQUEST_ID));
        Optional<Stream> stream = code == null ? Optional.empty() : catalog.now().stream(code);
        if (stream.isEmpty()) {
            return Problems.response(Problem.of(code == null ? 422 : 404, "No such stream", "The parameter stream must be the "
                    + "code of a stream in the catalogue, such as ?stream=newsletter-theatre.").at(id));
        }
        Caller caller = (Caller) request.getAttribute(Caller.ATTRIBUTE);
        if (!caller.mayActFor(stream.get().brand().id())) {
            return Problems.response(caller.notItsBrand().at(id));
        }
        if (to == null || !to.strip().matches("[^\\s@]+@[^\\s@]+")) {
            return Problems.response(Problem.of(422, "No reader", "The parameter to must be the mail address of the message's"
                    + " one reader, such as &to=reader@example.org.").at(id));
        }
        try {
            return invitations.of(stream.get(), to.strip(), lang).map(InvitationsResource::answer)
                    .orElseGet(() -> Response.noContent().build());
        } catch (BadMessage wrong) {
            return Problems.response(Problem.of(422, "Nothing to invite to", wrong.getMessage()).at(id));
        }
    }

    private static Response answer(Invitation invitation) {
        return Response.ok(JSON.createObjectBuilder().add("language", invitation.language()).add("link", invitation.link())
                .add("text", invitation.text()).add("html", invitation.html()).build().toString()).build();
    }
}
