package org.preferencecenter.office.boundary;

import java.time.Duration;
import java.util.Locale;

import jakarta.enterprise.context.RequestScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.http.HttpServletRequest;

import org.preferencecenter.access.entity.ResetWanted;
import org.preferencecenter.platform.control.Throttle;
import org.preferencecenter.platform.entity.Network;

/** For whoever forgot their password: the same answer, as fast, whether there is such a login or not. */
@Named
@RequestScoped
public class ForgotPage {

    private static final int OF_A_NETWORK = 20;
    private static final int OF_A_LOGIN = 3;

    @Inject
    private HttpServletRequest request;
    @Inject
    private Desk desk;
    @Inject
    private Throttle throttle;
    @Inject
    private Event<ResetWanted> resets;

    private String login = "";

    public String getLogin() {
        return login;
    }

    public void setLogin(String login) {
        this.login = login;
    }

    public void ask() {
        Duration hour = Duration.ofHours(1);
        String who = Integer.toHexString(login.strip().toLowerCase(Locale.ROOT).hashCode());
        boolean often = throttle.wait("office.forgot", Network.of(request.getRemoteAddr()), OF_A_NETWORK, hour).isPresent()
                || throttle.wait("office.forgot.login", who, OF_A_LOGIN, hour).isPresent();
        if (!often && login.length() <= 254) {
            resets.fire(new ResetWanted(login));
        }
        desk.redirect("signIn", "reset.asked");
    }
}
