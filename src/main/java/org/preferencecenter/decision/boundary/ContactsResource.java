package org.preferencecenter.decision.boundary;

import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
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
import org.preferencecenter.catalog.control.Catalog;
import org.preferencecenter.catalog.entity.Stream;
import org.preferencecenter.consent.control.ContactHistory;
import org.preferencecenter.consent.control.Recipients;
import org.preferencecenter.consent.entity.Contact.Reported;
import org.preferencecenter.consent.entity.Contact;
import org.preferencecenter.consent.entity.Recipient;
import org.preferencecenter.platform.entity.Problem;

/** {@code POST /api/v1/contacts}: a sender reports contacts it made itself, on any channel, so that they count. */
@Path("contacts")
@ApplicationScoped
@Tag(name = "Contacts", description = "Report contacts that were made elsewhere")
public class ContactsResource {

    @Inject
    private ContactHistory contacts;
    @Inject
    private Recipients recipients;
    @Inject
    private Catalog catalog;
    @Inject
    private Clock clock;

    @POST
    @Consumes({MediaType.APPLICATION_JSON, Reports.LINES})
    @Needs(Permission.REPORT)
    @Operation(summary = "Report one contact, or one a line", description = "It counts against frequencies and limits of attempts,"
            + " whether it had been asked for or not; REFUSED keeps callers away for as long as the law says. Under a key"
            + " reported before, nothing new is stored. Lines are answered each in its place, 16 MiB at a time.")
    @RequestBody(required = true, content = {
        @Content(mediaType = MediaType.APPLICATION_JSON, schema = @Schema(implementation = ContactBody.class)),
        @Content(mediaType = Reports.LINES, schema = @Schema(type = SchemaType.STRING))})
    @APIResponse(responseCode = "200", description = "What came of it", content = {
        @Content(mediaType = MediaType.APPLICATION_JSON, schema = @Schema(implementation = ContactAnswer.class)),
        @Content(mediaType = Reports.LINES, schema = @Schema(type = SchemaType.STRING))})
    @APIResponse(responseCode = "400", ref = "Unreadable")
    @APIResponse(responseCode = "404", ref = "NotFound")
    @APIResponse(responseCode = "409", ref = "Conflict")
    @APIResponse(responseCode = "413", ref = "TooLarge")
    @APIResponse(responseCode = "422", ref = "Unusable")
    public Response report(@Context HttpServletRequest request, InputStream body) throws IOException {
        Asking asking = new Asking(request);
        return asking.answer(() -> new Reports<ContactBody>(json -> ContactBody.read(json, clock.instant()), 1,
                one -> List.of(store(asking, one.get(0))::fields)).answer(asking, request, body));
    }

    private ContactAnswer store(Asking asking, ContactBody told) {
        Stream stream = asking.stream(catalog.now(), told.stream());
        long recipient = (told.address() == null ? recipients.find(told.recipient())
                : recipients.byAddress(stream.channel(), told.address())).map(Recipient::id).orElse(0L);
        if (recipient == 0) {
            return new ContactAnswer(told.key(), ContactAnswer.Result.RECIPIENT_UNKNOWN, 0);
        }
        Reported reported = contacts.report(new Contact(recipient, stream, told.key(), told.at(), told.outcome(),
                told.reservation()));
        if (reported == Reported.KEY_TAKEN) {
            throw new Asking.Refused(Problem.of(409, "Another contact has this key", "Under this key a contact with another"
                    + " stream, time or outcome was reported: give each contact a key of its own."));
        }
        return new ContactAnswer(told.key(), reported == Reported.STORED ? ContactAnswer.Result.STORED
                : ContactAnswer.Result.REPEATED, recipient);
    }
}
