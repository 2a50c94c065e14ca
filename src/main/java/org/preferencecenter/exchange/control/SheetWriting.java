package org.preferencecenter.exchange.control;

import java.io.IOException;
import java.io.UncheckedIOException;

import de.siegmar.fastcsv.reader.CsvRecord;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;

import org.preferencecenter.exchange.entity.ImportOrder.FileForm;

/** Makes a spreadsheet of a CSV file, row by row: memory holds some hundred of them. Every cell is text, so no number is bent. */
final class SheetWriting {

    private static final int ROWS = 1_048_576;   // of a sheet, ECMA-376
    private static final int HELD = 500;

    private final FileStore files;

    SheetWriting(FileStore files) {
        this.files = files;
    }

    /** @return the new file's id */
    long of(int brand, String name, long csv) {
        FileStore.Writing out = files.write(brand, name, "XLSX", FileStore.TO_FETCH);
        try (out; CsvFile lines = new CsvFile(files.read(csv), new FileForm("UTF-8", ',', false, false))) {
            Workbook book = new Workbook(out, "PreferenceCenter", "1.0");
            int number = 1;
            Worksheet sheet = book.newWorksheet("1");
            int row = 0;
            for (CsvRecord line = lines.next(); line != null; line = lines.next()) {
                if (row == ROWS) {
                    sheet.finish();
                    sheet = book.newWorksheet(Integer.toString(++number));
                    row = 0;
                }
                for (int column = 0; column < line.getFieldCount(); column++) {
                    sheet.inlineString(row, column, line.getField(column));
                }
                if (++row % HELD == 0) {
                    sheet.flush();
                }
            }
            sheet.finish();
            book.finish();
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
        return out.id();
    }
}
