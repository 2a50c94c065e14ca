package org.preferencecenter.center.boundary;

import java.time.Duration;
import java.util.Optional;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.http.HttpServletRequest;

import org.preferencecenter.catalog.entity.CollectionPoint;
import org.preferencecenter.center.entity.MailAddress;
import org.preferencecenter.platform.entity.Settings;

/** The page at {@code /}: for somebody who came without a link. */
@Named
@RequestScoped
public class HomePage extends PublicPage {

    @Inject
    private Settings settings;

    private boolean sent;
    private String typed = "";
    private String wrong = "";
    private String asked = "";

    /** @param done true after a form was posted: what is shown then is the same for everybody */
    void load(HttpServletRequest request, String language, boolean done) {
        open(request, language, null, Optional.empty());
        sent = done && isOurs();
        keep(sent ? "&c=sent" : "");
        asked = language == null ? "" : getLanguage();
    }

    /** The form as it was filled in. @param wait how long until it can be sent; nothing: the address has a slip */
    void wrong(HttpServletRequest request, String language, String address, Optional<Duration> wait) {
        load(request, language, false);
        // Too long to be an address is too long to be sent back.
        typed = address.length() > MailAddress.LONGEST ? "" : address;
        wrong = wait.map(time -> words().say("lost.wait", time.toMinutes() + 1)).orElseGet(() -> say("lost.wrong"));
    }

    /** False under a host that is nobody's: then there is nobody to ask. */
    public boolean isOurs() {
        return brand().isPresent();
    }

    public boolean isSent() {
        return sent;
    }

    public String getTyped() {
        return typed;
    }

    /** What is wrong with it, or empty. */
    public String getWrong() {
        return wrong;
    }

    /** The language asked for in the address, or empty. */
    public String getAsked() {
        return asked;
    }

    /** The code of the brand's own first form, or empty: never another brand's. */
    public String getForm() {
        return brand().flatMap(b -> catalogue().collectionPoints().stream()
                .filter(point -> point.form().isPresent() && !point.retired() && point.brand().id() == b.id())
                .findFirst()).map(CollectionPoint::code).orElse("");
    }

    public boolean isDemo() {
        return settings.demo();
    }
}
