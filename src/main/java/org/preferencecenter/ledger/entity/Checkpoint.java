package org.preferencecenter.ledger.entity;

import java.util.Arrays;
import java.util.Base64;

/**
 * What a log says of itself at one moment (https://c2sp.org/tlog-checkpoint).
 *
 * @param origin which log, never another's
 * @param size   how many leaves
 * @param root   of RFC 6962 §2.1 over them
 */
public record Checkpoint(String origin, long size, byte[] root) {

    public Checkpoint {
        if (origin.isEmpty() || origin.contains("\n") || size < 0 || root.length != Leaf.HASH_BYTES) {
            throw new IllegalArgumentException("a checkpoint has an origin, a size and a root");
        }
        root = root.clone();
    }

    /** The three lines that are signed. */
    public String text() {
        return origin + '\n' + size + '\n' + Base64.getEncoder().encodeToString(root) + '\n';
    }

    /**
     * Reads what was signed. Lines after the third are refused: this log writes none.
     *
     * @throws IllegalArgumentException if it is anything but a checkpoint, to the letter
     */
    public static Checkpoint parse(String text) {
        String[] lines = text.split("\n", -1);
        if (lines.length != 4 || !lines[3].isEmpty() || !lines[1].matches("0|[1-9][0-9]{0,18}")) {
            throw new IllegalArgumentException("not the three lines of a checkpoint");
        }
        Checkpoint read = new Checkpoint(lines[0], Long.parseLong(lines[1]), LogKey.base64(lines[2]));
        if (!read.text().equals(text)) {
            throw new IllegalArgumentException("not exactly a checkpoint");
        }
        return read;
    }

    @Override
    public byte[] root() {
        return root.clone();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Checkpoint that && origin.equals(that.origin) && size == that.size && Arrays.equals(root, that.root);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(root);
    }
}
