package org.preferencecenter.exchange.control;

import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

import javax.sql.DataSource;

import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.writer.CsvWriter;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;

import org.preferencecenter.consent.control.Transaction;
import org.preferencecenter.exchange.entity.ImportOrder;
import org.preferencecenter.exchange.entity.Job;
import org.preferencecenter.exchange.entity.JobKind;
import org.preferencecenter.exchange.entity.Remark;
import org.preferencecenter.exchange.entity.SafeCell;

/** The lines of a file that were not taken as they stand: shown, and written out with the reason, to be mended and sent again. */
@Singleton
public class LinesTold {

    private static final int AT_ONCE = 2000;

    private final DataSource database;
    private final FileStore files;

    @Inject
    public LinesTold(DataSource database, FileStore files) {
        this.database = database;
        this.files = files;
    }

    /** @param line its number in the file, from 1 */
    public record Told(long line, Remark remark) {
    }

    /** The first ones after a line, in order. */
    public List<Told> after(long job, long line, int most) {
        return Transaction.reading(database, connection -> {
            try (PreparedStatement select = connection.prepareStatement("""
                    select line, reason from import_line where job_id = ? and line > ? order by line, reason limit ?""")) {
                select.setLong(1, job);
                select.setLong(2, line);
                select.setInt(3, most);
                List<Told> told = new ArrayList<>();
                try (ResultSet row = select.executeQuery()) {
                    while (row.next()) {
                        Optional<Remark> remark = Remark.of(row.getInt(2));
                        if (remark.isPresent()) {
                            told.add(new Told(row.getLong(1), remark.get()));
                        }
                    }
                }
                return told;
            }
        });
    }

    /** Whether the file is still there to write from. */
    public boolean available(Job job) {
        return files.find(job.file()).isPresent();
    }

    /**
     * Writes those lines as CSV in UTF-8, with their number and what there is to say.
     *
     * @param words what a remark is called
     * @param names what the two columns are called
     */
    public void write(Job job, OutputStream out, Function<Remark, String> words, List<String> names) throws IOException {
        ImportOrder.FileForm form = form(job);
        ImportOrder.FileForm whole = new ImportOrder.FileForm(form.charset(), form.separator(), false, form.monthFirst());
        try (CsvFile file = new CsvFile(files.read(job.file()), whole);
                Writer text = new OutputStreamWriter(out, StandardCharsets.UTF_8);
                CsvWriter csv = CsvWriter.builder().build(text)) {
            text.write('\ufeff');
            CsvRecord record = file.next();
            if (form.header() && record != null) {
                csv.writeRecord(fields(names, record.getFields()));
                record = file.next();
            }
            Map<Long, String> told = page(job.id(), 0, words);
            while (!told.isEmpty()) {
                long last = 0;
                for (Map.Entry<Long, String> one : told.entrySet()) {
                    last = one.getKey();
                    while (record != null && record.getStartingLineNumber() < last) {
                        record = file.next();
                    }
                    if (record != null && record.getStartingLineNumber() == last) {
                        csv.writeRecord(fields(List.of(Long.toString(last), one.getValue()), record.getFields()));
                    }
                }
                told = page(job.id(), last, words);
            }
        }
    }

    /** How the file is written: an import was told, for a screening it is found out. */
    private ImportOrder.FileForm form(Job job) throws IOException {
        if (job.kind() != JobKind.SCREENING) {
            return ImportOrder.parse(job.parameters()).file();
        }
        ImportOrder.FileForm found = Sniff.form(files.read(job.file()));
        return new ImportOrder.FileForm(found.charset(), found.separator(), Screenings.named(job), false);
    }

    /** Whole lines only: what is said of the last one may go on in the next page. */
    private Map<Long, String> page(long job, long after, Function<Remark, String> words) {
        List<Told> told = after(job, after, AT_ONCE);
        Map<Long, String> lines = new LinkedHashMap<>();
        told.forEach(one -> lines.merge(one.line(), words.apply(one.remark()), (a, b) -> a + " " + b));
        if (told.size() == AT_ONCE && lines.size() > 1) {
            lines.remove(told.get(told.size() - 1).line());
        }
        return lines;
    }

    private static List<String> fields(List<String> before, List<String> fields) {
        List<String> all = new ArrayList<>(before);
        fields.forEach(field -> all.add(SafeCell.of(field)));
        return all;
    }
}
