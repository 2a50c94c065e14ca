package org.preferencecenter.decision.entity;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntPredicate;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;

import org.preferencecenter.catalog.entity.Catalogue;
import org.preferencecenter.decision.entity.AskedFields.Field;

/**
 * Lines of CSV (RFC 4180), apart by {@code ;}, {@code ,} or tab, whichever the header uses. A record stands on one line, so
 * that one quotation mark too many spoils one line and not all that follow.
 */
public final class CsvLines implements LineReading {

    /** The header cannot be used; the message says what is wrong and what would do. */
    public static final class BadHeader extends Exception {

        private static final long serialVersionUID = 1L;

        BadHeader(String problem) {
            super(problem);
        }
    }

    private static final char[] SEPARATORS = {';', ',', '\t'};

    private final AskedFields fields;
    private final CharsetDecoder decoder;
    private final CharBuffer text = CharBuffer.allocate(LONGEST);
    private final List<Field> columns = new ArrayList<>();
    private final char separator;
    private final CsvReader.CsvReaderBuilder reader;

    /**
     * See {@link AskedFields}.
     *
     * @param header  the first line, which names the columns
     * @param charset of all lines; {@code \n} must be one byte in it
     * @throws BadHeader if it names an unknown column, or one twice
     */
    public CsvLines(byte[] header, Charset charset, String streamByDefault, IntPredicate mayActFor) throws BadHeader {
        this.fields = new AskedFields(streamByDefault, mayActFor);
        this.decoder = charset.newDecoder().onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
        String line;
        try {
            line = decoded(header, 0, header.length);
        } catch (BadLine wrong) {
            throw new BadHeader("The first line names the columns. " + wrong.getMessage());
        }
        this.separator = separator(line);
        this.reader = CsvReader.builder().fieldSeparator(separator).skipEmptyLines(false);
        for (String name : record(line)) {
            Field field = Field.of(name.strip());
            if (field == null || columns.contains(field)) {
                throw new BadHeader("The first line must name the columns, each once; known are " + Field.ALL
                        + ", and column " + (columns.size() + 1) + " is " + (field == null ? "none of them." : "there twice."));
            }
            columns.add(field);
        }
    }

    @Override
    public void asOf(Catalogue catalogue, Instant now) {
        fields.asOf(catalogue, now);
    }

    /** What stands between columns. */
    public char separator() {
        return separator;
    }

    private static char separator(String header) {
        for (char candidate : SEPARATORS) {
            if (header.indexOf(candidate) >= 0) {
                return candidate;
            }
        }
        return ',';
    }

    @Override
    public Asked read(long number, byte[] line, int from, int to) {
        fields.begin();
        try {
            List<String> values = values(decoded(line, from, to));
            if (values.size() != columns.size()) {
                throw new BadLine("The line has " + values.size() + " columns, but the header " + columns.size() + ".");
            }
            // The ref first, so that a problem with the rest can be told under it.
            for (int i = 0; i < columns.size(); i++) {
                if (columns.get(i) == Field.REF && !values.get(i).isEmpty()) {
                    fields.ref(values.get(i));
                }
            }
            for (int i = 0; i < columns.size(); i++) {
                if (!values.get(i).isEmpty()) {
                    set(columns.get(i), values.get(i));
                }
            }
            return Asked.of(number, fields.ref(), fields.question());
        } catch (BadLine wrong) {
            return Asked.wrong(number, fields.ref(), wrong.getMessage());
        }
    }

    private String decoded(byte[] line, int from, int to) throws BadLine {
        boolean ascii = true;
        for (int i = from; i < to; i++) {
            if (line[i] == 0) {
                throw new BadLine("The line holds a NUL byte.");
            }
            ascii &= line[i] > 0;
        }
        if (ascii) {
            return new String(line, from, to - from, StandardCharsets.ISO_8859_1);
        }
        text.clear();
        decoder.reset();
        if (decoder.decode(ByteBuffer.wrap(line, from, to - from), text, true).isError() || decoder.flush(text).isError()) {
            throw new BadLine("The line is not in " + decoder.charset().name() + ": say in the Content-Type what it is in, such as "
                    + "text/csv; charset=ISO-8859-1.");
        }
        return text.flip().toString();
    }

    private List<String> values(String line) throws BadLine {
        if (line.isBlank()) {
            throw new BadLine("The line is empty.");
        }
        if ((line.chars().filter(c -> c == '"').count() & 1) != 0) {
            throw new BadLine("A quotation mark is opened and not closed: a record must stand on one line.");
        }
        try {
            return record(line);
        } catch (CsvParseException broken) {
            throw new BadLine("This is not CSV as RFC 4180 writes it: a field in quotation marks ends with one.");
        }
    }

    private List<String> record(String line) {
        return reader.ofSingleCsvRecord(line).getFields();
    }

    private void set(Field field, String value) throws BadLine {
        switch (field) {
            case STREAM -> fields.stream(value.strip());
            case ADDRESS -> fields.address(value);
            case AT -> fields.at(value.strip());
            case RECIPIENT -> fields.recipient(number(value.strip()));
            case OPEN_PIXEL -> fields.openPixel(value.strip());
            default -> { }   // the ref was read before
        }
    }

    private static long number(String text) throws BadLine {
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException wrong) {
            throw new BadLine("The recipient must be its id, a whole number of 1 or more.");
        }
    }
}
