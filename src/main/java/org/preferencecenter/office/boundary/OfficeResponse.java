package org.preferencecenter.office.boundary;

import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;

import org.preferencecenter.platform.boundary.FrontDoor;

/** An answer of the office: its pages may run scripts of ours, from files, and show pages of ours in a frame. */
final class OfficeResponse extends HttpServletResponseWrapper {

    private static final String CSP = "Content-Security-Policy";
    private static final String POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
            + "connect-src 'self'; frame-src 'self'; form-action 'self'; base-uri 'none'; object-src 'none'; "
            + "frame-ancestors 'none'";

    OfficeResponse(HttpServletResponse response) {
        super(response);
        response.setHeader(CSP, POLICY);
    }

    /** For a public page shown in a page of the office: the policy of public pages, and nothing leads anywhere. */
    void shownInOurs() {
        setHeader(CSP, FrontDoor.lookedAt());
    }

    /** A page that broke is thrown away; the headers that every answer carries stay. */
    @Override
    public void reset() {
        resetBuffer();
        setStatus(SC_OK);
    }
}
