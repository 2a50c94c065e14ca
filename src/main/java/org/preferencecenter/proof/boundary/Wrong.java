package org.preferencecenter.proof.boundary;

import java.util.function.Supplier;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.core.Response;

import org.preferencecenter.access.control.Audit;
import org.preferencecenter.consent.control.DatabaseAway;
import org.preferencecenter.consent.control.Recipients;
import org.preferencecenter.consent.entity.Recipient;
import org.preferencecenter.platform.boundary.Problems;
import org.preferencecenter.platform.boundary.RequestIds;
import org.preferencecenter.platform.entity.Problem;

/** What is wrong with a request to this room's part of the API, in words that help. */
final class Wrong extends RuntimeException {

    private static final long serialVersionUID = 1L;
    private static final Problem AWAY = Problem.of(503, "This cannot be read or stored now",
            "The database is away and nothing was recorded: try again in a moment.");

    private final transient Problem problem;

    Wrong(Problem problem) {
        super(problem.detail());
        this.problem = problem;
    }

    static Wrong unusable(String sentence) {
        return new Wrong(Problem.of(422, "The question cannot be answered", sentence));
    }

    static Wrong notFound(String sentence) {
        return new Wrong(Problem.of(404, "Nothing of that name", sentence));
    }

    /** Whoever an id stands for now. @param id as it came, or null */
    static long recipient(Recipients recipients, String id) {
        if (id == null || !id.matches("[1-9][0-9]{0,17}")) {
            throw unusable("Say whose choice by the recipient's id, a number from 1, in the parameter recipient.");
        }
        return recipients.find(Long.parseLong(id)).map(Recipient::id).orElseThrow(() -> notFound("Nobody has that id."));
    }

    /** Answers, or says what is wrong. */
    static Response answer(HttpServletRequest request, Supplier<Response> answer) {
        String id = String.valueOf(request.getAttribute(RequestIds.REQUEST_ID));
        try {
            return answer.get();
        } catch (Wrong wrong) {
            return Problems.response(wrong.problem.at(id));
        } catch (DatabaseAway | Audit.NotWritten away) {
            return Response.fromResponse(Problems.response(AWAY.at(id))).header("Retry-After", 5).build();
        }
    }
}
