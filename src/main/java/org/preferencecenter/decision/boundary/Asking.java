package org.preferencecenter.decision.boundary;

import java.io.IOException;
import java.io.InputStream;
import java.io.StringWriter;
import java.io.UncheckedIOException;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;

import org.preferencecenter.access.entity.Caller;
import org.preferencecenter.catalog.entity.Catalogue;
import org.preferencecenter.catalog.entity.Stream;
import org.preferencecenter.consent.control.DatabaseAway;
import org.preferencecenter.platform.boundary.Problems;
import org.preferencecenter.platform.boundary.RequestIds;
import org.preferencecenter.platform.entity.Locales;
import org.preferencecenter.platform.entity.Problem;

/** One request to this room's part of the API: who makes it, what it may, how it is answered. */
final class Asking {

    /** How large one object may be. */
    static final int LARGEST = 64 * 1024;

    private static final JsonFactory JSON = new JsonFactory();

    private final HttpServletRequest request;

    Asking(HttpServletRequest request) {
        this.request = request;
    }

    Caller caller() {
        return (Caller) request.getAttribute(Caller.ATTRIBUTE);
    }

    /** Not found, or not the caller's. */
    static final class Refused extends RuntimeException {

        private static final long serialVersionUID = 1L;
        private final transient Problem problem;

        Refused(Problem problem) {
            this.problem = problem;
        }

        Problem problem() {
            return problem;
        }
    }

    /** @throws Refused if there is no such stream, or it is another brand's than the caller's */
    Stream stream(Catalogue catalogue, String code) {
        Stream stream = catalogue.stream(code).orElseThrow(() -> new Refused(Problem.of(404, "No such stream",
                "The field stream must be the code of a stream in the catalogue, such as newsletter-theatre.")));
        mayActFor(stream);
        return stream;
    }

    void mayActFor(Stream stream) {
        if (!caller().mayActFor(stream.brand().id())) {
            throw new Refused(caller().notItsBrand());
        }
    }

    /** @throws BadBody if it is larger than that */
    static byte[] body(InputStream body, long announced, int largest) throws IOException {
        byte[] bytes = announced > largest ? null : body.readNBytes(largest + 1);
        if (bytes == null || bytes.length > largest) {
            throw new BadBody(413, "At most " + (largest >= 1 << 20 ? (largest >> 20) + " MiB" : (largest >> 10) + " KiB")
                    + " are read at once: send less.");
        }
        return bytes;
    }

    byte[] body(InputStream body) throws IOException {
        return body(body, request.getContentLengthLong(), LARGEST);
    }

    /** Asked for in the body, else by the parameter, else what the client accepts, else English. */
    String lang(String inBody, String parameter) {
        String asked = inBody != null ? inBody : parameter;
        return Locales.choose(asked, null, request.getHeader("Accept-Language") == null ? null : request.getLocales(), "en",
                Locales.OFFICE);
    }

    /** Something that may be refused. */
    interface Answering {
        Response answer() throws IOException;
    }

    Response answer(Answering answering) throws IOException {
        try {
            return answering.answer();
        } catch (BadBody wrong) {
            return problem(wrong.problem());
        } catch (Refused refused) {
            return problem(refused.problem());
        } catch (DatabaseAway away) {
            return Response.fromResponse(problem(AWAY)).header("Retry-After", 5).build();
        }
    }

    static final Problem AWAY = Problem.of(503, "This cannot be read or stored now",
            "The database is away and nothing was recorded: try again.");

    Response problem(Problem problem) {
        return Problems.response(problem.at(String.valueOf(request.getAttribute(RequestIds.REQUEST_ID))));
    }

    /** Writes JSON. */
    interface Writing {
        void to(JsonGenerator json) throws IOException;
    }

    static Response json(Writing writing) {
        return Response.ok(text(writing), MediaType.APPLICATION_JSON_TYPE).build();
    }

    static String text(Writing writing) {
        StringWriter text = new StringWriter(1024);
        try (JsonGenerator json = JSON.createGenerator(text)) {
            writing.to(json);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return text.toString();
    }
}
