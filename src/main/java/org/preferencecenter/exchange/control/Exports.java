package org.preferencecenter.exchange.control;

import java.io.ByteArrayOutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import javax.sql.DataSource;

import de.siegmar.fastcsv.writer.CsvWriter;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;

import org.preferencecenter.catalog.control.Catalog;
import org.preferencecenter.consent.control.Reachable;
import org.preferencecenter.consent.control.Suppressions;
import org.preferencecenter.decision.control.DecisionDesk;
import org.preferencecenter.exchange.entity.ExportOrder;
import org.preferencecenter.exchange.entity.Job;
import org.preferencecenter.exchange.entity.SafeCell;
import org.preferencecenter.law.entity.Channel;

/** Opens exports where they stopped. Each step adds a page of people to the file; a spreadsheet is made of it at the end. */
@Singleton
public class Exports {

    private static final int AT_ONCE = 1000;

    private final FileStore files;
    private final Reachable reachable;
    private final ExportPages pages;
    private final Catalog catalog;

    @Inject
    public Exports(DataSource database, FileStore files, Reachable reachable, Suppressions suppressions, DecisionDesk desk,
            Catalog catalog, Clock clock) {
        this.files = files;
        this.reachable = reachable;
        this.catalog = catalog;
        this.pages = new ExportPages(database, suppressions, desk, catalog, clock);
    }

    JobWork open(Job job) {
        ExportOrder order = ExportOrder.parse(job.parameters());
        return (connection, at) -> step(connection, at, order);
    }

    private JobWork.Step step(Connection connection, Job job, ExportOrder order) throws SQLException {
        long[] ids = reachable.after(channel(order), job.position(), AT_ONCE);
        List<List<String>> lines = ids.length == 0 ? List.of() : pages.of(job.brand(), order, ids);
        long file = job.result();
        boolean begins = file == 0;
        if (begins) {
            file = files.begin(connection, job.brand(), order.fileName(), "CSV", FileStore.TO_FETCH);
        }
        if (begins || !lines.isEmpty()) {
            files.append(connection, file, files.lastPiece(connection, file) + 1, csv(order, begins, lines));
        }
        Map<String, Long> counts = new TreeMap<>(job.counts());
        counts.merge("written", (long) lines.size(), Long::sum);
        long done = job.done() + ids.length;
        boolean finished = ids.length < AT_ONCE;
        if (finished && order.form() == ExportOrder.Form.XLSX && (begins || !lines.isEmpty())) {
            // What was just added is not committed yet, so not to be read from elsewhere: one more step makes the sheet.
            finished = false;
        }
        if (finished && order.form() == ExportOrder.Form.XLSX) {
            file = new SheetWriting(files).of(job.brand(), order.fileName(), file);
        }
        long position = ids.length == 0 ? job.position() : ids[ids.length - 1];
        return new JobWork.Step(job.at(position, done, finished ? done : -1, counts).writing(file), finished, List.of());
    }

    private Channel channel(ExportOrder order) {
        return order.what().ofStream() ? catalog.now().stream(order.stream())
                .orElseThrow(() -> new JobWork.Impossible("job.log.noStream")).channel() : Channel.EMAIL;
    }

    /** Ours opens in a spreadsheet as UTF-8 by its mark; other systems want none. */
    private static byte[] csv(ExportOrder order, boolean begins, List<List<String>> lines) {
        ByteArrayOutputStream octets = new ByteArrayOutputStream();
        try (Writer text = new OutputStreamWriter(octets, StandardCharsets.UTF_8);
                CsvWriter csv = CsvWriter.builder().build(text)) {
            if (begins) {
                if (!order.form().foreign()) {
                    text.write('\ufeff');
                }
                csv.writeRecord(order.header());
            }
            for (List<String> line : lines) {
                csv.writeRecord(line.stream().map(SafeCell::of).toList());
            }
        } catch (java.io.IOException impossible) {
            throw new java.io.UncheckedIOException(impossible);
        }
        return octets.toByteArray();
    }
}
