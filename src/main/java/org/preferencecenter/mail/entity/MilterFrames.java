package org.preferencecenter.mail.entity;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/**
 * Cuts what comes over a milter's line into packets, however the network has cut it. Memory grows with what has come, never
 * with what a length announces.
 */
public final class MilterFrames {

    /**
     * Postfix sends header fields of up to 100 KiB (header_size_limit) and bodies by 65535 octets; libmilter goes to 1 MiB.
     */
    public static final int LONGEST = 1 << 20;

    private byte[] held = new byte[8192];
    private int from;
    private int to;

    /** Takes what has come. */
    public void add(byte[] bytes, int length) {
        if (to + length > held.length) {
            int size = to - from;
            byte[] larger = size + length > held.length ? new byte[Math.max(2 * held.length, size + length)] : held;
            System.arraycopy(held, from, larger, 0, size);
            held = larger;
            from = 0;
            to = size;
        }
        System.arraycopy(bytes, 0, held, to, length);
        to += length;
    }

    /**
     * The next whole packet, if it has come.
     *
     * @throws BadFrame if a packet is empty or longer than {@link #LONGEST}
     */
    public Optional<MilterFrame> next() {
        if (to - from < 4) {
            return Optional.empty();
        }
        int length = ByteBuffer.wrap(held, from, 4).getInt();
        if (length < 1 || length > LONGEST) {
            throw new BadFrame("A packet announces " + Integer.toUnsignedLong(length) + " octets; there are 1 to " + LONGEST
                    + ".");
        }
        if (to - from - 4 < length) {
            return Optional.empty();
        }
        char command = (char) (held[from + 4] & 0xff);
        String data = new String(held, from + 5, length - 1, StandardCharsets.ISO_8859_1);
        from += 4 + length;
        if (from == to) {
            // A large message is not kept in memory for the rest of the line's life.
            held = held.length > 65_536 ? new byte[8192] : held;
            from = 0;
            to = 0;
        }
        return Optional.of(new MilterFrame(command, data));
    }

    @Override
    public String toString() {
        return "MilterFrames[" + Arrays.asList(from, to, held.length) + "]";
    }
}
