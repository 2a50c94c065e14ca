package org.preferencecenter.decision.boundary;

import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
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
import org.preferencecenter.platform.entity.Problem;

/**
 * {@code POST /api/v1/actions}: a sender reports what people did, so that their time counts from it (S-46): clicks, sign-ins,
 * purchases, answers; never that a message was opened.
 */
@Path("actions")
@ApplicationScoped
@Tag(name = "Actions", description = "Report what people did: their data may be used for a time after it")
public class ActionsResource {

    private static final String LINES = "application/x-ndjson";
    private static final int LARGEST_FILE = 16 * 1024 * 1024;
    /** So many lines are looked up and noted with one statement each. */
    private static final int TOGETHER = 500;

    @Inject
    private Signs signs;
    @Inject
    private Clock clock;

    @POST
    @Consumes({MediaType.APPLICATION_JSON, LINES})
    @Needs(Permission.REPORT)
    @Operation(summary = "Report one action, or one a line", description = "The latest of each person counts: reporting one again, or"
            + " an older one, changes nothing. Lines are answered each in its place, 16 MiB at a time.")
    @RequestBody(required = true, content = {
        @Content(mediaType = MediaType.APPLICATION_JSON, schema = @Schema(implementation = ActionBody.class)),
        @Content(mediaType = LINES, schema = @Schema(type = SchemaType.STRING))})
    @APIResponse(responseCode = "200", description = "What came of it", content = {
        @Content(mediaType = MediaType.APPLICATION_JSON, schema = @Schema(implementation = ActionAnswer.class)),
        @Content(mediaType = LINES, schema = @Schema(type = SchemaType.STRING))})
    @APIResponse(responseCode = "400", ref = "Unreadable")
    @APIResponse(responseCode = "413", ref = "TooLarge")
    @APIResponse(responseCode = "422", ref = "Unusable")
    public Response report(@Context HttpServletRequest request, InputStream body) throws IOException {
        Asking asking = new Asking(request);
        return asking.answer(() -> {
            String type = request.getContentType();
            if (type == null || !MediaType.valueOf(type).isCompatible(MediaType.valueOf(LINES))) {
                ActionAnswer answer = note(List.of(ActionBody.read(asking.body(body), clock.instant()))).get(0);
                return Asking.json(json -> {
                    json.writeStartObject();
                    answer.fields(json);
                    json.writeEndObject();
                });
            }
            return Response.ok(lines(Asking.body(body, request.getContentLengthLong(), LARGEST_FILE)), LINES).build();
        });
    }

    private List<ActionAnswer> note(List<ActionBody> told) {
        List<Long> whose = signs.whose(told.stream().map(one -> new Whom(one.channel(), one.address(), one.recipient())).toList());
        List<Seen> seen = new ArrayList<>();
        List<ActionAnswer> answers = new ArrayList<>();
        for (int i = 0; i < told.size(); i++) {
            long recipient = whose.get(i);
            answers.add(ActionAnswer.of(recipient));
            if (recipient != 0) {
                seen.add(new Seen(recipient, told.get(i).action(), told.get(i).at()));
            }
        }
        signs.note(seen);
        return answers;
    }

    /** A line that can be read, or what is wrong with it. */
    private record Line(int number, ActionBody told, Problem wrong) {
    }

    /** Every line is answered in its place; none keeps the next from being noted. Empty lines are passed over. */
    private String lines(byte[] file) {
        StringBuilder answers = new StringBuilder(file.length);
        List<Line> some = new ArrayList<>();
        int number = 0;
        for (int from = 0; from < file.length;) {
            int to = from;
            while (to < file.length && file[to] != '\n') {
                to++;
            }
            number++;
            byte[] line = Arrays.copyOfRange(file, from, to > from && file[to - 1] == '\r' ? to - 1 : to);
            if (line.length > 0) {
                some.add(line(number, line));
            }
            if (some.size() == TOGETHER) {
                answer(some, answers);
            }
            from = to + 1;
        }
        answer(some, answers);
        return answers.toString();
    }

    private Line line(int number, byte[] line) {
        try {
            if (line.length > Asking.LARGEST) {
                throw new BadBody(413, "A line has at most 64 KiB.");
            }
            return new Line(number, ActionBody.read(line, clock.instant()), null);
        } catch (BadBody wrong) {
            return new Line(number, null, wrong.problem());
        }
    }

    private void answer(List<Line> some, StringBuilder answers) {
        List<ActionAnswer> noted = note(some.stream().filter(line -> line.told() != null).map(Line::told).toList());
        int next = 0;
        for (Line line : some) {
            ActionAnswer answer = line.told() == null ? null : noted.get(next++);
            answers.append(Asking.text(json -> {
                json.writeStartObject();
                json.writeNumberField("line", line.number());
                if (answer != null) {
                    answer.fields(json);
                } else {
                    json.writeNumberField("status", line.wrong().status());
                    json.writeStringField("title", line.wrong().title());
                    json.writeStringField("detail", line.wrong().detail());
                }
                json.writeEndObject();
            })).append('\n');
        }
        some.clear();
    }
}
