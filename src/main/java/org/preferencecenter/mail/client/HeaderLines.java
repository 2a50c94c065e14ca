package org.preferencecenter.mail.client;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;

/** The header of a message as lines, to be changed and put back in the very order and form it had. */
final class HeaderLines {

    private final MimeMessage message;
    private final List<String> lines;

    HeaderLines(MimeMessage message) throws MessagingException {
        this.message = message;
        this.lines = Collections.list(message.getAllHeaderLines());
    }

    /** What the server must know: who sends, and what it might have to replace. No subject and nobody's name. */
    String told(String recipient) {
        StringBuilder told = new StringBuilder();
        for (String line : lines) {
            if (name(line).matches("from|list-.*|cfbl-.*|feedback-id|x-stream")) {
                told.append(line).append("\r\n");
            }
        }
        return recipient == null ? told.toString() : told.append("To: ").append(recipient).append("\r\n").toString();
    }

    /** Carries out the changes an answer holds. */
    void change(List<?> changes) throws MessagingException {
        List<String> changed = new ArrayList<>();
        List<String> gone = new ArrayList<>();
        for (Object each : changes) {
            Map<?, ?> change = (Map<?, ?>) each;
            if ("add".equals(change.get("change"))) {
                List<String> folded = ((List<?>) change.get("lines")).stream().map(String.class::cast).toList();
                changed.add(change.get("name") + ": " + String.join("\r\n ", folded));
            } else if ("delete".equals(change.get("change"))) {
                gone.add(((String) change.get("name")).toLowerCase(Locale.ROOT) + ' '
                        + ((Double) change.get("instance")).intValue());
            } else {
                // Rather not sent than sent without what it must carry.
                throw new MessagingException("The Preference Center asks for a change that this library does not know.");
            }
        }
        Map<String, Integer> seen = new HashMap<>();
        for (String line : lines) {
            String name = name(line);
            if (!gone.contains(name + ' ' + seen.merge(name, 1, Integer::sum))) {
                changed.add(line);
            }
        }
        for (String line : lines) {
            message.removeHeader(line.substring(0, Math.max(0, line.indexOf(':'))).trim());
        }
        for (String line : changed) {
            message.addHeaderLine(line);
        }
    }

    private static String name(String line) {
        return line.substring(0, Math.max(0, line.indexOf(':'))).trim().toLowerCase(Locale.ROOT);
    }
}
