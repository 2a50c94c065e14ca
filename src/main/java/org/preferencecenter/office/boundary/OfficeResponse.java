package org.preferencecenter.office.boundary;

import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;

import org.preferencecenter.platform.boundary.FrontDoor;

/**
 * An answer of the office. The components say which scripts of theirs a page holds, by a nonce; the rest of the content
 * security policy is ours, and what they add replaces nothing of it.
 */
final class OfficeResponse extends HttpServletResponseWrapper {

    private static final String CSP = "Content-Security-Policy";
    private static final String POLICY = "default-src 'none'; style-src 'self'; img-src 'self' data:; font-src 'self'; "
            + "connect-src 'self'; frame-src 'self'; form-action 'self'; base-uri 'none'; object-src 'none'; "
            + "frame-ancestors 'none'; ";

    /** A public page holds no scripts: what the components would add for theirs is not wanted. */
    private boolean settled;

    OfficeResponse(HttpServletResponse response) {
        super(response);
        response.setHeader(CSP, POLICY + "script-src 'self'");
    }

    /** For a public page shown in a page of the office: the policy of public pages, and nothing leads anywhere. */
    void shownInOurs() {
        super.setHeader(CSP, FrontDoor.lookedAt());
        settled = true;
    }

    /** A page that broke is thrown away; the headers that every answer carries stay. */
    @Override
    public void reset() {
        resetBuffer();
        setStatus(SC_OK);
    }

    @Override
    public void addHeader(String name, String value) {
        setHeader(name, value);
    }

    @Override
    public void setHeader(String name, String value) {
        if (!name.equalsIgnoreCase(CSP)) {
            super.setHeader(name, value);
        } else if (!settled) {
            super.setHeader(name, POLICY + value);
        }
    }
}
