package org.preferencecenter.ledger.entity;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;

/**
 * A text and its signatures (https://c2sp.org/signed-note): the text, an empty line, and a line a signature.
 *
 * @param text ends with a line feed
 */
public record SignedNote(String text, List<Line> signatures) {

    private static final String DASH = "\u2014 ";
    private static final int MOST = 16;

    /**
     * One signature.
     *
     * @param name  of the key
     * @param keyId four octets
     */
    public record Line(String name, byte[] keyId, byte[] signature) {

        /** As it stands in the note, line feed included. */
        String written() {
            byte[] both = Arrays.copyOf(keyId, keyId.length + signature.length);
            System.arraycopy(signature, 0, both, keyId.length, signature.length);
            return DASH + name + ' ' + Base64.getEncoder().encodeToString(both) + '\n';
        }
    }

    public SignedNote {
        if (!text.endsWith("\n") || signatures.isEmpty() || text.chars().anyMatch(c -> c < 32 && c != '\n')) {
            throw new IllegalArgumentException("a signed note is lines of text and at least one signature");
        }
        signatures = List.copyOf(signatures);
    }

    /** Reads a note. @throws IllegalArgumentException if it is anything but exactly one, down to the last line feed */
    public static SignedNote parse(String note) {
        int end = note.lastIndexOf("\n\n");
        if (end < 0) {
            throw new IllegalArgumentException("no empty line between text and signatures");
        }
        String[] lines = note.substring(end + 2).split("\n", -1);
        List<Line> signatures = new ArrayList<>();
        for (int i = 0; i < lines.length - 1; i++) {
            signatures.add(line(lines[i]));
        }
        SignedNote read = signatures.isEmpty() || signatures.size() > MOST ? null
                : new SignedNote(note.substring(0, end + 1), signatures);
        if (read == null || !read.toString().equals(note)) {
            throw new IllegalArgumentException("not exactly a signed note");
        }
        return read;
    }

    /** Reads octets as UTF-8, which they must be. @throws IllegalArgumentException otherwise */
    public static SignedNote parse(byte[] note) {
        String text = new String(note, StandardCharsets.UTF_8);
        if (!Arrays.equals(text.getBytes(StandardCharsets.UTF_8), note)) {
            throw new IllegalArgumentException("not UTF-8");
        }
        return parse(text);
    }

    private static Line line(String line) {
        String[] parts = line.split(" ", -1);
        byte[] both = parts.length == 3 && line.startsWith(DASH) && !parts[1].isEmpty() ? LogKey.base64(parts[2]) : new byte[0];
        if (both.length < 5) {
            throw new IllegalArgumentException("a line is not a signature");
        }
        return new Line(parts[1], Arrays.copyOf(both, 4), Arrays.copyOfRange(both, 4, both.length));
    }

    /** Whether this key signed it. A signature that names the key and is false makes the note false, whatever else signed. */
    public boolean signedBy(LogKey key) {
        List<Line> its = signatures.stream().filter(l -> l.name().equals(key.name()) && Arrays.equals(l.keyId(), key.id())).toList();
        return !its.isEmpty() && its.stream().allMatch(l -> key.signed(text, l.signature()));
    }

    /** The note as it is handed out. */
    @Override
    public String toString() {
        StringBuilder note = new StringBuilder(text).append('\n');
        signatures.forEach(line -> note.append(line.written()));
        return note.toString();
    }
}
