package org.preferencecenter.mail.entity;

import java.util.regex.Pattern;

/** Messages that no person wrote: they ask for nothing, and nobody may answer them (RFC 3834 §2). */
public final class Robot {

    private static final Pattern DAEMON = Pattern.compile("(?i)(mailer-daemon|postmaster|mail-daemon)@");

    private Robot() {
    }

    /** Whether a mail server wrote it, as those do that know no RFC 3464: it tells of a message that was not delivered. */
    public static boolean daemon(RawMessage message) {
        return !message.fields("X-Failed-Recipients").isEmpty()
                || DAEMON.matcher(message.value("From").orElse("").replaceAll("\\s", "")).find();
    }

    /** Whether the null sender sent it, or it says that a program did. */
    public static boolean wrote(RawMessage message, String sender) {
        return sender.isEmpty() || automatic(message);
    }

    /** RFC 3834 §5: the field's keyword, comments aside, is other than {@code no}. */
    public static boolean automatic(RawMessage message) {
        return message.fields("Auto-Submitted").stream().map(HeaderField::value)
                .anyMatch(value -> !value.replaceAll("\\([^)]*\\)", "").replaceAll(";.*", "").strip().equalsIgnoreCase("no"));
    }
}
