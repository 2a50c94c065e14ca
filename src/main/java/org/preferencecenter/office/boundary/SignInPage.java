package org.preferencecenter.office.boundary;

import java.sql.SQLException;
import java.time.Duration;
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
import org.preferencecenter.access.control.SecondFactor;
import org.preferencecenter.access.control.SignInLimits;
import org.preferencecenter.access.control.SignIns;
import org.preferencecenter.access.control.Staff;
import org.preferencecenter.access.entity.Officer;
import org.preferencecenter.access.entity.StaffMember;
import org.preferencecenter.office.control.Sealed;
import org.preferencecenter.office.entity.HeldForm;
import org.preferencecenter.platform.control.Throttle;
import org.preferencecenter.platform.entity.Network;
import org.preferencecenter.platform.entity.OidcSettings;
import org.preferencecenter.platform.entity.Settings;

/**
 * Who is there? A password, then a code where there is a second factor, then a new password where somebody else gave the
 * first one; and the form that was interrupted is handed back to be sent on. What one step knows the next is told in
 * sealed fields.
 */
@Named
@RequestScoped
public class SignInPage {

    private static final String TICKET = "ticket";
    /** From the password to the code. */
    private static final Duration TICKET_LIFE = Duration.ofMinutes(5);
    private static final Duration HELD_LIFE = Duration.ofHours(12);

    @Inject
    private HttpServletRequest request;
    @Inject
    private Desk desk;
    @Inject
    private Accounts accounts;
    @Inject
    private Staff staff;
    @Inject
    private SecondFactor secondFactor;
    @Inject
    private SignIns signIns;
    @Inject
    private SignInLimits limits;
    @Inject
    private Throttle throttle;
    @Inject
    private Audit audit;
    @Inject
    private Sealed sealed;
    @Inject
    private PasswordDesk passwords;
    @Inject
    private Threshold threshold;
    @Inject
    private ProviderPart providerPart;
    @Inject
    private Settings settings;

    private String login;
    private String password = "";
    private String flaw = "";
    private String ticket;
    private HeldForm resumed;

    /** Which step is shown: {@code password}, {@code code}, {@code change}, {@code resume} or {@code back}. */
    public String getStep() {
        if (resumed != null) {
            return "resume";
        }
        if (desk.isSignedIn() && request.getParameter(SsoServlet.BACK) != null) {
            return "back";
        }
        if (desk.who().filter(Officer::mustChange).isPresent()) {
            return "change";
        }
        return ticketOf().isPresent() ? "code" : "password";
    }

    /** Whether somebody who is signed in has to prove it again. */
    public boolean isProving() {
        return desk.isSignedIn() && (!getHeld().isEmpty() || parameter("to") != null);
    }

    public String getLogin() {
        return login != null ? login : desk.who().map(Officer::login).orElse("");
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
        return OfficeWay.inside(parameter("to"));
    }

    /** The form that waits, sealed; or nothing. */
    public String getHeld() {
        Object held = request.getAttribute(WhoAreYou.HELD);
        return held != null ? held.toString() : parameter("held") == null ? "" : parameter("held");
    }

    /** The form that waited, whose sender is known again. */
    public HeldForm getResumed() {
        return resumed;
    }

    public String getTicket() {
        return ticket != null ? ticket : parameter(TICKET) == null ? "" : parameter(TICKET);
    }

    /** The first step. One answer for an unknown login and for a wrong password. */
    public void enter() throws SQLException {
        String network = Network.of(request.getRemoteAddr());
        Optional<Duration> wait = limits.wait(login, network);
        Optional<Officer> who = wait.isPresent() ? Optional.empty() : accounts.proven(login, password);
        if (who.isEmpty()) {
            flaw = desk.say(wait.isPresent() ? "signin.wait" : "signin.wrong");
            failed(staff.byLogin(login).map(StaffMember::id), wait.isPresent() ? "wait" : "password");
            return;
        }
        limits.wasRight(login, network);
        if (secondFactor.on(who.get().account())) {
            ticket = sealed.of(TICKET, Integer.toString(who.get().account()));
        } else {
            come(who.get());
        }
    }

