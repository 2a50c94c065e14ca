package org.preferencecenter.decision.boundary;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;

/** A stream in UTF-16 as the same text in UTF-8; what is broken in it is broken here too. */
final class InUtf8 extends InputStream {

    private static final byte[] NO_CHARACTER = {(byte) 0xff};   // never occurs in UTF-8, so its line is told to be broken

    private final Reader text;
    private final char[] characters = new char[8192];
    private byte[] bytes = new byte[0];
    private int next;
    private int kept;

    InUtf8(InputStream in, Charset charset) {
        this.text = new InputStreamReader(in, charset);   // puts U+FFFD for what is broken
    }

    @Override
    public int read(byte[] to, int at, int length) throws IOException {
        while (next == bytes.length) {
            int read = text.read(characters, kept, characters.length - kept);
            if (read < 0) {
                return -1;
            }
            encode(kept + read);
        }
        int n = Math.min(length, bytes.length - next);
        System.arraycopy(bytes, next, to, at, n);
        next += n;
        return n;
    }

    /** The first half of a pair waits for the second. */
    private void encode(int length) throws IOException {
        java.io.ByteArrayOutputStream out = new java.io.ByteArrayOutputStream(length * 2);
        boolean half = Character.isHighSurrogate(characters[length - 1]);
        int end = half ? length - 1 : length;
        int from = 0;
        for (int i = 0; i <= end; i++) {
            if (i == end || characters[i] == '\ufffd') {
                out.write(new String(characters, from, i - from).getBytes(StandardCharsets.UTF_8));
                if (i < end) {
                    out.write(NO_CHARACTER);
                }
                from = i + 1;
            }
        }
        kept = half ? 1 : 0;
        characters[0] = half ? characters[length - 1] : characters[0];
        bytes = out.toByteArray();
        next = 0;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }
}
