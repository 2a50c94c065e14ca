package org.preferencecenter.office.boundary;

import java.sql.SQLException;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.preferencecenter.access.control.Audit;
import org.preferencecenter.access.control.SignInLimits;
import org.preferencecenter.access.control.SignIns;
import org.preferencecenter.access.entity.Officer;
import org.preferencecenter.platform.entity.Network;
import org.preferencecenter.platform.entity.Settings;

/** Where somebody who has proven who they are comes in, by whichever way they proved it. */
@Singleton
class Threshold {

    private final SignIns signIns;
    private final SignInLimits limits;
    private final Audit audit;
    private final Settings settings;

    @Inject
    Threshold(SignIns signIns, SignInLimits limits, Audit audit, Settings settings) {
        this.signIns = signIns;
        this.limits = limits;
        this.audit = audit;
        this.settings = settings;
    }

    /**
     * Signs them in with this browser, in place of whoever was.
     *
     * @param proven when they proved who they are
     * @param way    {@code password} or {@code provider}
     * @return what their browser keeps from now on
     */
    String cross(HttpServletRequest request, HttpServletResponse response, Officer who, Instant proven, String way)
            throws SQLException {
        Optional<String> old = OfficeCookie.of(request, settings);
        if (old.isPresent()) {
            signIns.end(old.get());
        }
        String kept = signIns.start(who.account(), proven);
        OfficeCookie.give(response, settings, kept);
        limits.signedIn(who.account(), Network.of(request.getRemoteAddr()));
        audit.write(who, "account.signed-in", "account:" + who.account(), null, Map.of("way", way));
        return kept;
    }
}
