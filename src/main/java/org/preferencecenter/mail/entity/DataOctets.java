package org.preferencecenter.mail.entity;

/**
 * Takes the text that follows DATA apart, octet by octet (RFC 5321 §4.5.2): only CRLF ends a line and only CRLF.CRLF the
 * message. What some servers take for an end and others do not is how messages are smuggled past a server, so a message with
 * a CR or LF alone is never taken (§2.3.8), and after what only some take for an end nothing more is believed.
 */
public final class DataOctets {

    /** Where the text stands. */
    public enum End {
        /** More is to come. */
        OPEN,
        /** CRLF.CRLF. */
        PROPER,
        /** A dot alone between line ends that are not all CRLF: whatever follows may be anybody's. */
        DOUBTFUL
    }

    private enum At { LINE_START, LINE, CR, DOT, DOT_CR, ODD_START, ODD_DOT, ODD_DOT_CR }

    /** Takes the octets of the message, dots already taken away. */
    @FunctionalInterface
    public interface Sink {

        /** @param octet 0 to 255 */
        void take(int octet);
    }

    private final Sink sink;
    private At at = At.LINE_START;
    private End end = End.OPEN;
    private boolean bare;

    public DataOctets(Sink sink) {
        this.sink = sink;
    }

    public End end() {
        return end;
    }

    /** Whether a CR or LF stood alone. */
    public boolean bare() {
        return bare;
    }

    /**
     * Takes octets up to the end of the message.
     *
     * @return index after the last octet that was taken
     */
    public int take(byte[] octets, int from, int to) {
        int i = from;
        while (i < to && end == End.OPEN) {
            take(octets[i++] & 0xff);
        }
        return i;
    }

    /** Whether a CR or LF stands alone in octets that came by count (RFC 3030), where no dot ends anything. */
    public static boolean bareIn(byte[] octets) {
        for (int i = 0; i < octets.length; i++) {
            boolean pair = octets[i] == '\r' && i + 1 < octets.length && octets[i + 1] == '\n';
            if (pair) {
                i++;
            } else if (octets[i] == '\r' || octets[i] == '\n') {
                return true;
            }
        }
        return false;
    }

    private void take(int c) {
        switch (at) {
            case LINE_START -> at = c == '.' ? At.DOT : text(c);
            case LINE -> at = text(c);
            case CR -> afterCr(c);
            case DOT -> afterDot(c);
            case DOT_CR -> {
                if (c == '\n') {
                    end = End.PROPER;
                } else {
                    odd('\r');
                    at = oddStart(c);
                }
            }
            case ODD_START -> at = oddStart(c);
            case ODD_DOT -> {
                if (c == '\n') {
                    end = End.DOUBTFUL;
                } else if (c == '\r') {
                    at = At.ODD_DOT_CR;
                } else {
                    at = text(c);
                }
            }
            case ODD_DOT_CR -> {
                if (c == '\n') {
                    end = End.DOUBTFUL;
                } else {
                    odd('\r');
                    at = oddStart(c);
                }
            }
        }
    }

    private void afterCr(int c) {
        if (c == '\n') {
            sink.take('\r');
            sink.take('\n');
            at = At.LINE_START;
        } else {
            odd('\r');
            at = oddStart(c);
        }
    }

    private void afterDot(int c) {
        if (c == '\r') {
            at = At.DOT_CR;
        } else if (c == '\n') {
            bare = true;
            end = End.DOUBTFUL;
        } else {
            at = text(c);
        }
    }

    private At oddStart(int c) {
        return c == '.' ? At.ODD_DOT : text(c);
    }

    private At text(int c) {
        if (c == '\r') {
            return At.CR;
        }
        if (c == '\n') {
            odd('\n');
            return At.ODD_START;
        }
        sink.take(c);
        return At.LINE;
    }

    private void odd(int c) {
        bare = true;
        sink.take(c);
    }
}
