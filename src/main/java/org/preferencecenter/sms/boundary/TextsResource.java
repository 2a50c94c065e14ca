package org.preferencecenter.sms.boundary;

import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

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

import org.preferencecenter.access.entity.Caller;
import org.preferencecenter.access.entity.Needs;
import org.preferencecenter.access.entity.Permission;
import org.preferencecenter.catalog.control.Catalog;
import org.preferencecenter.catalog.entity.Brand;
import org.preferencecenter.consent.control.DatabaseAway;
import org.preferencecenter.platform.boundary.Problems;
import org.preferencecenter.platform.boundary.RequestIds;
import org.preferencecenter.platform.entity.Problem;
import org.preferencecenter.sms.control.SmsNumbers;
import org.preferencecenter.sms.control.TextDesk;
import org.preferencecenter.sms.entity.MobileNumber;
import org.preferencecenter.sms.entity.Received;
import org.preferencecenter.sms.entity.TextMessage;

/** {@code POST /api/v1/texts}: an SMS gateway tells what somebody texted to a number of ours. */
@Path("texts")
@ApplicationScoped
@Tag(name = "Texts", description = "Tell what people text: STOP, START, HELP and their like act at once")
public class TextsResource {

    private static final int LARGEST = 64 * 1024;
    private static final String ANSWER = "answer";
    private static final String SEND = "send";
    private static final Problem AWAY = Problem.of(503, "The text cannot be taken now",
            "The database is away: tell it again. What was recorded until then stays recorded, once.");

    @Inject
    private TextDesk desk;
    @Inject
    private SmsNumbers numbers;
    @Inject
    private Outbox outbox;
    @Inject
    private Catalog catalog;
    @Inject
    private Clock clock;

    @POST
    @Consumes({MediaType.APPLICATION_JSON, MediaType.APPLICATION_FORM_URLENCODED})
    @Needs(Permission.REPORT)
    @Operation(summary = "Tell what somebody texted", description = "A STOP holds as soon as this is answered. Told again under"
            + " the same id within 30 days, nothing more is done. No text grants anything: START gives back what the number's own"
            + " STOP took, and nothing else.")
    @RequestBody(required = true, description = "64 KiB at most", content = {
        @Content(mediaType = MediaType.APPLICATION_JSON, schema = @Schema(implementation = TextBody.class)),
        @Content(mediaType = MediaType.APPLICATION_FORM_URLENCODED, schema = @Schema(type = SchemaType.OBJECT))})
    @APIResponse(responseCode = "200", description = "What it meant and what was done", content = @Content(
            mediaType = MediaType.APPLICATION_JSON, schema = @Schema(implementation = TextAnswer.class)))
    @APIResponse(responseCode = "400", ref = "Unreadable")
    @APIResponse(responseCode = "413", ref = "TooLarge")
    @APIResponse(responseCode = "422", ref = "Unusable")
    public Response receive(@Parameter(description = "Who texts the person back, if anything is to be said: send, from here"
            + " through PC_SMS_GATEWAY; answer, whoever calls", schema = @Schema(type = SchemaType.STRING,
                    enumeration = {SEND, ANSWER}, defaultValue = SEND)) @QueryParam("reply") String reply,
            @Context HttpServletRequest request, InputStream body) throws IOException {
        String requestId = String.valueOf(request.getAttribute(RequestIds.REQUEST_ID));
        Caller caller = (Caller) request.getAttribute(Caller.ATTRIBUTE);
        try {
            boolean send = !ANSWER.equals(reply);
            if (reply != null && send && !SEND.equals(reply)) {
                throw BadText.unusable("The parameter reply is " + SEND + " or " + ANSWER + ".");
            }
            TextBody told = read(request, body);
            OptionalInt ours = brand(told, caller);
            if (ours.isPresent() && !caller.mayActFor(ours.getAsInt())) {
                return Problems.response(caller.notItsBrand().at(requestId));
            }
            Brand brand = catalog.now().brand(ours.orElseThrow(() -> BadText.unusable("Which brand was written to cannot be"
                    + " told: say whose number it is with preference-center.sh sms-numbers add, or call with a key of one"
                    + " brand.")))
                    .orElseThrow(() -> new DatabaseAway("the catalogue has not been read yet"));
            return Response.ok(answer(told, brand, send).json(), MediaType.APPLICATION_JSON_TYPE).build();
        } catch (BadText wrong) {
            return Problems.response(wrong.problem().at(requestId));
        } catch (DatabaseAway away) {
            return Response.fromResponse(Problems.response(AWAY.at(requestId))).header("Retry-After", 5).build();
        }
    }

    private TextAnswer answer(TextBody told, Brand brand, boolean send) {
        MobileNumber from = from(told).orElseThrow(() -> BadText.unusable(
                "The field from is no telephone number: write it with + and its country's code, such as +33639980001."));
        TextDesk.Answer answer = desk.receive(new Received(told.id(), from, told.text(), told.at()), brand);
        String reply = answer.heard().reply();
        boolean sending = send && reply != null && (answer.first()
                ? outbox.send(new TextMessage(brand.id(), from.e164(), reply)) : true);
        return TextAnswer.of(told.id(), answer.heard(), brand.code(), answer.whose(), sending, !answer.first());
    }

    private TextBody read(HttpServletRequest request, InputStream body) throws IOException {
        byte[] bytes = request.getContentLengthLong() > LARGEST ? null : body.readNBytes(LARGEST + 1);
        if (bytes == null || bytes.length > LARGEST) {
            throw BadText.tooLarge();
        }
        String type = request.getContentType() == null ? MediaType.APPLICATION_JSON : request.getContentType();
        boolean form = MediaType.valueOf(type).isCompatible(MediaType.APPLICATION_FORM_URLENCODED_TYPE);
        return form ? TextBody.form(bytes, clock.instant()) : TextBody.json(bytes, clock.instant());
    }

    /** As the table says; else the one brand of the key; else the only brand there is. */
    private OptionalInt brand(TextBody told, Caller caller) {
        OptionalInt known = numbers.brand(told.to(), from(told).map(MobileNumber::region).orElse(null));
        if (known.isPresent()) {
            return known;
        }
        List<Integer> brands = catalog.now().brands().stream().filter(one -> !one.retired()).map(Brand::id).toList();
        return caller.brand().isPresent() ? caller.brand()
                : brands.size() == 1 ? OptionalInt.of(brands.get(0)) : OptionalInt.empty();
    }

    /** Where the number written to belongs tells how one without a country's code is dialled; a short code belongs nowhere. */
    private static Optional<MobileNumber> from(TextBody told) {
        return MobileNumber.of(told.from(), MobileNumber.of(told.to(), null).map(MobileNumber::region).orElse(null));
    }
}
