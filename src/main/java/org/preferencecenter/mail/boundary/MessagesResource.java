package org.preferencecenter.mail.boundary;

import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;

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
import org.preferencecenter.catalog.control.Catalog;
import org.preferencecenter.catalog.entity.Stream;
import org.preferencecenter.mail.control.Composer;
import org.preferencecenter.mail.control.Dispatch;
import org.preferencecenter.mail.entity.BadMessage;
import org.preferencecenter.mail.entity.ExistingPolicy;
import org.preferencecenter.mail.entity.RawMessage;

/**
 * {@code POST /api/v1/messages}: one raw RFC 5322 message for one recipient on a stream; answers what the next hop
 * answered, once it has.
 */
@Path("messages")
@ApplicationScoped
@Tag(name = "Messages", description = "Send a message, if its recipient may be written to")
public class MessagesResource {

    private static final MessageGiven.Limit LIMIT = new MessageGiven.Limit(25 * 1024 * 1024, "The message is too large",
            "A message may have at most 25 MiB: link to large files instead of attaching them.");

    @Inject
    private Catalog catalog;
    @Inject
    private Dispatch dispatch;

    /**
     * @param code     the stream's code
     * @param to       envelope recipient; without it, the one address of the message's To
     * @param from     envelope sender; without it, the brand's own
     * @param existing what to do with List-* fields the message already has; without it, they are replaced
     * @param lang     of the sentences; without it, what the client accepts
     */
    @POST
    @Consumes({"message/rfc822", "text/plain", "application/octet-stream"})
    @Needs(Permission.SEND)
    @Operation(summary = "Send a message to one recipient", description = "Decides, stamps, signs, hands the message to the next"
            + " mail server and answers what that server answered. Nothing is queued.")
    @RequestBody(required = true, description = "The raw message (RFC 5322), at most 25 MiB", content = {
        @Content(mediaType = "message/rfc822", schema = @Schema(type = SchemaType.STRING, format = "binary")),
        @Content(mediaType = "text/plain", schema = @Schema(type = SchemaType.STRING, format = "binary")),
        @Content(mediaType = "application/octet-stream", schema = @Schema(type = SchemaType.STRING, format = "binary"))})
    @APIResponse(responseCode = "200", description = "The next mail server has it",
            content = @Content(mediaType = "application/json", schema = @Schema(ref = "Sent")))
    @APIResponse(responseCode = "403", ref = "NotSent")
    @APIResponse(responseCode = "404", ref = "NotFound")
    @APIResponse(responseCode = "409", ref = "NotSent")
    @APIResponse(responseCode = "413", ref = "TooLarge")
    @APIResponse(responseCode = "422", ref = "Unusable")
    @APIResponse(responseCode = "502", ref = "NotSent")
    @APIResponse(responseCode = "503", ref = "NotSent")
    public Response send(@Parameter(description = "The stream's code", required = true) @QueryParam("stream") String code,
            @Parameter(description = "Envelope recipient; without it, the one address of the message's To") @QueryParam("to") String to,
            @Parameter(description = "Envelope sender; without it, the brand's own") @QueryParam("from") String from,
            @Parameter(description = "What to do with List-* fields the message already has: respect, replace or reject",
                    schema = @Schema(type = SchemaType.STRING, defaultValue = "replace")) @QueryParam("existing") String existing,
            @Parameter(description = "Of the sentences: fr or en") @QueryParam("lang") String lang,
            @Context HttpServletRequest request, InputStream body) throws IOException {
        return MessageGiven.answer(request, body, catalog.now(), new MessageGiven.Asked(code, true, lang), LIMIT,
                "The message cannot be sent as it is", given -> {
                    Stream stream = given.stream().orElseThrow();
                    String recipient = to != null && !to.isBlank() ? to.strip() : onlyRecipient(given.message());
                    String sender = from != null ? from.strip() : Composer.sender(stream.brand());
                    return MessageAnswer.of(dispatch.send(given.message(), stream, recipient, sender, policy(existing)), given.id(),
                            given.locale());
                });
    }

    static ExistingPolicy policy(String existing) {
        if (existing == null || existing.isBlank()) {
            return ExistingPolicy.REPLACE;
        }
        try {
            return ExistingPolicy.valueOf(existing.strip().toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException unknown) {
            throw new BadMessage("The parameter existing must be respect, replace or reject.");
        }
    }

    /** One message carries one recipient's link, so there must be no doubt whose (STANDARDS A.5). */
    static String onlyRecipient(RawMessage message) {
        try {
            InternetAddress[] all = InternetAddress.parseHeader(message.value("To").orElse(""), false);
            if (message.fields("To").size() == 1 && all.length == 1 && !all[0].isGroup()) {
                return all[0].getAddress();
            }
        } catch (AddressException noAddress) {
            // said below, as for none or several
        }
        throw new BadMessage("The message's To must hold exactly one address, since the message will carry that person's own "
                + "links: name the recipient with the parameter to, and send one message per recipient.");
    }
}
