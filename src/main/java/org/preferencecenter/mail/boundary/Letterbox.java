package org.preferencecenter.mail.boundary;

import java.util.Arrays;
import java.util.concurrent.atomic.AtomicLong;

import org.preferencecenter.mail.entity.DataOctets;

/** Holds one message while it comes in: no larger than allowed, and within what all clients together may take up. */
final class Letterbox implements DataOctets.Sink, AutoCloseable {

    private static final byte[] NOTHING = new byte[0];

    private final int largest;
    private final AtomicLong free;
    private byte[] octets = NOTHING;
    private int length;
    private boolean tooLarge;
    private boolean full;

    /**
     * @param largest octets of one message
     * @param free    octets that are left for all messages coming in
     */
    Letterbox(int largest, AtomicLong free) {
        this.largest = largest;
        this.free = free;
    }

    @Override
    public void take(int octet) {
        if (length == octets.length && !grow()) {
            return;
        }
        octets[length++] = (byte) octet;
    }

    private boolean grow() {
        if (tooLarge || full) {
            return false;
        }
        int wanted = (int) Math.min(largest, Math.max(8192L, octets.length * 2L));
        tooLarge = wanted == octets.length;
        if (!tooLarge) {
            int more = wanted - octets.length;
            full = free.addAndGet(-more) < 0;
            if (full) {
                free.addAndGet(more);
            }
        }
        if (tooLarge || full) {
            close();
            return false;
        }
        octets = Arrays.copyOf(octets, wanted);
        return true;
    }

    /** It was larger than allowed; nothing of it was kept. */
    boolean tooLarge() {
        return tooLarge;
    }

    /** Other messages took up the place; nothing of it was kept. */
    boolean full() {
        return full;
    }

    byte[] octets() {
        return Arrays.copyOf(octets, length);
    }

    /** Gives the place back. */
    @Override
    public void close() {
        free.addAndGet(octets.length);
        octets = NOTHING;
        length = 0;
    }
}
