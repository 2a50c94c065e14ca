package org.preferencecenter.mail.entity;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * A line a mail client sent, taken apart (RFC 5321 §4.1.1).
 *
 * @param verb in upper case; empty if there is none
 * @param rest what follows it, without white space around it
 */
public record SmtpCommand(String verb, String rest) {

    /**
     * A path with the parameters after it: {@code FROM:<a@b> SIZE=1}.
     *
     * @param mailbox    without brackets; empty for the null path
     * @param parameters by keyword in upper case; the value is empty where there is none
     */
    public record Path(String mailbox, Map<String, String> parameters) {
    }

    /** @param line without its end */
    public static SmtpCommand of(String line) {
        String text = line.stripTrailing();
        int blank = text.indexOf(' ');
        return blank < 0 ? new SmtpCommand(text.toUpperCase(Locale.ROOT), "")
                : new SmtpCommand(text.substring(0, blank).toUpperCase(Locale.ROOT), text.substring(blank + 1).strip());
    }

    /**
     * <pre>mail = "MAIL FROM:" Reverse-path [SP Mail-parameters] CRLF   (RFC 5321 §4.1.1.2; RCPT likewise, §4.1.1.3)
     * esmtp-param = esmtp-keyword ["=" esmtp-value]; keyword = (ALPHA / DIGIT) *(ALPHA / DIGIT / "-")   (§4.1.2)</pre>
     *
     * A source route before the mailbox is ignored (§4.1.1.3); a blank after the colon is forgiven, as most servers do.
     *
     * @param word {@code FROM} or {@code TO}
     * @return nothing if it is not of this form, or names a parameter twice
     */
    public Optional<Path> path(String word) {
        if (!rest.regionMatches(true, 0, word + ":", 0, word.length() + 1)) {
            return Optional.empty();
        }
        String text = rest.substring(word.length() + 1).strip();
        int end = end(text);
        if (!text.startsWith("<") || end < 0 || end + 1 < text.length() && text.charAt(end + 1) != ' ') {
            return Optional.empty();
        }
        String mailbox = text.substring(1, end);
        if (mailbox.startsWith("@") && mailbox.indexOf(':') > 0) {
            mailbox = mailbox.substring(mailbox.indexOf(':') + 1);
        }
        String path = mailbox;
        return path.isEmpty() || Envelope.mailbox(path)
                ? parameters(text.substring(end + 1).strip()).map(parameters -> new Path(path, parameters)) : Optional.empty();
    }

    /** The bracket that closes the path: not one within a quoted local part. */
    private static int end(String text) {
        boolean quoted = false;
        for (int i = 1; i < text.length(); i++) {
            char c = text.charAt(i);
            if (quoted && c == '\\') {
                i++;
            } else if (c == '"') {
                quoted = !quoted;
            } else if (c == '>' && !quoted) {
                return i;
            }
        }
        return -1;
    }

    private static Optional<Map<String, String>> parameters(String text) {
        Map<String, String> parameters = new LinkedHashMap<>();
        for (String one : text.isEmpty() ? new String[0] : text.split(" +")) {
            int equals = one.indexOf('=');
            String keyword = (equals < 0 ? one : one.substring(0, equals)).toUpperCase(Locale.ROOT);
            String value = equals < 0 ? "" : one.substring(equals + 1);
            boolean well = keyword.matches("[A-Z0-9][A-Z0-9-]*") && value.chars().noneMatch(c -> c < 33 || c == 127 || c == '=')
                    && (equals < 0 || !value.isEmpty());
            if (!well || parameters.putIfAbsent(keyword, value) != null) {
                return Optional.empty();
            }
        }
        return Optional.of(parameters);
    }
}
