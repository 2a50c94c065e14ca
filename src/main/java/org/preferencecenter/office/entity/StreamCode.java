package org.preferencecenter.office.entity;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;

import org.preferencecenter.catalog.entity.Stream;
import org.preferencecenter.law.entity.Channel;
import org.preferencecenter.mail.entity.Stamp;

/**
 * What a developer pastes to use a stream, with its code and its brand's host filled in. Only what works today. The key is
 * never in it: the shell and the program take it from {@code PC_KEY}.
 *
 * @param base     where the API answers, without trailing slash: the brand's own host
 * @param oneClick the same for the link in headers, which is always https (RFC 8058 §3.1)
 * @param from     an address of the brand under its mail domain
 */
public record StreamCode(URI base, URI oneClick, String from, Stream stream) {

    /** Somebody to try with. */
    public static final String SOMEBODY = "camille.martin@example.org";
    private static final String SOMEBODYS_NUMBER = "+33639980000";
    private static final String KEY = "  -H \"Authorization: Bearer $PC_KEY\" \\\n";

    /** A piece to paste. @param key of its heading and of the sentence under it */
    public record Piece(String key, String text) {

        /** How many lines it takes. */
        public long rows() {
            return text.lines().count();
        }
    }

    /** In the order of use. */
    public List<Piece> pieces() {
        List<Piece> pieces = new ArrayList<>();
        pieces.add(new Piece("decision", decision()));
        if (stream.channel() == Channel.EMAIL) {
            pieces.add(new Piece("message", message()));
            pieces.add(new Piece("java", java()));
            pieces.add(new Piece("library", library()));
            if (!stream.service()) {
                pieces.add(new Piece("headers", headers()));
            }
        } else {
            pieces.add(new Piece("contact", contact()));
        }
        return pieces;
    }

    private String somebody() {
        return stream.channel() == Channel.EMAIL || stream.channel() == Channel.POST ? SOMEBODY : SOMEBODYS_NUMBER;
    }

    private String decision() {
        return "curl --fail-with-body " + base + "/api/v1/decisions \\\n" + KEY
                + "  -H \"Content-Type: application/json\" \\\n"
                + "  -d '{\"stream\": \"" + stream.code() + "\", \"address\": \"" + somebody() + "\"}'\n";
    }

    private String message() {
        return "curl --fail-with-body \"" + base + "/api/v1/messages?stream=" + stream.code() + "\" \\\n" + KEY
                + "  -H \"Content-Type: message/rfc822\" \\\n"
                + "  --data-binary @- <<'MESSAGE'\n"
                + "From: " + from + "\n"
                + "To: " + SOMEBODY + "\n"
                + "Subject: Hello\n"
                + "Content-Type: text/plain; charset=utf-8\n"
                + "\n"
                + "Hello.\n"
                + "MESSAGE\n";
    }

    private String java() {
        return """
                // Jakarta Mail: message is your MimeMessage, to one recipient.
                ByteArrayOutputStream bytes = new ByteArrayOutputStream();
                message.writeTo(bytes);
                HttpResponse<String> answer = HttpClient.newHttpClient().send(HttpRequest.newBuilder()
                        .uri(URI.create("%s/api/v1/messages?stream=%s"))
                        .header("Authorization", "Bearer " + System.getenv("PC_KEY"))
                        .header("Content-Type", "message/rfc822")
                        .POST(HttpRequest.BodyPublishers.ofByteArray(bytes.toByteArray())).build(),
                        HttpResponse.BodyHandlers.ofString());
                switch (answer.statusCode()) {
                    case 200 -> { } // the next mail server has it
                    case 403 -> { } // this person may not be written to: do not try again
                    case 409, 429, 503 -> { } // not now: try again later, as the answer says
                    default -> throw new IOException(answer.body()); // a mistake: the answer says which
                }
                """.formatted(base, stream.code());
    }

    private String library() {
        return """
                // preference-center-mail.jar (org.preferencecenter.mail.client): last, before you sign and send.
                Preferences preferences = Preferences.at(URI.create("%s"), System.getenv("PC_KEY"));
                Answer answer = preferences.stamp(message, "%s", recipient);
                if (answer.allowed()) {
                    Transport.send(message); // to this recipient alone: it carries that person's own links
                } // else Refused(decision, why, rules), or Deferred(decision, notBefore, why): do not send
                """.formatted(base, stream.code());
    }

    private String contact() {
        return "curl --fail-with-body " + base + "/api/v1/contacts \\\n" + KEY
                + "  -H \"Content-Type: application/json\" \\\n"
                + "  -d '{\"key\": \"your-own-name-for-it-1\", \"stream\": \"" + stream.code() + "\", \"address\": \"" + somebody()
                + "\",\n       \"at\": \"'$(date -u +%Y-%m-%dT%H:%M:%SZ)'\", \"outcome\": \"SENT\"}'\n";
    }

    /** What each message carries afterwards; {@code …} stands for what differs for each person. */
    private String headers() {
        return Stamp.UNSUBSCRIBE + ": <" + oneClick + "/u/…>,\n <mailto:u-…@unsub." + stream.brand().mailDomain() + ">\n"
                + Stamp.UNSUBSCRIBE_POST + ": List-Unsubscribe=One-Click\n"
                + Stamp.LIST_ID + ": <" + stream.topic().map(topic -> topic.code() + ".").orElse("") + stream.purpose().code() + "."
                + stream.brand().code() + "." + stream.brand().mailDomain() + ">\n"
                + Stamp.LIST_HELP + ": <" + base + "/p/…>\n"
                + Stamp.FEEDBACK_ID + ": " + stream.code() + ":" + stream.purpose().code() + ":" + stream.brand().code() + ":brand"
                + stream.brand().id() + "\n"
                + Stamp.CFBL_ADDRESS + ": feedback@unsub." + stream.brand().mailDomain() + "; report=arf\n"
                + Stamp.CFBL_FEEDBACK_ID + ": …\n";
    }
}
