package org.preferencecenter.decision.boundary;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/**
 * A stream in UTF-16 as the same text in UTF-8; what is broken in it is broken here too. Java's own decoder takes the
 * character after half a pair for broken as well, which may be the end of a line.
 */
final class InUtf8 extends InputStream {

    private static final int NO_CHARACTER = 0xff;   // never occurs in UTF-8, so its line is told to be broken

    private final InputStream in;
    private final boolean littleEndian;
    private final byte[] wide = new byte[16 * 1024];
    private byte[] narrow = new byte[0];
    private int next;
    private int kept;

    InUtf8(InputStream in, boolean littleEndian) {
        this.in = in;
        this.littleEndian = littleEndian;
    }

    @Override
    public int read(byte[] to, int at, int length) throws IOException {
        while (next == narrow.length) {
            int read = in.read(wide, kept, wide.length - kept);
            if (read < 0 && kept == 0) {
                return -1;
            }
            encode(kept + Math.max(read, 0), read < 0);
        }
        int n = Math.min(length, narrow.length - next);
        System.arraycopy(narrow, next, to, at, n);
        next += n;
        return n;
    }

    /** What may be the first part of something waits for the rest, unless nothing follows. */
    private void encode(int length, boolean last) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(length * 2);
        StringBuilder text = new StringBuilder(length / 2);
        int i = 0;
        for (; i + 1 < length; i += 2) {
            char c = at(i);
            if (!Character.isSurrogate(c)) {
                text.append(c);
            } else if (Character.isHighSurrogate(c) && i + 3 >= length && !last) {
                break;
            } else if (Character.isHighSurrogate(c) && i + 3 < length && Character.isLowSurrogate(at(i + 2))) {
                text.append(c).append(at(i + 2));
                i += 2;
            } else {
                write(text, out);
                out.write(NO_CHARACTER);
            }
        }
        write(text, out);
        if (last && i < length) {
            out.write(NO_CHARACTER);
        }
        kept = last ? 0 : length - i;
        System.arraycopy(wide, i, wide, 0, kept);
        narrow = out.toByteArray();
        next = 0;
    }

    private static void write(StringBuilder text, ByteArrayOutputStream to) {
        to.writeBytes(text.toString().getBytes(StandardCharsets.UTF_8));
        text.setLength(0);
    }

    private char at(int i) {
        int first = wide[i] & 0xff;
        int second = wide[i + 1] & 0xff;
        return (char) (littleEndian ? second << 8 | first : first << 8 | second);
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }
}
