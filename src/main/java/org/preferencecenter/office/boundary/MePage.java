package org.preferencecenter.office.boundary;

import java.sql.SQLException;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.http.HttpServletRequest;

import org.preferencecenter.access.control.Accounts;
import org.preferencecenter.access.control.SecondFactor;
import org.preferencecenter.access.control.SignIns;
import org.preferencecenter.access.entity.Officer;
import org.preferencecenter.office.control.Sealed;
import org.preferencecenter.office.entity.OtpAuth;
import org.preferencecenter.platform.entity.Locales;

/** Everybody's own account: name and language, password, second factor, where they are signed in. */
@Named
@RequestScoped
public class MePage {

    private static final String SECRET = "secret";
    private static final java.time.Duration SECRET_LIFE = java.time.Duration.ofMinutes(15);

    @Inject
    private HttpServletRequest request;
    @Inject
    private Desk desk;
    @Inject
    private Accounts accounts;
    @Inject
    private SecondFactor secondFactor;
    @Inject
    private SignIns signIns;
    @Inject
    private PasswordDesk passwords;
    @Inject
    private Sealed sealed;

    private String name;
    private String flawOfName = "";
    private String flawOfPassword = "";
    private String flawOfCode = "";
    private byte[] secret;

    public String getName() {
        return name != null ? name : desk.officer().name();
    }

    public String getLocale() {
        return request.getParameter("locale") != null ? request.getParameter("locale") : desk.officer().locale();
    }

    public String getFlawOfName() {
        return flawOfName;
    }

    public String getFlawOfPassword() {
        return flawOfPassword;
    }

    public String getFlawOfCode() {
        return flawOfCode;
    }

    public boolean isSecondFactor() throws SQLException {
        return secondFactor.on(me());
    }

    public List<SignIns.Kept> getSignIns() throws SQLException {
        return signIns.of(me(), kept());
    }

    public void saveProfile() throws SQLException {
        name = text("name").strip();
        if (name.isEmpty() || name.length() > 100 || !Locales.OFFICE.contains(text("locale"))) {
            flawOfName = desk.say("me.name.wrong");
            return;
        }
        accounts.setProfile(me(), name, text("locale"));
        desk.redirect("me", "profile.saved");
    }

    public void changePassword() throws SQLException {
        flawOfPassword = passwords.change(text("current"), text("fresh"), text("again"));
        if (flawOfPassword.isEmpty()) {
            desk.redirect("me", "password.changed");
        }
    }

    /** Shows a fresh secret; nothing is kept before a code shows that the telephone has it. */
    public void begin() {
        desk.requireFresh();
        secret = secondFactor.fresh();
    }

    public boolean isBeginning() {
        return secret().isPresent();
    }

    public OtpAuth getOtp() {
        return new OtpAuth(secret().orElseThrow(), desk.say("office"), desk.officer().login());
    }

    public String getSealedSecret() {
        return sealed.of(SECRET + me(), Base64.getEncoder().encodeToString(secret().orElseThrow()));
    }

    public void turnOn() throws SQLException {
        desk.requireFresh();
        if (secret().isEmpty()) {
            desk.redirect("me", "factor.late");
        } else if (secondFactor.turnOn(me(), secret().get(), text("code"))) {
            signIns.endOthers(me(), kept());
            desk.audit("account.second-factor-on", "account:" + me(), null, Map.of());
            desk.redirect("me", "factor.on");
        } else {
            flawOfCode = desk.say("signin.code.wrong");
        }
    }

    public void turnOff() throws SQLException {
        desk.requireFresh();
        secondFactor.turnOff(me());
        desk.audit("account.second-factor-off", "account:" + me(), null, Map.of());
        desk.redirect("me", "factor.off");
    }

    public void endOthers() throws SQLException {
        signIns.endOthers(me(), kept());
        desk.audit("account.signed-out-elsewhere", "account:" + me(), null, Map.of());
        desk.redirect("me", "others.ended");
    }

    private Optional<byte[]> secret() {
        return secret != null ? Optional.of(secret)
                : sealed.open(SECRET + me(), request.getParameter(SECRET), SECRET_LIFE).map(Base64.getDecoder()::decode);
    }

    private int me() {
        Officer officer = desk.officer();
        return officer.account();
    }

    private String kept() {
        return request.getAttribute(OfficeGuard.KEPT).toString();
    }

    private String text(String field) {
        return request.getParameter(field) == null ? "" : request.getParameter(field);
    }
}
