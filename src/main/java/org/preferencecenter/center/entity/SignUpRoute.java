package org.preferencecenter.center.entity;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An address below {@code /s/}: the form, the same in a frame, how to embed it, and what is said once it was sent.
 *
 * <pre>
 * {code}   {code}/frame   {code}/embed   {code}/sent/{token}   {code}/frame/sent/{token}
 * </pre>
 *
 * @param sent the token of the page after the form, or empty
 */
public record SignUpRoute(String code, boolean framed, boolean embed, String sent) {

    private static final Pattern FORM = Pattern.compile("([a-z][a-z0-9-]{0,39})(/frame)?(/embed|/sent/([\\w-]{1,100}))?");

    /** @return nothing for what is no such address */
    public static Optional<SignUpRoute> read(String text) {
        Matcher form = FORM.matcher(text);
        if (!form.matches()) {
            return Optional.empty();
        }
        boolean framed = form.group(2) != null;
        boolean embed = "/embed".equals(form.group(3));
        return framed && embed ? Optional.empty()
                : Optional.of(new SignUpRoute(form.group(1), framed, embed, form.group(4) == null ? "" : form.group(4)));
    }

    /** The form it belongs to, in the frame or out of it. */
    public SignUpRoute form() {
        return new SignUpRoute(code, framed, false, "");
    }

    /** The page after the form. */
    public SignUpRoute sent(String token) {
        return new SignUpRoute(code, framed, false, token);
    }

    /** Below the application. */
    public String path() {
        return "/s/" + code + (framed ? "/frame" : "") + (embed ? "/embed" : "") + (sent.isEmpty() ? "" : "/sent/" + sent);
    }
}
