package org.preferencecenter.center.boundary;

import java.io.IOException;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.FilterChain;
import jakarta.servlet.annotation.WebFilter;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

/** The public pages are shown by their servlets, which verify the link first: asked for directly, they do not exist. */
@WebFilter(urlPatterns = {"/center/*", "/law/rules.xhtml", "/faces/*"}, dispatcherTypes = DispatcherType.REQUEST, asyncSupported = true)
public class OnlyByForward extends HttpFilter {

    private static final long serialVersionUID = 1L;

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException {
        response.setStatus(HttpServletResponse.SC_NOT_FOUND);
    }
}
