package org.preferencecenter.office.boundary;

import java.io.IOException;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.preferencecenter.access.control.SignIns;
import org.preferencecenter.access.entity.Officer;
import org.preferencecenter.office.control.FormTokens;
import org.preferencecenter.office.control.Sealed;
import org.preferencecenter.office.entity.HeldForm;

/**
 * Asks who is there without losing what they were about: a page is come back to, a form is kept, sealed, in the sign-in
 * page itself and sent on afterwards (WCAG 2.2 §2.2.5; OWASP ASVS 5.0 7.5.1).
 */
@Singleton
class WhoAreYou {

    /** Request attribute: the sealed form the sign-in page is to carry. */
    static final String HELD = "pc.office.held";
    /** What {@link Sealed} calls it. */
    static final String FORM = "held-form";
    private static final String SIGN_IN = "/office/signIn";

    private final SignIns signIns;
    private final FormTokens tokens;
    private final Sealed sealed;

    @Inject
    WhoAreYou(SignIns signIns, FormTokens tokens, Sealed sealed) {
        this.signIns = signIns;
        this.tokens = tokens;
        this.sealed = sealed;
    }

    /** Answers with the sign-in page, 401, or the way there. @param who whoever has to prove it again, if it is known */
    void ask(HttpServletRequest request, HttpServletResponse response, Optional<Officer> who)
            throws IOException, ServletException {
        Optional<HeldForm> form = posts(request) ? form(request, who) : Optional.empty();
        if (form.isPresent()) {
            response.resetBuffer();
            response.setStatus(HttpServletResponse.SC_UNAUTHORIZED);
            // RFC 9110 §11.6.1 wants a challenge with a 401; this one makes no browser ask by itself.
            response.setHeader("WWW-Authenticate", "Form realm=\"office\"");
            request.setAttribute(HELD, sealed.of(FORM, form.get().json()));
            request.getRequestDispatcher(SIGN_IN + ".xhtml").forward(new BareRequest(request), response);
        } else if ("partial/ajax".equals(request.getHeader("Faces-Request"))) {
            response.resetBuffer();
            response.setContentType("text/xml;charset=UTF-8");
            response.getWriter().write("<?xml version=\"1.0\"?><partial-response><redirect url=\"" + way(request)
                    + "\"/></partial-response>");
        } else {
            response.resetBuffer();
            response.setStatus(HttpServletResponse.SC_SEE_OTHER);
            response.setHeader("Location", way(request));
        }
    }

    private static String way(HttpServletRequest request) {
        return SIGN_IN + "?to=" + URLEncoder.encode(address(request), StandardCharsets.UTF_8);
    }

    private static String address(HttpServletRequest request) {
        // After a forward the request speaks of the page's file.
        Object path = request.getAttribute(OfficeGuard.PATH);
        return path + (request.getQueryString() == null ? "" : "?" + request.getQueryString());
    }

    /** Nothing if it cannot be told to be the form of that person, or holds files: those have to be chosen again. */
    private Optional<HeldForm> form(HttpServletRequest request, Optional<Officer> who) throws ServletException {
        Object kept = request.getAttribute(OfficeGuard.KEPT);
        String type = request.getContentType();
        if (kept == null || type == null || !type.startsWith("application/x-www-form-urlencoded")
                || request.getHeader("Faces-Request") != null || request.getParameter("leave") != null
                || !tokens.fits(request.getParameter(FormTokens.FIELD), kept)) {
            return Optional.empty();
        }
        try {
            Optional<Integer> owner = who.isPresent() ? Optional.of(who.get().account()) : signIns.whose(kept.toString());
            return owner.map(account -> HeldForm.of(account, address(request), request.getParameterMap(), query(request)));
        } catch (SQLException away) {
            throw new ServletException(away);
        }
    }

    private static Map<String, Integer> query(HttpServletRequest request) {
        return request.getQueryString() == null ? Map.of() : Arrays.stream(request.getQueryString().split("&"))
                .map(pair -> URLDecoder.decode(pair.replaceFirst("=.*", ""), StandardCharsets.UTF_8))
                .collect(Collectors.toMap(name -> name, name -> 1, Integer::sum));
    }

    private static boolean posts(HttpServletRequest request) {
        return request.getMethod().equals("POST");
    }
}
