package org.preferencecenter.platform.boundary;

import java.io.IOException;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.annotation.WebFilter;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

/** Tells servlets, pages and resources the request id that {@link FrontDoor} has given. */
@WebFilter(urlPatterns = "/*", asyncSupported = true)
public class RequestIds extends HttpFilter {

    /** Request attribute: the id a user sees and the log repeats. */
    public static final String REQUEST_ID = "pc.id";

    private static final long serialVersionUID = 1L;

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        request.setAttribute(REQUEST_ID, response.getHeader(FrontDoor.REQUEST_ID.toString()));
        chain.doFilter(request, response);
    }
}
