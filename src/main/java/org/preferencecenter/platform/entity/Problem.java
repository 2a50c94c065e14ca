package org.preferencecenter.platform.entity;

/**
 * An API error as RFC 9457 problem+json: what, where, why and the fix, without anything personal.
 *
 * @param type     a stable name for the kind of problem, {@code about:blank} if none
 * @param title    what is wrong, the same for every problem of the type
 * @param status   the HTTP status, 400 to 599
 * @param detail   this very case, with the fix
 * @param instance the request id, to find the log line by
 */
public record Problem(String type, String title, int status, String detail, String instance) {

    public static final String MEDIA_TYPE = "application/problem+json";

    public static Problem of(int status, String title, String detail) {
        return new Problem("about:blank", title, status, detail, null);
    }

    public Problem at(String requestId) {
        return new Problem(type, title, status, detail, requestId);
    }
}
