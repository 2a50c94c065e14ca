package org.preferencecenter.mail.entity;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Properties;

import jakarta.mail.MessagingException;
import jakarta.mail.Multipart;
import jakarta.mail.Part;
import jakarta.mail.Session;
import jakarta.mail.internet.ContentType;
import jakarta.mail.internet.InternetHeaders;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import jakarta.mail.util.ByteArrayDataSource;

/**
 * The leaves of a message's MIME tree (RFC 2045, 2046), read by a library and never trusted: what cannot be read is no part,
 * and a tree deeper or wider than any honest report ends where the limits are.
 */
public final class MimeParts {

    private static final int DEEPEST = 6;
    private static final int MOST = 40;
    private static final int LARGEST = 256 * 1024;
    private static final Session SESSION = Session.getInstance(new Properties());

    /**
     * One leaf.
     *
     * @param type  lower case, such as {@code text/plain}
     * @param bytes decoded, at most 256 KiB of them
     * @param charset its text is in, as named
     */
    public record Leaf(String type, byte[] bytes, String charset) {

        /** As text; what no charset of ours explains is read byte for byte. */
        public String text() {
            try {
                return new String(bytes, jakarta.mail.internet.MimeUtility.javaCharset(charset));
            } catch (IllegalArgumentException | java.io.UnsupportedEncodingException unknown) {
                return new String(bytes, StandardCharsets.ISO_8859_1);
            }
        }
    }

    private final List<Leaf> leaves = new ArrayList<>();
    private String reportType = "";

    private MimeParts() {
    }

    /** Never fails: a message that is no MIME has one leaf, or none. */
    public static MimeParts of(byte[] message) {
        MimeParts parts = new MimeParts();
        try {
            parts.add(new MimeMessage(SESSION, new ByteArrayInputStream(message)), 0);
        } catch (IllegalStateException notInstalled) {
            // The library lacks its own parts: that is our mistake, and the message must not be taken for an empty one.
            throw notInstalled;
        } catch (MessagingException | IOException | RuntimeException broken) {
            return parts;
        }
        return parts;
    }

    public List<Leaf> leaves() {
        return List.copyOf(leaves);
    }

    /** The first leaf of a type. */
    public Optional<Leaf> first(String type) {
        return leaves.stream().filter(leaf -> leaf.type().equals(type)).findFirst();
    }

    /** {@code delivery-status}, {@code feedback-report} …, lower case; empty if it is no multipart/report (RFC 6522). */
    public String reportType() {
        return reportType;
    }

    private void add(Part part, int depth) throws MessagingException, IOException {
        if (depth > DEEPEST || leaves.size() >= MOST) {
            return;
        }
        ContentType type = type(part);
        if (type.match("multipart/*")) {
            if (depth == 0 && type.match("multipart/report") && type.getParameter("report-type") != null) {
                reportType = type.getParameter("report-type").strip().toLowerCase(java.util.Locale.ROOT);
            }
            multipart(part, type, depth);
            return;
        }
        String charset = type.getParameter("charset") == null ? "us-ascii" : type.getParameter("charset");
        try (InputStream in = part.getInputStream()) {
            leaves.add(new Leaf(type.getBaseType().toLowerCase(java.util.Locale.ROOT), in.readNBytes(LARGEST), charset));
        }
    }

    private void multipart(Part part, ContentType type, int depth) throws MessagingException, IOException {
        Multipart all;
        try (InputStream in = part.getInputStream()) {
            all = new MimeMultipart(new ByteArrayDataSource(in, type.toString()));
        }
        for (int i = 0; i < Math.min(all.getCount(), MOST); i++) {
            try {
                add(all.getBodyPart(i), depth + 1);
            } catch (MessagingException | IOException | RuntimeException broken) {
                // The other parts may still tell what this is.
                leaves.add(new Leaf("application/octet-stream", new byte[0], "us-ascii"));
            }
        }
    }

    private static ContentType type(Part part) throws MessagingException {
        try {
            return new ContentType(part.getContentType());
        } catch (jakarta.mail.internet.ParseException unreadable) {
            // RFC 2045 §5.2: what cannot be read is plain text.
            return new ContentType("text/plain");
        }
    }

    /** Blocks of header fields with an empty line between, as in message/delivery-status (RFC 3464 §2.1). */
    static List<InternetHeaders> blocks(byte[] bytes) {
        List<InternetHeaders> blocks = new ArrayList<>();
        for (String block : new String(bytes, StandardCharsets.ISO_8859_1).replace("\r\n", "\n").split("\n[ \t]*\n")) {
            if (!block.isBlank() && blocks.size() < MOST) {
                blocks.add(headers(block.stripLeading()));
            }
        }
        return blocks;
    }

    /** The header block a text begins with; nothing of what follows its empty line. */
    static InternetHeaders headers(String text) {
        try {
            return new InternetHeaders(new ByteArrayInputStream(text.getBytes(StandardCharsets.ISO_8859_1)));
        } catch (MessagingException broken) {
            return new InternetHeaders();
        }
    }

    /** The topmost field of a name, unfolded; empty if there is none. */
    static String field(InternetHeaders headers, String name) {
        String[] values = headers.getHeader(name);
        return values == null ? "" : values[0].replaceAll("\r?\n(?=[ \t])", "").strip();
    }

    /** A leaf's header fields where it is a message or the head of one: the message that is being reported. */
    public Optional<InternetHeaders> original() {
        return leaves.stream().filter(leaf -> leaf.type().equals("message/rfc822") || leaf.type().equals("text/rfc822-headers")
                || leaf.type().equals("message/global") || leaf.type().equals("message/rfc822-headers")
                || leaf.type().equals("message/global-headers")).findFirst()
                .map(leaf -> headers(new String(leaf.bytes(), StandardCharsets.ISO_8859_1)));
    }
}

