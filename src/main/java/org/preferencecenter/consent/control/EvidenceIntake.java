package org.preferencecenter.consent.control;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.SQLException;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.preferencecenter.consent.entity.Evidence;
import org.preferencecenter.consent.entity.Evidence.Refusal;
import org.preferencecenter.consent.entity.EvidenceType;

/** Reads what is handed in piece by piece, and knows at the end what it was: its type, size and digests. */
final class EvidenceIntake {

    /** Octets that memory holds of a file, and that are sealed as one. */
    static final int PIECE = 256 * 1024;

    /** What makes a PDF do something, or bring something along, when it is opened (ISO 32000-1 §12.6.4, §7.11.4). */
    private static final List<String> ACTIVE = List.of("/JavaScript", "/Launch", "/EmbeddedFile", "/RichMedia");
    /** A letter of a name may be written as its number (ISO 32000-1 §7.3.5). */
    private static final Pattern NUMBERED = Pattern.compile("#([0-9A-Fa-f]{2})");
    /** The longest of them, each of its letters as a number. */
    private static final int LONGEST_WORD = 3 * "/EmbeddedFile".length();

    private final InputStream content;
    private final long largest;
    private final MessageDigest salted = sha256();
    private final MessageDigest plain = sha256();
    private EvidenceType type;
    private long size;
    private int pieces;
    private byte[] digest;
    private byte[] sha256;

    EvidenceIntake(InputStream content, long largest, byte[] salt) {
        this.content = content;
        this.largest = largest;
        salted.update(salt);
    }

    /** Something is wrong with it: whatever was written of it is taken back. */
    static final class Refused extends RuntimeException {

        private static final long serialVersionUID = 1L;
        private final Refusal why;

        Refused(Refusal why) {
            super(why.name(), null, false, false);
            this.why = why;
        }

        Refusal why() {
            return why;
        }
    }

    /** Takes one piece after the other. */
    interface Out {
        void piece(int seq, byte[] octets) throws SQLException;
    }

    /** Reads all of it. @throws Refused as soon as it is known that it will not be taken */
    void read(Out out) throws SQLException {
        String before = "";
        for (byte[] piece = next(); piece.length > 0; piece = next()) {
            if (pieces == 0) {
                type = EvidenceType.of(piece).orElseThrow(() -> new Refused(Refusal.TYPE));
            }
            size += piece.length;
            if (size > largest) {
                throw new Refused(Refusal.TOO_LARGE);
            }
            if (type == EvidenceType.PDF) {
                before = passive(before, piece);
            }
            salted.update(piece);
            plain.update(piece);
            pieces++;
            out.piece(pieces, piece);
        }
        if (pieces == 0) {
            throw new Refused(Refusal.EMPTY);
        }
        done();
    }

    /** Of words that are no file. */
    void read(String words) {
        byte[] octets = words.getBytes(StandardCharsets.UTF_8);
        salted.update(octets);
        plain.update(octets);
        size = octets.length;
        done();
    }

    private void done() {
        digest = salted.digest();
        sha256 = plain.digest();
    }

    private byte[] next() {
        try {
            return content.readNBytes(PIECE);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    /** @param before the end of the piece before: a word may lie across. @return the end of this one */
    private static String passive(String before, byte[] piece) {
        String text = before + new String(piece, StandardCharsets.ISO_8859_1);
        String names = NUMBERED.matcher(text).replaceAll(number ->
                Matcher.quoteReplacement(Character.toString((char) Integer.parseInt(number.group(1), 16))));
        if (ACTIVE.stream().anyMatch(names::contains)) {
            throw new Refused(Refusal.ACTIVE);
        }
        return text.substring(Math.max(0, text.length() - LONGEST_WORD));
    }

    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java platform has SHA-256", impossible);
        }
    }

    Evidence.Medium medium() {
        return type == null ? Evidence.Medium.REFERENCE : type.medium();
    }

    /** Null of words. */
    EvidenceType type() {
        return type;
    }

    long size() {
        return size;
    }

    int pieces() {
        return pieces;
    }

    /** With the salt before it. */
    byte[] digest() {
        return digest;
    }

    byte[] plainDigest() {
        return sha256;
    }
}
