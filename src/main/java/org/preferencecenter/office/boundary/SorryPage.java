package org.preferencecenter.office.boundary;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.http.HttpServletRequest;

/** Says why something was not shown or done, and what to do about it. */
@Named("officeSorryPage")
@RequestScoped
public class SorryPage {

    /** Request attribute: {@code forbidden}, {@code foreign}, {@code broken}. */
    static final String WHY = "pc.office.why";

    @Inject
    private HttpServletRequest request;
    @Inject
    private Desk desk;

    public String getTitle() {
        return desk.say("sorry." + why());
    }

    public String getText() {
        return desk.say("sorry." + why() + ".text");
    }

    private String why() {
        Object why = request.getAttribute(WHY);
        return why == null ? "forbidden" : why.toString();
    }
}
