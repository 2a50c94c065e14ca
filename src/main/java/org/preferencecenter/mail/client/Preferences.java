package org.preferencecenter.mail.client;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

import jakarta.mail.Address;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;

/**
 * A Preference Center, as an application that sends mail sees it. One instance serves all threads.
 *
 * <pre>{@code
 * Preferences preferences = Preferences.at(URI.create("https://preferences.example.org"), System.getenv("PC_KEY"));
 * MimeMessage message = new MimeMessage(session);
 * message.setFrom("hello@news.example.org");
 * message.setRecipients(Message.RecipientType.TO, "ada@example.net");
 * message.setSubject("Tonight");
 * message.setText("Good evening");
 * if (preferences.stamp(message, "newsletter", "ada@example.net").allowed()) {
 *     Transport.send(message);
 * }
 * }</pre>
 */
public final class Preferences {

    private static final Duration CONNECT = Duration.ofSeconds(5);
    private static final Duration ANSWER = Duration.ofSeconds(15);
    // What can stand in a To field as it is. Other addresses go into the query.
    private static final String PLAIN = "[A-Za-z0-9._+'-]+@[A-Za-z0-9.-]+";

    private final URI server;
    private final String key;
    private final HttpClient http;

    private Preferences(URI server, String key, HttpClient http) {
        this.server = server;
        this.key = key;
        this.http = http;
    }

    /**
     * @param server where the Preference Center is reached, such as {@code https://preferences.example.org}
     * @param apiKey a key with the permission SEND for the brand that sends
     */
    public static Preferences at(URI server, String apiKey) {
        return at(server, apiKey, HttpClient.newBuilder().connectTimeout(CONNECT).build());
    }

    /** As above. @param http with a proxy or trust of the application's choice */
    public static Preferences at(URI server, String apiKey, HttpClient http) {
        return new Preferences(server, apiKey, http);
    }

    /** As {@link #stamp(MimeMessage, String, String, Existing)}; List-* fields of the message's own are replaced. */
    public Answer stamp(MimeMessage message, String stream, String recipient) throws IOException, MessagingException {
        return stamp(message, stream, recipient, Existing.REPLACE);
    }

    /**
     * Asks whether a message may go, and stamps it if it may. Call it last, before the message is signed and sent: the
     * message then carries this recipient's own links, so send it to nobody else.
     *
     * @param message   with its From; not from a folder, which is read only
     * @param stream    the stream's code
     * @param recipient the one address it goes to
     * @throws IOException              if there is no answer: do not send, try again later
     * @throws IllegalArgumentException if the key, the stream or the message will not do, and why: do not send
     * @throws MessagingException       if the message's header cannot be read or changed: do not send
     */
    public Answer stamp(MimeMessage message, String stream, String recipient, Existing existing)
            throws IOException, MessagingException {
        Address[] others = message.getAllRecipients();
        for (Address other : others == null ? new Address[0] : others) {
            if (!(other instanceof InternetAddress address) || !recipient.equalsIgnoreCase(address.getAddress())) {
                throw new IllegalArgumentException("The message has other recipients than the one whose links it is to carry: make "
                        + "one message for each of them.");
            }
        }
        HeaderLines header = new HeaderLines(message);
        // A query stands in access logs; so an address goes into the body wherever it can.
        boolean inBody = recipient.matches(PLAIN);
        HttpResponse<String> response = ask("?stream=" + encoded(stream) + "&existing="
                + existing.name().toLowerCase(Locale.ROOT)
                + (inBody ? "" : "&to=" + encoded(recipient)), header.told(inBody ? recipient : null));
        Map<String, Object> answer = read(response);
        if (response.statusCode() == 200 && answer.get("changes") instanceof List<?> changes) {
            header.change(changes);
            return new Answer.Allowed(String.valueOf(answer.get("decision")));
        }
        if (answer.containsKey("verdict")) {
            return refusal(answer);
        }
        String detail = response.statusCode() + " " + answer.get("title") + ": " + answer.get("detail");
        if (response.statusCode() >= 400 && response.statusCode() < 500 && response.statusCode() != 429) {
            throw new IllegalArgumentException(detail);
        }
        throw new IOException(detail);
    }

    private static Answer refusal(Map<String, Object> answer) {
        String decision = String.valueOf(answer.get("decision"));
        String why = String.valueOf(answer.get("detail"));
        if ("DEFER".equals(answer.get("verdict"))) {
            return new Answer.Deferred(decision, Optional.ofNullable((String) answer.get("notBefore")).map(Instant::parse),
                    why);
        }
        return new Answer.Refused(decision, why, ((List<?>) answer.get("reasons")).stream()
                .map(reason -> String.valueOf(((Map<?, ?>) reason).get("rule"))).toList());
    }

    private HttpResponse<String> ask(String query, String header) throws IOException {
        boolean octets = header.chars().allMatch(c -> c < 256);
        HttpRequest request = HttpRequest
                .newBuilder(URI.create(server.toString().replaceFirst("/$", "") + "/api/v1/headers" + query))
                .timeout(ANSWER).header("Authorization", "Bearer " + key).header("Content-Type", "text/rfc822-headers")
                .header("Accept", "application/json, application/problem+json").header("Accept-Language", "en")
                .POST(BodyPublishers.ofString(header, octets ? StandardCharsets.ISO_8859_1 : StandardCharsets.UTF_8))
                .build();
        try {
            return http.send(request, BodyHandlers.ofString());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while the Preference Center was asked");
        }
    }

    /** Whatever stands between may answer as well: a proxy's page is no answer. */
    private static Map<String, Object> read(HttpResponse<String> response) throws IOException {
        try {
            return Json.object(response.body());
        } catch (IllegalArgumentException notJson) {
            throw new IOException("The Preference Center answered " + response.statusCode()
                    + " without JSON: check the address");
        }
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
