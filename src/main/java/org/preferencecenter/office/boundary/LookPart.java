package org.preferencecenter.office.boundary;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.http.HttpServletRequest;

import org.preferencecenter.office.entity.Look;

/** The choices of a preview, as the address or the form has them. */
@Named
@RequestScoped
public class LookPart {

    @Inject
    private HttpServletRequest request;

    /** What is chosen. */
    public Look getLook() {
        return Look.of(request::getParameter);
    }

    /** {@code selected} where the page or language is the chosen one; else empty, as HTML wants it. */
    public String selected(String value) {
        return !value.isEmpty() && (value.equals(getLook().page()) || value.equals(getLook().language())) ? "selected" : "";
    }

    /** For the chips of width and paper. */
    public String checked(String value) {
        String width = getLook().wide() ? "wide" : "phone";
        String paper = getLook().dark() ? "dark" : "light";
        return value.equals(width) || value.equals(paper) ? "checked" : "";
    }

    /** For the address of the frame and of the page, with {@code &} before each field. */
    public String getQuery() {
        return getLook().query();
    }
}
