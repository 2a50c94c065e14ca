package org.preferencecenter.platform.boundary;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;

import jakarta.json.Json;
import jakarta.json.JsonObjectBuilder;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;

import org.preferencecenter.platform.entity.Problem;

/** Whatever goes wrong in the API is answered as problem+json (RFC 9457) with the request id, and logged once. */
@Provider
public class Problems implements ExceptionMapper<Exception> {

    private static final Logger LOG = System.getLogger(Problems.class.getName());

    @Context
    private HttpServletRequest request;

    @Override
    public Response toResponse(Exception exception) {
        String id = String.valueOf(request.getAttribute(RequestIds.REQUEST_ID));
        if (exception instanceof WebApplicationException known) {
            Response made = known.getResponse();
            if (made.hasEntity()) {
                return made;
            }
            String title = made.getStatusInfo().getReasonPhrase();
            return response(Problem.of(made.getStatus(), title, fix(made, title)).at(id));
        }
        // The class alone: a message might quote what somebody sent.
        LOG.log(Level.ERROR, "request {0} failed: {1}", id, exception.getClass().getName());
        LOG.log(Level.DEBUG, "request " + id, exception);
        return response(Problem.of(500, "Something broke on our side",
                "Nothing was recorded. Try again; if it stays so, give the operator the request id.").at(id));
    }

    /** What the JAX-RS implementation refuses by itself, before a method of ours is reached. */
    private static String fix(Response made, String title) {
        return switch (made.getStatus()) {
            case 400 -> "The request cannot be read: check its parameters and its body against the API's document,"
                    + " /openapi.";
            case 404 -> "Nothing of the API lies at this address: check its path against the API's document, /openapi.";
            case 405 -> "This address does not take this method, but " + made.getHeaderString("Allow") + ".";
            case 406 -> "The answer does not come in any type that Accept names: leave Accept out, or see the API's"
                    + " document, /openapi.";
            case 413 -> "The body is larger than this address takes: send less at a time.";
            case 415 -> "This address does not take this Content-Type: see which it takes in the API's document, /openapi.";
            default -> title + ".";
        };
    }

    /** The problem as a response. */
    public static Response response(Problem problem) {
        JsonObjectBuilder json = Json.createObjectBuilder().add("type", problem.type()).add("title", problem.title())
                .add("status", problem.status()).add("detail", problem.detail());
        if (problem.instance() != null) {
            json.add("instance", "urn:request:" + problem.instance());
        }
        return Response.status(problem.status()).type(Problem.MEDIA_TYPE).entity(json.build().toString()).build();
    }
}
