package org.preferencecenter.mail.boundary;

import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.core.Response;

import org.preferencecenter.access.entity.Caller;
import org.preferencecenter.catalog.entity.Catalogue;
import org.preferencecenter.catalog.entity.Stream;
import org.preferencecenter.mail.entity.BadMessage;
import org.preferencecenter.mail.entity.RawMessage;
import org.preferencecenter.platform.boundary.Problems;
import org.preferencecenter.platform.boundary.RequestIds;
import org.preferencecenter.platform.entity.Locales;
import org.preferencecenter.platform.entity.Problem;

/**
 * A message that somebody gives to the API, on a stream: how each method begins that takes one. Which stream, whether the key is
 * for its brand, how large the body may be, in which language to answer.
 *
 * @param id     of the request, which an answer names
 * @param stream nothing: none was named, where none need be
 */
record MessageGiven(String id, Caller caller, Optional<Stream> stream, RawMessage message, String locale) {

    /** How large a body may be. @param title and what is said to more */
    record Limit(int octets, String title, String detail) {
    }

    /** What is asked of the parameters. @param streamNeeded one must be named */
    record Asked(String code, boolean streamNeeded, String lang) {
    }

    /** What is done with it. @throws BadMessage if it cannot be used as it is */
    interface Work {
        Response with(MessageGiven given);
    }

    /**
     * Does the work, or answers what is wrong (RFC 9457).
     *
     * @param wrong the title of the problem where the message cannot be used
     */
    static Response answer(HttpServletRequest request, InputStream body, Catalogue catalogue, Asked asked, Limit limit, String wrong,
            Work work) throws IOException {
        String id = String.valueOf(request.getAttribute(RequestIds.REQUEST_ID));
        Optional<Stream> stream = Optional.ofNullable(asked.code()).flatMap(catalogue::stream);
        if (stream.isEmpty() && (asked.streamNeeded() || asked.code() != null)) {
            return Problems.response(Problem.of(asked.code() == null ? 422 : 404, "No such stream", "The parameter stream must be the"
                    + " code of a stream in the catalogue, such as ?stream=newsletter-theatre.").at(id));
        }
        Caller caller = (Caller) request.getAttribute(Caller.ATTRIBUTE);
        if (stream.isPresent() && !caller.mayActFor(stream.get().brand().id())) {
            return Problems.response(caller.notItsBrand().at(id));
        }
        byte[] bytes = request.getContentLengthLong() > limit.octets() ? null : body.readNBytes(limit.octets() + 1);
        if (bytes == null || bytes.length > limit.octets()) {
            return Problems.response(Problem.of(413, limit.title(), limit.detail()).at(id));
        }
        try {
            return work.with(new MessageGiven(id, caller, stream, RawMessage.of(bytes), Locales.choose(asked.lang(), null,
                    request.getHeader("Accept-Language") == null ? null : request.getLocales(), "en", Locales.OFFICE)));
        } catch (BadMessage cannotBeUsed) {
            return Problems.response(Problem.of(422, wrong, cannotBeUsed.getMessage()).at(id));
        }
    }
}
