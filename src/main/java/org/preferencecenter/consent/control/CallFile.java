package org.preferencecenter.consent.control;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * A file of telephone numbers, one a line or in a column of a CSV file (RFC 4180; comma, semicolon or tab), read record by
 * record. What was read can be written again byte for byte, in whatever encoding it is: bytes are kept as characters
 * U+0000 to U+00FF. That is why no CSV library reads it: those give values, not what was written.
 */
public final class CallFile {

    /** Longest line, and longest record of several lines, in bytes. */
    static final int LONGEST = 64 * 1024;
    private static final String BOM = "\u00ef\u00bb\u00bf";

    /**
     * @param line   number of its first line, from 1
     * @param text   as it is in the file, without the line's end; cut at the longest line if it is longer
     * @param end    the line's end, empty at the end of a file that has none
     * @param number what stands where the number is, or null if nothing does
     * @param fields how many fields it has
     */
    public record Line(long line, String text, String end, String number, int fields) {

        public boolean blank() {
            return text.isBlank();
        }
    }

    /** A file that is not of the form it is said to be. Its message says what and where, and quotes nothing of it. */
    public static final class BadFile extends RuntimeException {
        private static final long serialVersionUID = 1L;

        BadFile(String message) {
            super(message);
        }
    }

    private record Piece(String text, String end, boolean cut) {
    }

    private final InputStream in;
    private final Deque<Piece> waiting = new ArrayDeque<>();
    private long line;
    private String mark = "";
    private final Line header;
    private final char separator;
    private final int column;

    /**
     * @param csv    true: a CSV file, whose first line names its columns; false: a number a line
     * @param column the name of the number's column; null: the only one there is
     * @throws BadFile if it is no such file
     */
    public CallFile(InputStream in, boolean csv, String column) throws IOException {
        this.in = new BufferedInputStream(in, LONGEST);
        Piece first = piece();
        if (first != null && first.text().indexOf('\0') >= 0) {
            throw new BadFile("The file begins with NUL bytes, so it is no text, or text in UTF-16: save it as UTF-8.");
        }
        if (first != null && first.text().startsWith(BOM)) {
            mark = BOM;
            first = new Piece(first.text().substring(BOM.length()), first.end(), first.cut());
        }
        if (!csv) {
            separator = '\t';
            this.column = 0;
            header = null;
            if (first != null) {
                waiting.push(first);
            }
            return;
        }
        if (first == null || first.text().isBlank() || first.cut()) {
            throw new BadFile("The file's first line must name its columns.");
        }
        separator = separator(first.text());
        List<String> names = fields(first.text()).stream().map(CallFile::decoded).map(String::strip).toList();
        this.column = column(names, column);
        line++;
        header = new Line(1, first.text(), first.end(), null, names.size());
    }

    private static int column(List<String> names, String column) {
        if (column == null) {
            if (names.size() == 1) {
                return 0;
            }
            throw new BadFile("The file has " + names.size() + " columns: name the one that holds the number with the"
                    + " parameter column.");
        }
        int index = names.indexOf(column.strip());
        if (index < 0 || names.lastIndexOf(column.strip()) != index) {
            throw new BadFile("The file's first line must name the column \"" + column.strip() + "\" once; it "
                    + (index < 0 ? "does not." : "does more than once."));
        }
        return index;
    }

    /** The line of names of a CSV file; null for a file of lines. */
    public Line header() {
        return header;
    }

    /** The byte order mark, if the file has one: no part of a name or a number. */
    public String mark() {
        return mark;
    }

    /** What stands between two fields. */
    public char separator() {
        return separator;
    }

    /** The next record, or null at the end. @throws IOException if the rest of the file does not come */
    public Line next() throws IOException {
        Piece piece = piece();
        if (piece == null) {
            return null;
        }
        long number = ++line;
        if (piece.cut() || piece.text().indexOf('\0') >= 0) {
            return new Line(number, piece.text(), piece.end(), null, 1);
        }
        if (header == null) {
            return new Line(number, piece.text(), piece.end(), decoded(piece.text()).strip(), 1);
        }
        Piece whole = open(piece.text()) ? closed(piece) : piece;
        List<String> fields = fields(whole.text());
        // A quote that is opened and never closed ruins its own line, and no other.
        boolean readable = fields.size() > column && !open(whole.text());
        return new Line(number, whole.text(), whole.end(), readable ? decoded(fields.get(column)).strip() : null, fields.size());
    }

    /** A record whose quoted field goes on in the next lines; if it goes on for too long, only its first line. */
    private Piece closed(Piece first) throws IOException {
        StringBuilder text = new StringBuilder(first.text());
        Piece last = first;
        List<Piece> more = new ArrayList<>();
        while (open(text)) {
            Piece next = last.cut() || text.length() > LONGEST ? null : piece();
            if (next == null) {
                for (int i = more.size() - 1; i >= 0; i--) {
                    waiting.push(more.get(i));
                }
                return first;
            }
            more.add(next);
            text.append(last.end()).append(next.text());
            last = next;
        }
        line += more.size();
        return new Piece(text.toString(), last.end(), false);
    }

    private static boolean open(CharSequence text) {
        boolean open = false;
        for (int i = 0; i < text.length(); i++) {
            open ^= text.charAt(i) == '"';
        }
        return open;
    }

    private Piece piece() throws IOException {
        if (!waiting.isEmpty()) {
            return waiting.pop();
        }
        StringBuilder text = new StringBuilder(80);
        boolean cut = false;
        int next = in.read();
        if (next < 0) {
            return null;
        }
        for (; next >= 0 && next != '\n'; next = in.read()) {
            if (text.length() < LONGEST) {
                text.append((char) next);
            } else {
                cut = true;
            }
        }
        String end = next == '\n' ? "\n" : "";
        if (!cut && !text.isEmpty() && text.charAt(text.length() - 1) == '\r') {
            text.setLength(text.length() - 1);
            end = "\r" + end;
        }
        return new Piece(text.toString(), end, cut);
    }

    /** The one of the three that stands most often between the names. */
    private static char separator(String names) {
        char best = ',';
        int most = 0;
        for (char candidate : new char[] {',', ';', '\t'}) {
            boolean quoted = false;
            int count = 0;
            for (int i = 0; i < names.length(); i++) {
                quoted ^= names.charAt(i) == '"';
                count += !quoted && names.charAt(i) == candidate ? 1 : 0;
            }
            if (count > most) {
                most = count;
                best = candidate;
            }
        }
        return best;
    }

    private List<String> fields(String text) {
        List<String> fields = new ArrayList<>();
        StringBuilder field = new StringBuilder();
        boolean quoted = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"') {
                // Twice within quotes it stands for itself.
                boolean itself = quoted && i + 1 < text.length() && text.charAt(i + 1) == '"';
                if (itself) {
                    field.append(c);
                    i++;
                } else {
                    quoted = !quoted;
                }
            } else if (c == separator && !quoted) {
                fields.add(field.toString());
                field.setLength(0);
            } else {
                field.append(c);
            }
        }
        fields.add(field.toString());
        return fields;
    }

    /** As UTF-8 if it is, for the blanks and names it may hold; else as it is. */
    private static String decoded(String bytes) {
        try {
            return StandardCharsets.UTF_8.newDecoder()
                    .decode(ByteBuffer.wrap(bytes.getBytes(StandardCharsets.ISO_8859_1))).toString();
        } catch (CharacterCodingException another) {
            return bytes;
        }
    }
}