    /** The second step. */
    public void prove() throws SQLException {
        Optional<Integer> account = ticketOf();
        if (account.isEmpty()) {
            flaw = desk.say("signin.late");
            return;
        }
        String network = Network.of(request.getRemoteAddr());
        String counted = "code:" + account.get();
        boolean wait = limits.wait(counted, network).isPresent();
        if (wait || !secondFactor.proves(account.get(), parameter("code"))) {
            flaw = desk.say(wait ? "signin.wait" : "signin.code.wrong");
            failed(account, wait ? "wait" : "code");
            return;
        }
        limits.wasRight(counted, network);
        Optional<Officer> who = accounts.proven(account.get());
        if (who.isPresent()) {
            come(who.get());
        }
    }

    /** The step of those whose password somebody else gave. The password they have proves that the form is theirs. */
    public void change() throws SQLException {
        flaw = passwords.change(text("current"), text("fresh"), text("again"));
        if (flaw.isEmpty()) {
            desk.redirect(getTo(), "password.changed");
        }
    }

    private void come(Officer who) throws SQLException {
        String kept = threshold.cross(request, response(), who, who.proven(), "password");
        if (who.mustChange()) {
            desk.redirect("signIn?change=1&to=" + desk.encode("/office/" + getTo()), null);
        } else {
            resume(who, kept);
        }
    }

    /** The step of those who have signed in at the provider in another tab, while their form waits in this one. */
    public void goOn() {
        if (desk.isSignedIn()) {
            resume(desk.officer(), request.getAttribute(OfficeGuard.KEPT).toString());
        } else {
            flaw = desk.say("signin.provider.not-yet", settings.oidc().map(OidcSettings::name).orElse(""));
        }
    }

    private void resume(Officer who, String kept) {
        Optional<HeldForm> held = sealed.open(WhoAreYou.FORM, getHeld(), HELD_LIFE).map(HeldForm::read);
        if (held.isEmpty()) {
            desk.redirect(getTo(), null);
        } else if (held.get().account() != who.account()) {
            desk.redirect(OfficeWay.HOME, "held.other");
        } else {
            request.setAttribute(OfficeGuard.OFFICER, who);
            request.setAttribute(OfficeGuard.KEPT, kept);
            resumed = held.get();
        }
    }

    /** Signs out. */
    public void leave() throws SQLException {
        Optional<String> kept = OfficeCookie.of(request, settings);
        boolean provider = providerPart.isOnly();
        if (kept.isPresent()) {
            signIns.end(kept.get());
        }
        OfficeCookie.take(response(), settings);
        desk.redirect(provider ? "signIn?at=provider" : "signIn", "left");
    }

    /** Written down without what was typed; a flood of tries does not become a flood of lines. */
    private void failed(Optional<Integer> account, String why) {
        String subject = account.map(id -> "account:" + id).orElse("account:unknown");
        if (throttle.wait("office.sign-in.audit", subject, 60, Duration.ofHours(1)).isEmpty()) {
            audit.write(null, "account.sign-in-failed", subject, null, Map.of("why", why));
        }
    }

    private Optional<Integer> ticketOf() {
        return sealed.open(TICKET, getTicket(), TICKET_LIFE).map(Integer::valueOf);
    }

    private String text(String name) {
        return parameter(name) == null ? "" : parameter(name);
    }

    /** Of this page's own form: those of a form that waits are none of its business. */
    private String parameter(String name) {
        return request.getAttribute(WhoAreYou.HELD) == null ? request.getParameter(name) : null;
    }

    private static HttpServletResponse response() {
        return (HttpServletResponse) FacesContext.getCurrentInstance().getExternalContext().getResponse();
    }
}
