package org.preferencecenter.exchange.control;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

import org.mozilla.universalchardet.UniversalDetector;

import de.siegmar.fastcsv.reader.CsvRecord;

import org.preferencecenter.exchange.entity.ImportOrder.FileForm;

/** Finds out how a CSV file is written, and shows its first lines. */
public final class Sniff {

    private static final int LOOKED_AT = 256 * 1024;
    private static final char[] SEPARATORS = {',', ';', '\t', '|'};
    /** Encodings a file may be said to be in. */
    public static final List<String> CHARSETS = List.of("UTF-8", "windows-1252", "ISO-8859-15", "UTF-16LE", "UTF-16BE");

    private Sniff() {
    }

    /**
     * How a file seems to be written. An encoding that is none of {@link #CHARSETS} is taken for Western European: the bytes of
     * addresses are the same there.
     */
    public static FileForm form(InputStream in) throws IOException {
        byte[] first = in.readNBytes(LOOKED_AT);
        String charset = charset(first);
        return new FileForm(charset, separator(new String(first, Charset.forName(charset))), true, false);
    }

    private static String charset(byte[] first) {
        UniversalDetector detector = new UniversalDetector();
        detector.handleData(first);
        detector.dataEnd();
        String found = detector.getDetectedCharset();
        return wide(first).orElseGet(() -> found == null || found.equals("US-ASCII") ? "UTF-8"
                : CHARSETS.stream().filter(found::equalsIgnoreCase).findFirst().orElse("windows-1252"));
    }

    /** Text of two bytes a character without a mark: nearly every second byte is zero. */
    private static java.util.Optional<String> wide(byte[] first) {
        int even = 0;
        int odd = 0;
        for (int i = 0; i < first.length; i++) {
            if (first[i] == 0) {
                even += i % 2 == 0 ? 1 : 0;
                odd += i % 2 == 1 ? 1 : 0;
            }
        }
        return Math.max(even, odd) < first.length / 4 ? java.util.Optional.empty()
                : java.util.Optional.of(even > odd ? StandardCharsets.UTF_16BE.name() : StandardCharsets.UTF_16LE.name());
    }

    /** The one that stands most often between the names in the first line. */
    private static char separator(String text) {
        int[] counts = new int[SEPARATORS.length];
        boolean quoted = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"') {
                quoted = !quoted;
            } else if (!quoted && (c == '\n' || c == '\r') && i > 0) {
                break;
            }
            for (int s = 0; s < SEPARATORS.length && !quoted; s++) {
                counts[s] += c == SEPARATORS[s] ? 1 : 0;
            }
        }
        int best = 0;
        for (int s = 1; s < counts.length; s++) {
            best = counts[s] > counts[best] ? s : best;
        }
        return SEPARATORS[best];
    }

    /**
     * The first lines, the names of the columns among them.
     *
     * @throws BadFile if it cannot be read so
     */
    public static List<List<String>> lines(InputStream in, FileForm form, int most) {
        List<List<String>> lines = new ArrayList<>();
        FileForm whole = new FileForm(form.charset(), form.separator(), false, form.monthFirst());
        try (CsvFile file = new CsvFile(in, whole)) {
            for (CsvRecord line = lines.size() < most ? file.next() : null; line != null;
                    line = lines.size() < most ? file.next() : null) {
                lines.add(line.getFields());
            }
            return lines;
        } catch (JobWork.Impossible broken) {
            throw new BadFile();
        }
    }

    /** A file that is no table. */
    public static final class BadFile extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }
}
