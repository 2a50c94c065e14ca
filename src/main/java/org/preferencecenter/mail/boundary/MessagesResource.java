package org.preferencecenter.mail.boundary;

import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;
import java.util.Optional;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;

import org.preferencecenter.catalog.control.Catalog;
import org.preferencecenter.catalog.entity.Stream;
import org.preferencecenter.mail.control.Composer;
import org.preferencecenter.mail.control.Dispatch;
import org.preferencecenter.mail.entity.BadMessage;
import org.preferencecenter.mail.entity.ExistingPolicy;
import org.preferencecenter.mail.entity.RawMessage;
import org.preferencecenter.platform.boundary.RequestIds;
import org.preferencecenter.platform.boundary.Problems;
import org.preferencecenter.platform.entity.Problem;
import org.preferencecenter.platform.entity.Settings;

/**
 * {@code POST /api/v1/messages}: one raw RFC 5322 message for one recipient on a stream; answers what the next hop
 * answered, once it has.
 */
@Path("messages")
@ApplicationScoped
public class MessagesResource {

    private static final int LARGEST = 25 * 1024 * 1024;

    @Inject
    private Settings settings;
    @Inject
    private Catalog catalog;
    @Inject
    private Dispatch dispatch;

    /**
     * @param code     the stream's code
     * @param to       envelope recipient; without it, the one address of the message's To
     * @param from     envelope sender; without it, the brand's own
     * @param existing what to do with List-* fields the message already has; without it, they are replaced
     */
    @POST
    @Consumes({"message/rfc822", "text/plain", "application/octet-stream"})
    public Response send(@QueryParam("stream") String code, @QueryParam("to") String to, @QueryParam("from") String from,
            @QueryParam("existing") String existing, @HeaderParam("Authorization") String authorization,
            @Context HttpServletRequest request, InputStream body) throws IOException {
        String id = String.valueOf(request.getAttribute(RequestIds.REQUEST_ID));
        Optional<Problem> refusal = ApiKey.refusal(settings, authorization);
        if (refusal.isPresent()) {
            return Problems.response(refusal.get().at(id));
        }
        Optional<Stream> stream = code == null ? Optional.empty() : catalog.now().stream(code);
        if (stream.isEmpty()) {
            return Problems.response(Problem.of(code == null ? 422 : 404, "No such stream", "The parameter stream must be the "
                    + "code of a stream in the catalogue, such as ?stream=newsletter-theatre.").at(id));
        }
        byte[] bytes = request.getContentLengthLong() > LARGEST ? null : body.readNBytes(LARGEST + 1);
        if (bytes == null || bytes.length > LARGEST) {
            return Problems.response(Problem.of(413, "The message is too large",
                    "A message may have at most 25 MiB: link to large files instead of attaching them.").at(id));
        }
        try {
            RawMessage message = RawMessage.of(bytes);
            String recipient = to != null && !to.isBlank() ? to.strip() : onlyRecipient(message);
            String sender = from != null ? from.strip() : Composer.sender(stream.get().brand());
            return MessageAnswer.of(dispatch.send(message, stream.get(), recipient, sender, policy(existing)), id);
        } catch (BadMessage wrong) {
            return Problems.response(Problem.of(422, "The message cannot be sent as it is", wrong.getMessage()).at(id));
        }
    }

    private static ExistingPolicy policy(String existing) {
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
    private static String onlyRecipient(RawMessage message) {
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
