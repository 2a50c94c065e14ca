package org.preferencecenter.office.boundary;

import java.sql.SQLException;
import java.util.Optional;

import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.http.HttpServletRequest;

import org.preferencecenter.access.control.AccountLinks;
import org.preferencecenter.access.entity.LinkKind;

/** Where a mailed link leads: somebody sets the password they want. The link is used up by doing it, not by looking. */
@Named
@RequestScoped
public class NewPasswordPage {

    @Inject
    private HttpServletRequest request;
    @Inject
    private Desk desk;
    @Inject
    private AccountLinks links;
    @Inject
    private PasswordDesk passwords;

    private Optional<AccountLinks.Holder> holder = Optional.empty();
    private String flaw = "";

    @PostConstruct
    void find() {
        try {
            holder = links.holder(getToken());
        } catch (SQLException away) {
            throw new IllegalStateException("SQLSTATE " + away.getSQLState(), away);
        }
    }

    public String getToken() {
        return request.getParameter("token");
    }

    /** Whether the link works still. */
    public boolean isOpen() {
        return holder.isPresent();
    }

    public boolean isInvitation() {
        return holder.filter(found -> found.kind() == LinkKind.INVITATION).isPresent();
    }

    public String getLogin() {
        return holder.map(AccountLinks.Holder::login).orElse("");
    }

    public String getName() {
        return holder.map(AccountLinks.Holder::name).orElse("");
    }

    public String getFlaw() {
        return flaw;
    }

    public void set() throws SQLException {
        String fresh = text("fresh");
        flaw = passwords.flaw(getLogin(), getName(), fresh, text("again"));
        if (flaw.isEmpty() && isOpen()) {
            boolean done = links.use(getToken(), fresh);
            desk.redirect(done ? "signIn" : "forgot", done ? "password.set" : "link.over");
        }
    }

    private String text(String name) {
        return request.getParameter(name) == null ? "" : request.getParameter(name);
    }
}
