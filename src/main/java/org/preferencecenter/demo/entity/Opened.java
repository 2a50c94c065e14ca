package org.preferencecenter.demo.entity;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import jakarta.mail.MessagingException;
import jakarta.mail.Multipart;
import jakarta.mail.Part;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeUtility;

import org.preferencecenter.mail.entity.BadMessage;
import org.preferencecenter.mail.entity.HeaderField;
import org.preferencecenter.mail.entity.RawMessage;

/**
 * A message as a mail client shows it.
 *
 * @param subject decoded; empty if there is none
 * @param sender  display name of From, else its address
 * @param lines   the plain text part, its first 400 lines
 * @param fields  the whole header, top to bottom
 */
public record Opened(String subject, String sender, List<Line> lines, List<Field> fields) {

    private static final Session SESSION = Session.getInstance(new Properties());
    private static final int LINES = 400;
    private static final Pattern LINK = Pattern.compile("https?://[^\\s<>\"]+");
    private static final Pattern HTTPS = Pattern.compile("<(https://[^>]+)>");
    private static final Set<String> ABOUT_LISTS = Set.of("list-unsubscribe", "list-unsubscribe-post", "list-id", "list-help",
            "feedback-id", "dkim-signature", "auto-submitted");

    /** @param telling true for the fields this house adds */
    public record Field(String name, String value, boolean telling) {
    }

    /** @param small true from the "-- " on that sets the signature apart (RFC 3676 §4.3) */
    public record Line(List<Piece> pieces, boolean small) {

        public boolean blank() {
            return pieces.stream().allMatch(piece -> piece.text().isBlank());
        }
    }

    /** @param href where the piece leads, or empty for plain text */
    public record Piece(String text, String href) {
    }

    /** Reads what can be read: whatever a sink received, something is shown. */
    public static Opened of(byte[] raw) {
        try {
            RawMessage message = RawMessage.of(raw);
            MimeMessage mime = new MimeMessage(SESSION, new ByteArrayInputStream(raw));
            String subject = MimeUtility.decodeText(message.value("Subject").orElse(""));
            return new Opened(subject, sender(message), lines(text(mime).orElse("")),
                    message.fields().stream().map(Opened::field).toList());
        } catch (BadMessage | MessagingException | IOException | ClassCastException unreadable) {
            return new Opened("", "", lines(new String(raw, StandardCharsets.UTF_8)), List.of());
        }
    }

    /** The one https URI of List-Unsubscribe, if the message offers one-click (RFC 8058 §3.1). */
    public Optional<URI> oneClick() {
        boolean offered = value("List-Unsubscribe-Post").filter("List-Unsubscribe=One-Click"::equalsIgnoreCase).isPresent();
        Matcher https = HTTPS.matcher(value("List-Unsubscribe").orElse(""));
        return offered && https.find() ? Optional.of(URI.create(https.group(1))) : Optional.empty();
    }

    public Optional<String> value(String name) {
        return fields.stream().filter(f -> f.name().equalsIgnoreCase(name)).map(Field::value).findFirst();
    }

    private static Field field(HeaderField field) {
        return new Field(field.name(), new String(field.value().getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8),
                ABOUT_LISTS.contains(field.name().toLowerCase(Locale.ROOT)));
    }

    private static String sender(RawMessage message) throws MessagingException {
        InternetAddress[] from = InternetAddress.parseHeader(message.value("From").orElse(""), false);
        return from.length == 0 ? "" : from[0].getPersonal() != null ? from[0].getPersonal() : from[0].getAddress();
    }

    /** The first plain text, looking into multiparts. */
    private static Optional<String> text(Part part) throws MessagingException, IOException {
        if (part.isMimeType("text/plain")) {
            return Optional.of((String) part.getContent());
        }
        if (part.getContent() instanceof Multipart parts) {
            for (int i = 0; i < parts.getCount(); i++) {
                Optional<String> text = text(parts.getBodyPart(i));
                if (text.isPresent()) {
                    return text;
                }
            }
        }
        return Optional.empty();
    }

    private static List<Line> lines(String text) {
        List<Line> lines = new ArrayList<>();
        boolean small = false;
        for (String line : text.lines().limit(LINES).toList()) {
            small |= line.equals("-- ");
            lines.add(line(line, small));
        }
        return List.copyOf(lines);
    }

    private static Line line(String text, boolean small) {
        List<Piece> pieces = new ArrayList<>();
        Matcher link = LINK.matcher(text);
        int at = 0;
        while (link.find()) {
            pieces.add(new Piece(text.substring(at, link.start()), ""));
            pieces.add(new Piece(link.group(), link.group()));
            at = link.end();
        }
        pieces.add(new Piece(text.substring(at), ""));
        return new Line(pieces.stream().filter(piece -> !piece.text().isEmpty()).toList(), small);
    }
}
