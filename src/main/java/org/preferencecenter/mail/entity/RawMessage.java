package org.preferencecenter.mail.entity;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * A message as bytes, with its header block taken apart (RFC 5322 §2.1). Immutable. Header changes leave every other byte
 * as it was: the body, MIME parts, odd spacing and 8-bit text included (STANDARDS A.5).
 */
public final class RawMessage {

    private static final Pattern ANY_LINE_END = Pattern.compile("\r\n|\r|\n");

    private final List<HeaderField> fields;
    /** The empty line and the body, one char per byte; empty for a bare header block. */
    private final String rest;

    private RawMessage(List<HeaderField> fields, String rest) {
        this.fields = List.copyOf(fields);
        this.rest = rest;
    }

    /**
     * Takes a message apart.
     *
     * @throws BadMessage if there is no header field, or a line of the header block belongs to none
     */
    public static RawMessage of(byte[] bytes) {
        String text = new String(bytes, StandardCharsets.ISO_8859_1);
        List<HeaderField> fields = new ArrayList<>();
        int at = 0;
        while (at < text.length() && !emptyLine(text, at)) {
            int end = endOfField(text, at);
            fields.add(field(text.substring(at, end), fields.size() + 1));
            at = end;
        }
        if (fields.isEmpty()) {
            throw new BadMessage("The message has no header: an RFC 5322 message begins with fields such as "
                    + "\"From: \", then an empty line, then the body.");
        }
        return new RawMessage(fields, text.substring(at));
    }

    private static boolean emptyLine(String text, int at) {
        return text.startsWith("\r\n", at) || text.charAt(at) == '\n';
    }

    /** A field ends where a line begins that is not its continuation (RFC 5322 §2.2.3). */
    private static int endOfField(String text, int start) {
        int at = start;
        do {
            int end = text.indexOf('\n', at);
            if (end < 0) {
                return text.length();
            }
            at = end + 1;
        } while (at < text.length() && (text.charAt(at) == ' ' || text.charAt(at) == '\t'));
        return at;
    }

    private static HeaderField field(String raw, int place) {
        int colon = raw.indexOf(':');
        String name = colon < 0 ? "" : raw.substring(0, colon).stripTrailing();
        if (name.isEmpty() || !name.chars().allMatch(c -> c > 32 && c < 127)) {
            throw new BadMessage("Field " + place + " of the header block is no header field (RFC 5322 §2.2: a name, a "
                    + "colon, a value). Is the empty line between header and body missing?");
        }
        if (raw.indexOf('\0') >= 0 || raw.replaceAll("\r\n", "").indexOf('\r') >= 0) {
            throw new BadMessage("Field " + place + " of the header block holds a NUL or a CR without LF (RFC 5322 §2.2): "
                    + "remove it, since mail servers read such fields differently.");
        }
        return new HeaderField(name, raw);
    }

    /** All fields, top to bottom. */
    public List<HeaderField> fields() {
        return fields;
    }

    /** The fields of a name, top to bottom. */
    public List<HeaderField> fields(String name) {
        return fields.stream().filter(f -> f.named(name)).toList();
    }

    /** The value of the topmost field of a name. */
    public Optional<String> value(String name) {
        return fields(name).stream().findFirst().map(HeaderField::value);
    }

    /** Everything after the empty line, one char per byte. */
    public String body() {
        return rest.startsWith("\r\n") ? rest.substring(2) : rest.isEmpty() ? rest : rest.substring(1);
    }

    /** True if a field holds other than ASCII: then the next hop must speak SMTPUTF8 (RFC 6531 §3.2). */
    public boolean headerNeedsUtf8() {
        return fields.stream().anyMatch(field -> beyondAscii(field.raw()));
    }

    /** True if the body holds other than ASCII (RFC 6152). */
    public boolean eightBit() {
        return beyondAscii(rest);
    }

    private static boolean beyondAscii(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) > 127) {
                return true;
            }
        }
        return false;
    }

    /** The message with the changes made; added fields stand on top, the first of them topmost. */
    public RawMessage with(List<? extends HeaderChange> changes) {
        String lineEnd = fields.get(0).raw().indexOf('\n') > 0 && !fields.get(0).raw().contains("\r\n") ? "\n" : "\r\n";
        List<HeaderField> changed = new ArrayList<>();
        for (HeaderChange change : changes) {
            if (change instanceof HeaderChange.Add add) {
                changed.add(new HeaderField(add.name(), add.raw(lineEnd)));
            }
        }
        Map<String, Integer> seen = new TreeMap<>();
        for (HeaderField field : fields) {
            int instance = seen.merge(field.name().toLowerCase(Locale.ROOT), 1, Integer::sum);
            boolean deleted = changes.stream().anyMatch(c -> c instanceof HeaderChange.Delete gone
                    && gone.instance() == instance && field.named(gone.name()));
            if (!deleted) {
                changed.add(field);
            }
        }
        return new RawMessage(changed, rest);
    }

    /** Every line ended by CRLF, which SMTP sends and DKIM signs (RFC 6376 §5.3); itself if it is so already. */
    public RawMessage withCrlf() {
        if (fields.stream().allMatch(field -> onlyCrlf(field.raw())) && onlyCrlf(rest)) {
            return this;
        }
        return of(ANY_LINE_END.matcher(text()).replaceAll("\r\n").getBytes(StandardCharsets.ISO_8859_1));
    }

    private static boolean onlyCrlf(String text) {
        int at = 0;
        for (int cr = text.indexOf('\r'); cr >= 0; cr = text.indexOf('\r', at)) {
            int lf = text.indexOf('\n', at);
            if (lf != cr + 1) {
                return false;
            }
            at = lf + 1;
        }
        return text.indexOf('\n', at) < 0;
    }

    /** Octets of the message as it is sent. */
    public int length() {
        return fields.stream().mapToInt(field -> field.raw().length()).sum() + rest.length();
    }

    /** The message as it is sent. */
    public byte[] bytes() {
        return text().getBytes(StandardCharsets.ISO_8859_1);
    }

    private String text() {
        StringBuilder text = new StringBuilder(length());
        fields.forEach(field -> text.append(field.raw()));
        return text.append(rest).toString();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof RawMessage that && Arrays.equals(bytes(), that.bytes());
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes());
    }
}
