package org.preferencecenter.office.boundary;

import java.sql.SQLException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;

import jakarta.enterprise.context.RequestScoped;
import jakarta.faces.context.FacesContext;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.preferencecenter.access.control.Accounts;
import org.preferencecenter.access.control.Audit;
import org.preferencecenter.access.control.SignIns;
import org.preferencecenter.access.entity.Officer;
import org.preferencecenter.office.entity.OfficePage;
import org.preferencecenter.platform.control.Throttle;
import org.preferencecenter.platform.entity.Network;
import org.preferencecenter.platform.entity.Settings;

/** Who is there? */
@Named
@RequestScoped
public class SignInPage {

    private static final String HOME = "home";

    @Inject
    private HttpServletRequest request;
    @Inject
    private Desk desk;
    @Inject
    private Accounts accounts;
    @Inject
    private SignIns signIns;
    @Inject
    private Audit audit;
    @Inject
    private Throttle throttle;
    @Inject
    private Settings settings;

    private String login = "";
    private String password = "";
    private String flaw = "";

    public String getLogin() {
        return login;
    }

    public void setLogin(String login) {
        this.login = login;
    }

    public String getPassword() {
        return "";
    }

    public void setPassword(String password) {
        this.password = password;
    }

    /** What was wrong, or nothing. */
    public String getFlaw() {
        return flaw;
    }

    /** Where to go afterwards: a page of the office, or home. */
    public String getTo() {
        String to = request.getParameter("to");
        return to != null && to.startsWith("/office/") && !to.startsWith("/office/signIn") && !to.contains("\\")
                ? to.substring("/office/".length()) : HOME;
    }

    /** Signs in. One answer for an unknown login and for a wrong password. */
    public void enter() throws SQLException {
        Optional<Duration> wait = throttle.wait("office.sign-in", Network.of(request.getRemoteAddr()), 20,
                Duration.ofMinutes(10));
        Optional<Officer> who = wait.isPresent() ? Optional.empty() : accounts.proven(login, password);
        if (who.isEmpty()) {
            flaw = desk.say(wait.isPresent() ? "signin.wait" : "signin.wrong");
            return;
        }
        HttpServletResponse response = (HttpServletResponse) FacesContext.getCurrentInstance().getExternalContext().getResponse();
        OfficeCookie.give(response, settings, signIns.start(who.get().account()));
        audit.write(who.get(), "account.signed-in", "account:" + who.get().account(), null, Map.of());
        desk.redirect(getTo().equals(HOME) ? first(who.get()) : getTo(), null);
    }

    /** Home, or for whom home is closed the first page that is not. */
    private static String first(Officer who) {
        return Arrays.stream(OfficePage.values()).filter(page -> page.group() == OfficePage.Group.WORK && page.opensTo(who))
                .findFirst().map(OfficePage::path).orElse(HOME);
    }

    /** Signs out. */
    public void leave() throws SQLException {
        Optional<String> kept = OfficeCookie.of(request, settings);
        if (kept.isPresent()) {
            signIns.end(kept.get());
        }
        OfficeCookie.take((HttpServletResponse) FacesContext.getCurrentInstance().getExternalContext().getResponse(), settings);
        desk.redirect("signIn", "left");
    }
}
