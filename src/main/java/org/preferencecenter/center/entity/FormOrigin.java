package org.preferencecenter.center.entity;

import java.net.URI;
import java.util.Set;

/**
 * Whether a browser posted a form of ours from somebody else's page (ASVS 3.5.1). The signed token in every POST is the
 * authority; this check comes on top, and never on the RFC 8058 route.
 */
public final class FormOrigin {

    private FormOrigin() {
    }

    /**
     * Old browsers send neither header, and under {@code Referrer-Policy: no-referrer} every browser sends
     * {@code Origin: null} even to its own site: both are let through.
     *
     * @param fetchSite the {@code Sec-Fetch-Site} header, or null; where present it decides alone
     * @param origin    the {@code Origin} header, or null
     * @param ours      authorities ({@code host[:port]}) we answer under
     */
    public static boolean foreign(String fetchSite, String origin, Set<String> ours) {
        if (fetchSite != null) {
            return !fetchSite.equals("same-origin") && !fetchSite.equals("none");
        }
        if (origin == null || origin.equals("null")) {
            return false;
        }
        try {
            String authority = URI.create(origin).getRawAuthority();
            return authority == null || ours.stream().noneMatch(authority::equalsIgnoreCase);
        } catch (IllegalArgumentException e) {
            return true;
        }
    }
}
