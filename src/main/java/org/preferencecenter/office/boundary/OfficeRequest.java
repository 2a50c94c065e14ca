package org.preferencecenter.office.boundary;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpSession;

/** A request to the office: nothing of ours or of the components begins a session that outlives it (ADR 0020). */
final class OfficeRequest extends HttpServletRequestWrapper {

    private PassingSession session;

    OfficeRequest(HttpServletRequest request) {
        super(request);
    }

    @Override
    public HttpSession getSession(boolean create) {
        if (session == null && create) {
            session = new PassingSession(getServletContext());
        }
        return session;
    }

    @Override
    public HttpSession getSession() {
        return getSession(true);
    }
}
