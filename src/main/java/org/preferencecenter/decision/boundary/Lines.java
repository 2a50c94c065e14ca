package org.preferencecenter.decision.boundary;

import java.io.IOException;
import java.io.InputStream;

/**
 * The lines of a stream one by one, each ended by LF or CR LF or the end of the stream. A line longer than is taken is
 * passed over without being held, however long it is.
 */
final class Lines {

    private final InputStream in;
    private final int longest;
    private final byte[] buffer;
    private int from;
    private int to;
    private int end;
    private boolean tooLong;
    private long number;
    private int next;
    private boolean over;

    /** @param longest line taken, in bytes without its end */
    Lines(InputStream in, int longest) {
        this.in = in;
        this.longest = longest;
        this.buffer = new byte[Math.max(2 * (longest + 2), 1 << 17)];
    }

    /** Goes to the next line. @return false if there is none */
    boolean next() throws IOException {
        from = next;
        tooLong = false;
        int seen = from;
        while (true) {
            for (; seen < end; seen++) {
                if (buffer[seen] == '\n') {
                    return line(seen, seen + 1);
                }
            }
            if (end - from > longest + 1) {
                tooLong = true;
                from = end;
            }
            int gone = from;
            if (!fill()) {
                return (end > from || tooLong) && line(end, end);
            }
            seen -= gone - from;
        }
    }

    private boolean line(int lineEnd, int nextLine) {
        to = lineEnd > from && buffer[lineEnd - 1] == '\r' ? lineEnd - 1 : lineEnd;
        tooLong |= to - from > longest;
        next = nextLine;
        number++;
        return true;
    }

    /** Reads on, and moves what is still needed to the front if there is no room. @return false at the end */
    private boolean fill() throws IOException {
        if (end == buffer.length || from == end) {
            System.arraycopy(buffer, from, buffer, 0, end - from);
            end -= from;
            from = 0;
        }
        if (over) {
            return false;
        }
        int read = in.read(buffer, end, buffer.length - end);
        over = read <= 0;
        end += Math.max(read, 0);
        return !over;
    }

    /** True if nothing more was read than what was handed out. */
    boolean idle() {
        return next == end;
    }

    /** Hands out nothing more. */
    void end() {
        next = end;
        over = true;
    }

    /** The number of the line, from 1. */
    long number() {
        return number;
    }

    /** True if it was too long to be held: it has no bytes then. */
    boolean tooLong() {
        return tooLong;
    }

    /** Holds the line from {@link #from} to before {@link #to}; until the next line is asked for. */
    byte[] buffer() {
        return buffer;
    }

    int from() {
        return from;
    }

    int to() {
        return to;
    }
}
