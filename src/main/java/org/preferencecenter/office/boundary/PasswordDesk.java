package org.preferencecenter.office.boundary;

import java.sql.SQLException;
import java.util.Map;
import java.util.Optional;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;

import org.preferencecenter.access.control.Accounts;
import org.preferencecenter.access.control.CommonPasswords;
import org.preferencecenter.access.control.SignInLimits;
import org.preferencecenter.access.entity.Officer;
import org.preferencecenter.access.entity.PasswordRule;
import org.preferencecenter.platform.entity.Network;

/** Where passwords are checked and changed, the same on every page that does. */
@RequestScoped
public class PasswordDesk {

    @Inject
    private HttpServletRequest request;
    @Inject
    private Desk desk;
    @Inject
    private Accounts accounts;
    @Inject
    private CommonPasswords common;
    @Inject
    private SignInLimits limits;

    /** What is wrong with a password that is to be set, as a sentence; or nothing. */
    public String flaw(String login, String name, String fresh, String again) {
        Optional<PasswordRule.Flaw> flaw = common.flaw(fresh, login, name);
        return flaw.isPresent() ? desk.say("password." + flaw.get(), PasswordRule.LEAST)
                : fresh.equals(again) ? "" : desk.say("password.again.other");
    }

    /** Changes the officer's own, who shows that they know the one they have. @return what is wrong, or nothing: it is done */
    public String change(String current, String fresh, String again) throws SQLException {
        Officer who = desk.officer();
        String network = Network.of(request.getRemoteAddr());
        if (limits.wait(who.login(), network).isPresent()) {
            return desk.say("signin.wait");
        }
        if (accounts.proven(who.login(), current).isEmpty()) {
            return desk.say("password.current.wrong");
        }
        limits.wasRight(who.login(), network);
        String flaw = fresh.equals(current) ? desk.say("password.same") : flaw(who.login(), who.name(), fresh, again);
        if (flaw.isEmpty()) {
            accounts.setPassword(who, fresh, request.getAttribute(OfficeGuard.KEPT).toString());
            desk.audit("account.password-changed", "account:" + who.account(), null, Map.of());
        }
        return flaw;
    }
}
