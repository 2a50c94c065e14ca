package org.preferencecenter.access.boundary;

import java.util.List;

import jakarta.annotation.Priority;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;

import org.preferencecenter.access.control.Doorkeeper;
import org.preferencecenter.access.entity.Admission;
import org.preferencecenter.access.entity.Admission.Why;
import org.preferencecenter.access.entity.Caller;
import org.preferencecenter.access.entity.Permission;
import org.preferencecenter.platform.boundary.Problems;
import org.preferencecenter.platform.boundary.RequestIds;
import org.preferencecenter.platform.entity.Problem;

/**
 * Lets in who has the permission that a method needs, before its body is read, and tells the method who calls
 * ({@link Caller#ATTRIBUTE}). Answers in the terms of RFC 6750 §3 and RFC 6585 §4.
 */
@Priority(Priorities.AUTHENTICATION)
class KeyFilter implements ContainerRequestFilter {

    private static final String HOW = "Send the key as \"Authorization: Bearer …\"; ";

    private final Doorkeeper doorkeeper;
    private final Permission needed;

    KeyFilter(Doorkeeper doorkeeper, Permission needed) {
        this.doorkeeper = doorkeeper;
        this.needed = needed;
    }

    @Override
    public void filter(ContainerRequestContext request) {
        Admission admission = doorkeeper.admit(authorization(request));
        if (admission instanceof Admission.Refused refused) {
            request.abortWith(answer(refused, id(request)));
        } else if (admission instanceof Admission.Admitted admitted) {
            Caller caller = admitted.caller();
            if (caller.may(needed)) {
                request.setProperty(Caller.ATTRIBUTE, caller);
            } else {
                request.abortWith(lacks(caller, id(request)));
            }
        }
    }

    /** Null without one. Two say nothing for certain: both count as one that is wrong. */
    private static String authorization(ContainerRequestContext request) {
        List<String> all = request.getHeaders().getOrDefault(HttpHeaders.AUTHORIZATION, List.of());
        return all.isEmpty() ? null : all.size() == 1 ? all.get(0) : "";
    }

    private static String id(ContainerRequestContext request) {
        return String.valueOf(request.getProperty(RequestIds.REQUEST_ID));
    }

    private Response lacks(Caller caller, String requestId) {
        Problem problem = Problem.of(403, "The key lacks a permission", "This needs the permission " + needed + ", and the"
                + " key \"" + caller.name() + "\" (" + caller.key() + ") does not have it: use another key, or ask the"
                + " operator for one.");
        return Response.fromResponse(Problems.response(problem.at(requestId)))
                .header(HttpHeaders.WWW_AUTHENTICATE, "Bearer error=\"insufficient_scope\", scope=\"" + needed + "\"")
                .build();
    }

    private static Response answer(Admission.Refused refused, String requestId) {
        Response.ResponseBuilder answer = Response.fromResponse(Problems.response(problem(refused.why()).at(requestId)));
        if (refused.why() == Why.KEY_MISSING) {
            answer.header(HttpHeaders.WWW_AUTHENTICATE, "Bearer");
        } else if (refused.why() == Why.KEY_WRONG) {
            answer.header(HttpHeaders.WWW_AUTHENTICATE, "Bearer error=\"invalid_token\"");
        }
        if (refused.retryAfter() > 0) {
            answer.header(HttpHeaders.RETRY_AFTER, refused.retryAfter());
        }
        return answer.build();
    }

    private static Problem problem(Why why) {
        return switch (why) {
            case CLOSED -> Problem.of(403, "The API is closed", "No key exists yet. The operator sets PC_API_KEY, or makes"
                    + " one with preference-center.sh api-keys create.");
            case KEY_MISSING -> Problem.of(401, "A key is needed", HOW + "the operator of this server makes keys.");
            case KEY_WRONG -> Problem.of(401, "The key is not valid", HOW + "what was given is not a key, is not known, has"
                    + " expired or was revoked. The operator of this server can say, and make a new one.");
            case CANNOT_TELL -> Problem.of(503, "The key cannot be checked now", "The database is away, and this key was not"
                    + " known before: try again. Keys in use go on.");
            case TOO_OFTEN -> Problem.of(429, "Too many requests", "The key has used up its requests of this minute: wait"
                    + " as long as Retry-After says, send many questions in one request, or ask the operator for a higher"
                    + " limit.");
        };
    }
}
