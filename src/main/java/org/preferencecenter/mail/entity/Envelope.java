package org.preferencecenter.mail.entity;

import java.util.Map;
import java.util.regex.Pattern;

/**
 * Who a message is from and for, as SMTP says it, with what a sender asks about notifications (RFC 3461).
 *
 * @param sender       reverse-path without brackets; empty: the null reverse-path; {@value #VERP}: a bounce address of ours
 * @param recipient    forward-path without brackets
 * @param aboutMessage parameters of MAIL that are handed on where the next hop knows them: RET and ENVID
 * @param aboutReader  parameters of RCPT likewise: NOTIFY and ORCPT
 */
public record Envelope(String sender, String recipient, Map<String, String> aboutMessage, Map<String, String> aboutReader) {

    /** In the place of a sender: asks for a bounce address of ours, see {@link #from}. */
    public static final String VERP = "verp";

    /** RFC 5321 §4.5.3.1.3: a path with its brackets. */
    private static final int LONGEST = 254;
    private static final Pattern MAILBOX = Pattern.compile("(?:[^\\s\"(),:;<>@\\[\\]\\\\]+|\"(?:[^\"\\\\\\r\\n]|\\\\.)+\")@"
            + "(?:[A-Za-z0-9_\\P{ASCII}](?:[A-Za-z0-9_.\\P{ASCII}-]*[A-Za-z0-9_\\P{ASCII}])?|\\[[0-9A-Za-z.:]+\\])");

    /** @throws BadMessage if an address is none */
    public Envelope {
        check(recipient, "recipient");
        if (!sender.isEmpty() && !sender.equals(VERP)) {
            check(sender, "envelope sender");
        }
        aboutMessage = Map.copyOf(aboutMessage);
        aboutReader = Map.copyOf(aboutReader);
    }

    /** Nothing said about notifications. @param sender empty: the null reverse-path */
    public static Envelope of(String sender, String recipient) {
        return new Envelope(sender, recipient, Map.of(), Map.of());
    }

    /** The same from somebody else: what comes back goes there. */
    public Envelope from(String other) {
        return new Envelope(other, recipient, aboutMessage, aboutReader);
    }

    /** Whether this can stand between the brackets of a path, in ASCII or in UTF-8 (RFC 6531 §3.3). */
    public static boolean mailbox(String text) {
        return text.length() <= LONGEST && text.chars().noneMatch(c -> c <= 32 || c == 127) && !text.contains("..")
                && !text.startsWith(".") && !text.contains(".@") && MAILBOX.matcher(text).matches();
    }

    /** True if only a server with SMTPUTF8 may see it (RFC 6531 §3.2). */
    public boolean needsUtf8() {
        return !ascii(sender) || !ascii(recipient);
    }

    /** What is said about notifications, in the order RFC 3461 names it. */
    private static String parameters(Map<String, String> parameters, String... names) {
        StringBuilder text = new StringBuilder();
        for (String name : names) {
            if (parameters.containsKey(name)) {
                text.append(' ').append(name).append('=').append(parameters.get(name));
            }
        }
        return text.toString();
    }

    /** RET and ENVID as they stand after MAIL, with a blank before each. */
    public String messageParameters() {
        return parameters(aboutMessage, "RET", "ENVID");
    }

    /** NOTIFY and ORCPT as they stand after RCPT, with a blank before each. */
    public String readerParameters() {
        return parameters(aboutReader, "NOTIFY", "ORCPT");
    }

    private static boolean ascii(String text) {
        return text.chars().allMatch(c -> c < 128);
    }

    private static void check(String text, String what) {
        if (!mailbox(text)) {
            throw new BadMessage("The " + what + " is no mail address: write it as name@example.org, without a display name.");
        }
    }
}
