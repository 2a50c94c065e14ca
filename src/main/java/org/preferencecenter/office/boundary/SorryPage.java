package org.preferencecenter.office.boundary;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.http.HttpServletRequest;

/** Says why something was not shown or done, and what to do about it. */
@Named("officeSorryPage")
@RequestScoped
public class SorryPage {

    /** Request attribute: {@code forbidden}, {@code foreign}, {@code broken}, or of {@link ProviderPart#reason}. */
    static final String WHY = "pc.office.why";

    @Inject
    private HttpServletRequest request;
    @Inject
    private Desk desk;
    @Inject
    private ProviderPart providerPart;

    public String getTitle() {
        return desk.say("sorry." + why());
    }

    public String getText() {
        return desk.say("sorry." + why() + ".text", providerPart.getName());
    }

    private String why() {
        Object why = request.getAttribute(WHY);
        return why == null ? "forbidden" : why.toString();
    }
}
