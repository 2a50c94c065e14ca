package org.preferencecenter.office.boundary;

import java.sql.SQLException;
import java.util.Set;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.http.HttpServletRequest;

import org.preferencecenter.access.control.ProviderAccounts;
import org.preferencecenter.platform.entity.OidcSettings;
import org.preferencecenter.platform.entity.Settings;

/** What pages show of the organisation's provider. */
@Named
@RequestScoped
public class ProviderPart {

    private static final Set<String> REASONS = Set.of("away", "failed", "broken", "unknown", "unverified", "taken",
            "no_role", "disabled");

    @Inject
    private HttpServletRequest request;
    @Inject
    private Desk desk;
    @Inject
    private ProviderAccounts accounts;
    @Inject
    private Settings settings;

    private Boolean only;

    /** What the sorry page says; what is not known is a failure like any other. */
    static String reason(String why) {
        return "provider." + (REASONS.contains(why) ? why : "failed");
    }

    /** Whether there is one. */
    public boolean isOffered() {
        return settings.oidc().isPresent();
    }

    public String getName() {
        return settings.oidc().map(OidcSettings::name).orElse("");
    }

    /** Whether roles come from there. */
    public boolean isGivingRoles() {
        return settings.oidc().flatMap(OidcSettings::roles).isPresent();
    }

    /** Whether whoever is signed in has no other way in. */
    public boolean isOnly() throws SQLException {
        if (only == null) {
            only = isOffered() && desk.isSignedIn() && accounts.only(desk.officer().account());
        }
        return only;
    }

    /** Whether somebody who came through it has just signed out of ours alone. */
    public boolean isLeft() {
        return isOffered() && request.getParameter("at") != null;
    }

    /** Whether the sorry page is about it. */
    public boolean isSorry() {
        return request.getAttribute(SorryPage.WHY) instanceof String why && why.startsWith("provider.");
    }
}
