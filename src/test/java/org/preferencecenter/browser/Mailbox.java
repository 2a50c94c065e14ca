package org.preferencecenter.browser;

import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.mail.BodyPart;
import jakarta.mail.MessagingException;
import jakarta.mail.Multipart;
import jakarta.mail.Part;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;

import org.preferencecenter.platform.Awaited;
import org.preferencecenter.platform.TestDatabase;

/**
 * What a stranger can do with the demo: have a message sent, read it as it was received, follow its links. Every test is given
 * people of its own, like some of the demo's and new to it, so that tests never meet, whichever comes first; nothing was ever
 * sent to them, and nothing of the demo's past tells of them.
 */
public final class Mailbox {

    private static final HttpClient CLIENT = HttpClient.newHttpClient();
    private static final List<String[]> PEOPLE = people();
    /** Where in a line of them the choices stand. */
    private static final int CHOICES = 16;
    private static final Map<String, String> READERS = new HashMap<>();
    /** What each of those who were given takes. */
    private static final Map<String, String> TAKES = new HashMap<>();
    private static Connection inbox;

    private Mailbox() {
    }

    private static List<String[]> people() {
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(
                Mailbox.class.getResourceAsStream("/demo/people.csv"), StandardCharsets.UTF_8))) {
            return lines.lines().filter(line -> !line.startsWith("#")).map(line -> line.split(";", -1)).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The address of a new consumer, who speaks that language, takes what is named, and sets no limits. */
    public static synchronized String somebody(String language, String... yes) {
        String[] like = PEOPLE.stream().filter(person -> fits(person, language, List.of(yes))).findFirst().orElseThrow(() ->
                new IllegalStateException("the demo has nobody who speaks " + language + " and takes " + List.of(yes)));
        String address = Twins.of(like);
        TAKES.put(address, Arrays.stream(like[CHOICES].split(" ")).filter(choice -> choice.matches("[a-z].*/EMAIL")).findFirst().orElseThrow()
                .replace("/EMAIL", ""));
        return address;
    }

    private static boolean fits(String[] person, String language, List<String> yes) {
        List<String> choices = Arrays.asList(person[CHOICES].split(" "));
        boolean limits = choices.stream().anyMatch(choice -> choice.contains("="));
        // Who writes French lives in France: its law, its numbers and its clock are what those tests are about.
        boolean home = !language.equals("fr") || person[2].equals("FR");
        return home && person[1].equals(language) && person[4].equals("CONSUMER") && !limits && choices.containsAll(yes);
    }

    /** As {@link #somebody}, for tests that only receive and change nothing: they may share one person. */
    public static synchronized String reader(String language, String... yes) {
        return READERS.computeIfAbsent(language + List.of(yes), any -> somebody(language, yes));
    }

    /** Has the demo send one more message. @return what became of it: {@code sent}, {@code verdict}, {@code reasons} */
    public static JsonObject send(String to, String topic) {
        String body = "to=" + URLEncoder.encode(to, StandardCharsets.UTF_8) + "&topic=" + topic;
        String answer = fetch(HttpRequest.newBuilder(Server.baseUrl().resolve("/demo/send"))
                .header("Content-Type", "application/x-www-form-urlencoded").header("Accept", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body)));
        return Json.createReader(new StringReader(answer)).readObject();
    }

    /** Sends, and answers the message as it was received. */
    public static MimeMessage receive(String to, String topic) {
        JsonObject told = send(to, topic);
        if (!told.getBoolean("sent")) {
            throw new AssertionError("not sent: " + told);
        }
        return newest(to).orElseThrow();
    }

    /** The newest message somebody got. */
    public static Optional<MimeMessage> newest(String to) {
        return inbox("id, raw", "order by id desc limit 1", to, row -> row.next() ? Optional.of(parse(row.getBytes(2))) : Optional.empty());
    }

    /** The path of the demo inbox with somebody's newest message open. */
    public static String reading(String to) {
        return "/demo/inbox?m=" + inbox("max(id)", "", to, row -> row.next() ? row.getInt(1) : 0);
    }

    /** How many messages somebody got. */
    public static long count(String to) {
        return inbox("count(*)", "", to, row -> row.next() ? row.getLong(1) : 0);
    }

    private interface Rows<T> {
        T of(ResultSet rows) throws SQLException;
    }

    /** Where the demo's inbox keeps them: all of its messages on each look would be much (DemoIT looks at it as a stranger does). */
    private static synchronized <T> T inbox(String columns, String order, String to, Rows<T> read) {
        try {
            if (inbox == null) {
                inbox = TestDatabase.served().getConnection();
            }
            try (PreparedStatement select = inbox.prepareStatement("select " + columns + " from demo_message where lower(recipient) = lower(?) "
                    + order)) {
                select.setString(1, to);
                try (ResultSet rows = select.executeQuery()) {
                    return read.of(rows);
                }
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The path of the confirmation link that was just mailed, as soon as the message is there. */
    public static String confirmation(String to) {
        return link(awaited(to, "c"), "c");
    }

    /** The newest message somebody got, as soon as it is one with a link to the route. */
    public static MimeMessage awaited(String to, String route) {
        return awaited(to, route, 1);
    }

    /** As above, and as soon as so many messages lie there. */
    public static MimeMessage awaited(String to, String route, long messages) {
        return Awaited.until("a message with a link to /" + route, () -> count(to) < messages ? Optional.empty()
                : newest(to).filter(message -> text(message).contains("/" + route + "/")));
    }

    /** A topic of the demo that somebody takes by e-mail, who was given here. */
    public static synchronized String takes(String to) {
        return TAKES.get(to);
    }

    /** The path of the one-click URI in List-Unsubscribe. */
    public static String oneClick(MimeMessage message) {
        try {
            Matcher uri = Pattern.compile("<(https://[^>]+)>").matcher(message.getHeader("List-Unsubscribe", ","));
            if (!uri.find()) {
                throw new AssertionError("no https URI in List-Unsubscribe");
            }
            return URI.create(uri.group(1)).getRawPath();
        } catch (MessagingException e) {
            throw new AssertionError(e);
        }
    }

    /** The path of the first link in the text that begins with the route: {@code p}, {@code c} or {@code u}. */
    public static String link(MimeMessage message, String route) {
        Matcher link = Pattern.compile("/" + route + "/[\\w-]{20,}").matcher(text(message));
        if (!link.find()) {
            throw new AssertionError("no link to /" + route + " in the message");
        }
        return link.group();
    }

    /** Everything a reader sees of it. */
    public static String text(Part part) {
        try {
            if (part.isMimeType("text/*")) {
                return (String) part.getContent();
            }
            StringBuilder all = new StringBuilder();
            if (part.getContent() instanceof Multipart parts) {
                for (int i = 0; i < parts.getCount(); i++) {
                    BodyPart body = parts.getBodyPart(i);
                    all.append(text(body)).append('\n');
                }
            }
            return all.toString();
        } catch (IOException | MessagingException e) {
            throw new AssertionError(e);
        }
    }

    private static MimeMessage parse(byte[] raw) {
        try {
            return new MimeMessage(Session.getInstance(new Properties()), new ByteArrayInputStream(raw));
        } catch (MessagingException e) {
            throw new AssertionError(e);
        }
    }

    private static String fetch(HttpRequest.Builder request) {
        try {
            return CLIENT.send(request.build(), HttpResponse.BodyHandlers.ofString()).body();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
