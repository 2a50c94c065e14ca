package org.preferencecenter.exchange.control;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;

import de.siegmar.fastcsv.reader.CloseableIterator;
import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;

import org.preferencecenter.exchange.entity.ImportOrder.FileForm;

/** A CSV file being read, record by record (RFC 4180, with whatever separator). Memory holds one record. */
final class CsvFile implements AutoCloseable {

    /** Longest record. A quotation mark that is never closed makes the rest of the file one record: it is found out by this. */
    private static final int LONGEST = 1 << 20;
    private static final char MARK = '\ufeff';

    private final CloseableIterator<CsvRecord> records;

    CsvFile(InputStream in, FileForm form) {
        try {
            Reader text = new BufferedReader(new InputStreamReader(in, Charset.forName(form.charset()).newDecoder()
                    .onMalformedInput(CodingErrorAction.REPLACE).onUnmappableCharacter(CodingErrorAction.REPLACE)), 1 << 16);
            text.mark(1);
            if (text.read() != MARK) {
                text.reset();
            }
            records = CsvReader.builder().fieldSeparator(form.separator()).allowExtraFields(true).allowMissingFields(true)
                    .allowExtraCharsAfterClosingQuote(true).skipEmptyLines(true).maxBufferSize(LONGEST).ofCsvRecord(text)
                    .iterator();
            if (form.header()) {
                next();
            }
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    /** The next record, or null at the end. @throws JobWork.Impossible if the file is not whole */
    CsvRecord next() {
        try {
            return records.hasNext() ? records.next() : null;
        } catch (CsvParseException broken) {
            throw new JobWork.Impossible("job.log.quote");
        }
    }

    /** Passes over so many. */
    CsvFile skip(long many) {
        for (long i = 0; i < many && next() != null; i++) {
            // read and forgotten
        }
        return this;
    }

    @Override
    public void close() {
        try {
            records.close();
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }
}
