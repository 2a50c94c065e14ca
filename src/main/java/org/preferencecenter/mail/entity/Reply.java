package org.preferencecenter.mail.entity;

/**
 * What the next hop said about one message for one recipient.
 *
 * @param code the SMTP reply code, or 0 when it could not be reached or fell silent
 * @param text its words, or what kept us from hearing them; may quote an address, so never logged
 */
public record Reply(Kind kind, int code, String text) {

    /** What it means for the sender. */
    public enum Kind {
        /** 2yz after the final dot: the message is the next hop's now (RFC 5321 §6.1). */
        ACCEPTED,
        /** 4yz: try again later. */
        TEMPORARY,
        /** 5yz: do not try again. */
        PERMANENT,
        /** No answer: whether it arrived is not known, so it is not acknowledged. */
        UNREACHABLE
    }

    /** RFC 5321 §4.2.1: the first digit decides. */
    public static Reply of(int code, String text) {
        Kind kind = code >= 200 && code < 300 ? Kind.ACCEPTED
                : code >= 500 && code < 600 ? Kind.PERMANENT
                : code >= 400 && code < 500 ? Kind.TEMPORARY : Kind.UNREACHABLE;
        return new Reply(kind, kind == Kind.UNREACHABLE ? 0 : code, text);
    }

    public boolean accepted() {
        return kind == Kind.ACCEPTED;
    }
}
