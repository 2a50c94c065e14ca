package org.preferencecenter.mail.entity;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import jakarta.mail.internet.InternetHeaders;

/**
 * What a delivery status notification says of one recipient (RFC 3464 §2.3), and what that means.
 *
 * @param action     lower case: {@code failed}, {@code delayed}, {@code delivered}, {@code relayed}, {@code expanded}
 * @param status     RFC 3463 code, such as {@code 5.1.1}; empty if there is none
 * @param diagnostic what the remote server said; empty if nothing is told
 * @param recipients the addresses named, as the report writes them; mail that was forwarded names another than ours
 */
public record DeliveryStatus(String action, String status, String diagnostic, List<String> recipients) {

    /** What is to be made of it. */
    public enum Meaning {
        /** Nobody is there any more. */
        HARD,
        /** Given up on something that may pass. */
        SOFT,
        /** Still being tried; or delivered, handed on: nothing ended. */
        DELAYED,
        /** The sender was refused, or the message: says nothing about the person (STANDARDS A.7). */
        POLICY
    }

    /** An enhanced code wherever it stands, but not inside an IP address or a longer number. */
    private static final Pattern CODE = Pattern.compile("(?<![0-9.])([245])\\.([0-9]{1,3})\\.([0-9]{1,3})(?![0-9]|\\.[0-9])");
    /** RFC 3463 §3.2: these name the sender's address, not the recipient's. */
    private static final Set<String> OF_THE_SENDER = Set.of("1.7", "1.8");
    /** RFC 3463 §3.3–3.4: the message is too large, lists and systems refuse it: nobody's mailbox is gone. */
    private static final Set<String> OF_THE_MESSAGE = Set.of("2.3", "3.4");
    /** RFC 3463 §3.5: no host, no route to the domain. Exchange says 5.4.1 for somebody it does not know. */
    private static final Set<String> NOWHERE = Set.of("4.1", "4.4", "4.0");
    /** RFC 3463 §3.3: a mailbox that is full may be emptied. */
    private static final String FULL = "2.2";

    /**
     * All that a report tells; empty if it holds no group about a recipient.
     *
     * @param report a leaf of type message/delivery-status or message/global-delivery-status
     */
    public static List<DeliveryStatus> of(byte[] report) {
        return MimeParts.blocks(report).stream().filter(block -> !MimeParts.field(block, "Action").isEmpty())
                .map(DeliveryStatus::of).toList();
    }

    private static DeliveryStatus of(InternetHeaders block) {
        String status = MimeParts.field(block, "Status");
        Matcher code = CODE.matcher(status);
        return new DeliveryStatus(word(MimeParts.field(block, "Action")), code.lookingAt() ? code.group() : "",
                MimeParts.field(block, "Diagnostic-Code"),
                List.of(address(MimeParts.field(block, "Original-Recipient")), address(MimeParts.field(block, "Final-Recipient")))
                        .stream().filter(text -> !text.isEmpty()).toList());
    }

    private static String word(String text) {
        // RFC 3464 §2.3.3; comments may follow.
        return text.replaceAll("[^A-Za-z].*", "").toLowerCase(Locale.ROOT);
    }

    /** RFC 3464 §2.3.2: {@code rfc822;ada@example.net}. */
    private static String address(String field) {
        return field.substring(field.indexOf(';') + 1).strip().replaceAll("^<|>$", "");
    }

    /** The class first (STANDARDS A.7: the action, then the code); a code that blames the sender never blames the person. */
    public Meaning meaning() {
        if (!action.equals("failed")) {
            return Meaning.DELAYED;
        }
        String told = toldBy(diagnostic);
        String code = status.isEmpty() || status.endsWith(".0.0") && !told.isEmpty() ? told : status;
        if (ofTheSender(code) || ofTheSender(told)) {
            return Meaning.POLICY;
        }
        if (code.isEmpty()) {
            // RFC 3464 §2.3.4 wants a status; without one the SMTP code's class is all there is.
            return diagnostic.matches("(?s).*\\b5[0-9][0-9][ -].*") ? Meaning.HARD : Meaning.SOFT;
        }
        String detail = code.substring(2);
        boolean passes = code.startsWith("4") || detail.equals(FULL) || detail.startsWith("4.") && !NOWHERE.contains(detail);
        return passes ? Meaning.SOFT : Meaning.HARD;
    }

    /** Whether nobody is there for any brand: the code is about the address (RFC 3463 §3.2), not about a mailbox's own wishes. */
    public boolean noSuchAddress() {
        return meaning() == Meaning.HARD && status.startsWith("5.1.");
    }

    private static String toldBy(String diagnostic) {
        Matcher code = CODE.matcher(diagnostic);
        return code.find() ? code.group() : "";
    }

    /** Security and policy (5.7.x), protocol (5.5.x), content (5.6.x), mail system (5.3.x), the sender's own address. */
    private static boolean ofTheSender(String code) {
        if (code.isEmpty()) {
            return false;
        }
        String detail = code.substring(2);
        return detail.startsWith("7.") || detail.startsWith("5.") || detail.startsWith("6.") || detail.startsWith("3.")
                || OF_THE_SENDER.contains(detail) || OF_THE_MESSAGE.contains(detail);
    }
}
