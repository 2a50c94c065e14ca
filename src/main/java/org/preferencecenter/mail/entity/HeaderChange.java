package org.preferencecenter.mail.entity;

import java.util.List;

/** One change to a header block. Nothing a change holds can reach beyond its own field. */
public sealed interface HeaderChange {

    /** RFC 5322 §2.1.1: octets of a line without its end. */
    int LONGEST_LINE = 998;

    /** @return the field this adds or takes away */
    String name();

    /** Adds a field above all others. */
    static Add add(String name, String... lines) {
        return new Add(name, List.of(lines));
    }

    /**
     * @param lines the value; where it is folded, one item per line, so that no value can hold a line end of its own
     */
    record Add(String name, List<String> lines) implements HeaderChange {

        /** @throws BadMessage if the name is no field name or a line holds anything but visible ASCII and blanks */
        public Add {
            lines = List.copyOf(lines);
            // RFC 5322 §2.2: printable US-ASCII except colon.
            if (name.isEmpty() || !name.chars().allMatch(c -> c > 32 && c < 127 && c != ':')) {
                throw new BadMessage("A header field's name may hold only visible ASCII without a colon.");
            }
            if (lines.isEmpty()) {
                throw new BadMessage("The header field " + name + " needs a value.");
            }
            for (String line : lines) {
                check(name, line);
            }
        }

        private static void check(String name, String line) {
            if (!line.chars().allMatch(c -> c == '\t' || c >= 32 && c < 127)) {
                throw new BadMessage("The value of " + name + " may hold only ASCII without line breaks or control "
                        + "characters (RFC 5322 §2.2): a line break would start a header field of somebody else's choice.");
            }
            // A continuation of blanks alone would end the block for some readers (RFC 5322 §3.2.2 obsoletes it).
            if (line.isBlank()) {
                throw new BadMessage("A line of the value of " + name + " is empty.");
            }
            if (name.length() + 2 + line.length() > LONGEST_LINE) {
                throw new BadMessage("A line of " + name + " is longer than 998 octets (RFC 5322 §2.1.1).");
            }
        }

        /** The field as it is written, with the message's own line ending. One blank after the colon (RFC 8058 §5). */
        String raw(String lineEnd) {
            return name + ": " + String.join(lineEnd + " ", lines) + lineEnd;
        }
    }

    /**
     * Takes one field away.
     *
     * @param instance which of that name, 1 is the topmost, counted before any change
     */
    record Delete(String name, int instance) implements HeaderChange {
    }
}
