package org.preferencecenter.access.boundary;

import jakarta.annotation.Priority;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;

import org.preferencecenter.platform.boundary.Problems;
import org.preferencecenter.platform.boundary.RequestIds;
import org.preferencecenter.platform.entity.Problem;

/** Before a method of the API that does not say who may call it: forgetting to say so opens no door. */
@Priority(Priorities.AUTHENTICATION)
class ToNobody implements ContainerRequestFilter {

    @Override
    public void filter(ContainerRequestContext request) {
        request.abortWith(Problems.response(Problem.of(403, "Nobody may call this yet", "This part of the API does not say"
                + " who may call it, so nobody may: it is a mistake of ours, please report it.")
                .at(String.valueOf(request.getProperty(RequestIds.REQUEST_ID)))));
    }
}
