package org.preferencecenter.decision.boundary;

import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

import org.preferencecenter.access.entity.Needs;
import org.preferencecenter.access.entity.Permission;
import org.preferencecenter.consent.control.Dossiers.Whom;
import org.preferencecenter.consent.control.Signs;
import org.preferencecenter.consent.entity.Sign.Seen;

/**
 * {@code POST /api/v1/actions}: a sender reports what people did, so that their time counts from it (S-46): clicks, sign-ins,
 * purchases, answers; never that a message was opened.
 */
@Path("actions")
@ApplicationScoped
@Tag(name = "Actions", description = "Report what people did: their data may be used for a time after it")
public class ActionsResource {

    /** So many lines are looked up and noted with one statement each. */
    private static final int TOGETHER = 500;

    @Inject
    private Signs signs;
    @Inject
    private Clock clock;

    @POST
    @Consumes({MediaType.APPLICATION_JSON, Reports.LINES})
    @Needs(Permission.REPORT)
    @Operation(summary = "Report one action, or one a line", description = "The latest of each person counts: reporting one again, or"
            + " an older one, changes nothing. Lines are answered each in its place, 16 MiB at a time.")
    @RequestBody(required = true, content = {
        @Content(mediaType = MediaType.APPLICATION_JSON, schema = @Schema(implementation = ActionBody.class)),
        @Content(mediaType = Reports.LINES, schema = @Schema(type = SchemaType.STRING))})
    @APIResponse(responseCode = "200", description = "What came of it", content = {
        @Content(mediaType = MediaType.APPLICATION_JSON, schema = @Schema(implementation = ActionAnswer.class)),
        @Content(mediaType = Reports.LINES, schema = @Schema(type = SchemaType.STRING))})
    @APIResponse(responseCode = "400", ref = "Unreadable")
    @APIResponse(responseCode = "413", ref = "TooLarge")
    @APIResponse(responseCode = "422", ref = "Unusable")
    public Response report(@Context HttpServletRequest request, InputStream body) throws IOException {
        Asking asking = new Asking(request);
        return asking.answer(() -> new Reports<ActionBody>(json -> ActionBody.read(json, clock.instant()), TOGETHER, this::note)
                .answer(asking, request, body));
    }

    private List<Asking.Writing> note(List<ActionBody> told) {
        List<Long> whose = signs.whose(told.stream().map(one -> new Whom(one.channel(), one.address(), one.recipient())).toList());
        List<Seen> seen = new ArrayList<>();
        List<Asking.Writing> answers = new ArrayList<>();
        for (int i = 0; i < told.size(); i++) {
            long recipient = whose.get(i);
            answers.add(ActionAnswer.of(recipient)::fields);
            if (recipient != 0) {
                seen.add(new Seen(recipient, told.get(i).action(), told.get(i).at()));
            }
        }
        signs.note(seen);
        return answers;
    }
}
