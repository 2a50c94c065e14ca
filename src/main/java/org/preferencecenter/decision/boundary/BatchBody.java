package org.preferencecenter.decision.boundary;

import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Set;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

import jakarta.ws.rs.core.MediaType;

import org.preferencecenter.platform.entity.Problem;

/**
 * The body of a batch as lines of bytes: unpacked, the byte order mark taken off, UTF-16 turned into UTF-8.
 *
 * @param charset of the lines
 */
record BatchBody(Intake intake, Lines lines, Charset charset) {

    private static final Set<String> ONE_BYTE = Set.of("US-ASCII", "ISO-8859-1", "ISO-8859-15", "windows-1252");
    private static final int LONGEST_MARK = 3;

    /**
     * Begins to read it.
     *
     * @param encoding Content-Encoding, or null
     * @throws Asking.Refused if it is in a form that is not taken
     */
    static BatchBody of(Batches batches, InputStream body, MediaType type, String encoding, int longest) throws IOException {
        Charset charset = charset(type);
        Intake intake = new Intake(unpacked(body, encoding), batches.reading());
        PushbackInputStream begin = new PushbackInputStream(intake, LONGEST_MARK);
        Charset marked = mark(begin);
        Charset real = marked != null ? marked : charset;
        boolean wide = real.name().startsWith("UTF-16");
        return new BatchBody(intake, new Lines(wide ? new InUtf8(begin, real.equals(StandardCharsets.UTF_16LE)) : begin, longest),
                wide ? StandardCharsets.UTF_8 : real);
    }

    /** JSON is UTF-8 whatever is said (RFC 8259 §8.1), CSV what is said. */
    private static Charset charset(MediaType type) {
        String name = type.getParameters().getOrDefault(MediaType.CHARSET_PARAMETER, "UTF-8");
        boolean csv = type.getSubtype().equals("csv");
        try {
            Charset charset = Charset.forName(name);
            if (charset.equals(StandardCharsets.UTF_8)
                    || csv && (charset.name().startsWith("UTF-16") || ONE_BYTE.contains(charset.name()))) {
                return charset;
            }
        } catch (IllegalArgumentException unknown) {
            // said below, as for one that is known and not taken
        }
        throw new Asking.Refused(Problem.of(415, "This charset is not taken", csv ? "CSV is taken in UTF-8, UTF-16, ISO-8859-1, "
                + "ISO-8859-15 or windows-1252." : "JSON is taken in UTF-8."));
    }

    private static InputStream unpacked(InputStream body, String encoding) throws IOException {
        if (encoding == null || encoding.isBlank() || encoding.strip().equalsIgnoreCase("identity")) {
            return body;
        }
        String name = encoding.strip().toLowerCase(Locale.ROOT);
        if (!name.equals("gzip") && !name.equals("x-gzip")) {
            throw new Asking.Refused(Problem.of(415, "This Content-Encoding is not taken", "Send the body as it is, or gzip."));
        }
        try {
            return new GZIPInputStream(body, 1 << 16);
        } catch (ZipException | java.io.EOFException wrong) {
            throw BatchTerms.unusable("The body is not in gzip, though Content-Encoding says so.");
        }
    }

    /** Takes a byte order mark off. @return what it says, or null if there is none */
    private static Charset mark(PushbackInputStream in) throws IOException {
        byte[] first = new byte[LONGEST_MARK];
        int read = in.readNBytes(first, 0, LONGEST_MARK);
        int length = 0;
        Charset marked = null;
        if (read == LONGEST_MARK && first[0] == (byte) 0xef && first[1] == (byte) 0xbb && first[2] == (byte) 0xbf) {
            length = LONGEST_MARK;
            marked = StandardCharsets.UTF_8;
        } else if (read >= 2 && first[0] == (byte) 0xff && first[1] == (byte) 0xfe) {
            length = 2;
            marked = StandardCharsets.UTF_16LE;
        } else if (read >= 2 && first[0] == (byte) 0xfe && first[1] == (byte) 0xff) {
            length = 2;
            marked = StandardCharsets.UTF_16BE;
        }
        in.unread(first, length, read - length);
        return marked;
    }
}
