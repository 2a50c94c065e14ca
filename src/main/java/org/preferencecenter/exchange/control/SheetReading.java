package org.preferencecenter.exchange.control;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

import de.siegmar.fastcsv.writer.CsvWriter;
import org.dhatim.fastexcel.reader.Cell;
import org.dhatim.fastexcel.reader.CellType;
import org.dhatim.fastexcel.reader.ExcelReaderException;
import org.dhatim.fastexcel.reader.ReadableWorkbook;
import org.dhatim.fastexcel.reader.ReadingOptions;
import org.dhatim.fastexcel.reader.Row;

/**
 * Turns the first sheet of a spreadsheet into CSV while it comes in, so that everything after that reads one kind of file,
 * from any line on. Dates become ISO dates, whatever they look like in the sheet.
 */
final class SheetReading {

    /** A sheet is packed; what it unpacks to is limited, or a small file could fill the disk and the memory. */
    private static final long MOST_UNPACKED = 4L << 30;
    private static final long MOST_WORDS = 200L << 20;

    private SheetReading() {
    }

    /** A file that is no spreadsheet, or too much of one. */
    static final class NoSheet extends IOException {
        private static final long serialVersionUID = 1L;
    }

    static void toCsv(InputStream in, OutputStream out) throws IOException {
        Path file = Files.createTempFile("sheet", ".xlsx");
        try {
            Files.copy(in, file, StandardCopyOption.REPLACE_EXISTING);
            check(file);
            // Cells tell their format only if they are asked to: without it a date is a number of days.
            try (ReadableWorkbook book = new ReadableWorkbook(file.toFile(), new ReadingOptions(true, false));
                    Stream<Row> rows = book.getFirstSheet().openStream();
                    Writer text = new OutputStreamWriter(out, StandardCharsets.UTF_8);
                    CsvWriter csv = CsvWriter.builder().build(text)) {
                rows.forEach(row -> csv.writeRecord(fields(row)));
            }
        } catch (ExcelReaderException | UncheckedIOException | IllegalArgumentException broken) {
            throw new NoSheet();
        } finally {
            Files.delete(file);
        }
    }

    private static void check(Path file) throws IOException {
        long all = 0;
        try (ZipFile zip = new ZipFile(file.toFile())) {
            for (ZipEntry entry : (Iterable<ZipEntry>) zip.stream().map(ZipEntry.class::cast)::iterator) {
                all += Math.max(0, entry.getSize());
                if (all > MOST_UNPACKED || entry.getName().endsWith("sharedStrings.xml") && entry.getSize() > MOST_WORDS) {
                    throw new NoSheet();
                }
            }
        } catch (java.util.zip.ZipException none) {
            throw new NoSheet();
        }
    }

    private static List<String> fields(Row row) {
        List<String> fields = new ArrayList<>(row.getCellCount());
        for (int i = 0; i < row.getCellCount(); i++) {
            Cell cell = row.hasCell(i) ? row.getCell(i) : null;
            fields.add(cell == null ? "" : text(cell));
        }
        return fields;
    }

    private static String text(Cell cell) {
        if (cell.getType() == CellType.NUMBER) {
            return dated(cell.getDataFormatString()) ? date(cell) : number(cell.asNumber());
        }
        if (cell.getType() == CellType.EMPTY || cell.getType() == CellType.ERROR || cell.getValue() == null) {
            return "";
        }
        return cell.getType() == CellType.FORMULA ? cell.getText() : cell.getValue().toString();
    }

    /** A format with a day, month or year in it; words in quotation marks and colours in brackets are none. */
    private static boolean dated(String format) {
        if (format == null || format.equalsIgnoreCase("General")) {
            return false;
        }
        String letters = format.replaceAll("\"[^\"]*\"|\\[[^\\]]*]|\\\\.", "");
        return letters.chars().anyMatch(c -> "dmyDMY".indexOf(c) >= 0);
    }

    private static String date(Cell cell) {
        LocalDateTime at = cell.asDate();
        return at.toLocalTime().equals(LocalTime.MIDNIGHT) ? at.toLocalDate().toString() : at.withNano(0).toString();
    }

    /** As many digits as there are: a telephone number of twelve is not written in powers of ten. */
    private static String number(BigDecimal number) {
        return number.stripTrailingZeros().scale() <= 0 ? number.toBigInteger().toString() : number.toPlainString();
    }
}
