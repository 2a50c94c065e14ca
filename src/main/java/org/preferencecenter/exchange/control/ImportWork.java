package org.preferencecenter.exchange.control;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;

import de.siegmar.fastcsv.reader.CsvRecord;

import org.preferencecenter.catalog.entity.CaptureMode;
import org.preferencecenter.consent.control.Intakes;
import org.preferencecenter.consent.entity.Intake;
import org.preferencecenter.consent.entity.Origin;
import org.preferencecenter.consent.entity.Taken;
import org.preferencecenter.exchange.entity.ImportOrder;
import org.preferencecenter.exchange.entity.Job;
import org.preferencecenter.exchange.entity.JobKind;
import org.preferencecenter.exchange.entity.LineReader;
import org.preferencecenter.exchange.entity.LineReading;
import org.preferencecenter.exchange.entity.Remark;

/** An import, or its check: reads some thousand lines, takes them in, counts. Both walk the same way; a check stores nothing. */
final class ImportWork implements JobWork {

    /** So many lines are one transaction: within a second, and few enough to hold in memory. */
    static final int AT_ONCE = 2000;
    private static final String VIA = "import";

    private final ImportOrder order;
    private final LineReader reader;
    private final CsvFile lines;
    private final Intakes intakes;
    private final ImportRows rows;
    private final Clock clock;
    private final long total;

    ImportWork(ImportOrder order, LineReader reader, CsvFile lines, Intakes intakes, ImportRows rows, Clock clock, long total) {
        this.order = order;
        this.reader = reader;
        this.lines = lines;
        this.intakes = intakes;
        this.rows = rows;
        this.clock = clock;
        this.total = total;
    }

    /** A line that can be taken in. */
    private record Line(long number, Intake intake, Set<Remark> remarks) {
    }

    @Override
    public Step step(Connection connection, Job job) throws SQLException {
        List<ImportRows.Told> told = new ArrayList<>();
        List<Line> usable = new ArrayList<>(AT_ONCE);
        int read = 0;
        CsvRecord record = null;
        while (read < AT_ONCE && (record = lines.next()) != null) {
            read++;
            LineReading line = reader.read(record.getFields());
            line.remarks().forEach(told(told, record.getStartingLineNumber()));
            if (line.intake() != null) {
                usable.add(new Line(record.getStartingLineNumber(), line.intake(), line.remarks()));
            }
        }
        Map<String, Long> counts = new TreeMap<>(job.counts());
        count(counts, "lines", read);
        count(counts, "bad", read - usable.size());
        List<Line> first = withoutRepeats(connection, job, usable, told, counts);
        take(connection, job, first, told, counts);
        rows.tell(connection, job.id(), told);
        boolean finished = record == null;
        if (finished) {
            rows.forgetSeen(connection, job.id());
        }
        long done = job.done() + read;
        return new Step(job.at(job.position() + read, done, finished ? done : Math.max(total, done), counts), finished,
                List.of());
    }

    private static Consumer<Remark> told(List<ImportRows.Told> told, long line) {
        return remark -> told.add(new ImportRows.Told(line, remark));
    }

    private static void count(Map<String, Long> counts, String name, long more) {
        if (more != 0) {
            counts.merge(name, more, Long::sum);
        }
    }

    /** Of a line that repeats an earlier one only what it stops counts: the first says who it is, every one may say no. */
    private List<Line> withoutRepeats(Connection connection, Job job, List<Line> usable, List<ImportRows.Told> told,
            Map<String, Long> counts) throws SQLException {
        boolean[] repeats = rows.repeats(connection, job.id(), usable.stream().map(line -> line.intake().addresses().get(0)).toList());
        List<Line> first = new ArrayList<>(usable.size());
        for (int i = 0; i < repeats.length; i++) {
            Line line = usable.get(i);
            if (!repeats[i]) {
                first.add(line);
                continue;
            }
            told.add(new ImportRows.Told(line.number(), Remark.DUPLICATE));
            count(counts, "duplicates", 1);
            if (line.intake().stops()) {
                first.add(new Line(-line.number(), line.intake().onlyStops(), Set.of()));
            }
        }
        return first;
    }

    private void take(Connection connection, Job job, List<Line> first, List<ImportRows.Told> told, Map<String, Long> counts)
            throws SQLException {
        if (first.isEmpty()) {
            return;
        }
        boolean dry = job.kind() == JobKind.CHECK;
        Intakes.Order circumstances = new Intakes.Order(job.brand(), order.change(),
                new Origin(Origin.Actor.IMPORT, VIA, CaptureMode.ACTIVE_OPT_OUT, order.point(), 0, null),
                new Origin(Origin.Actor.IMPORT, VIA, CaptureMode.ACTIVE_OPT_IN, order.point(), 0, null).reading(reader.script()),
                clock.instant().truncatedTo(ChronoUnit.MICROS), dry);
        Intakes.Round round = intakes.take(connection, circumstances, first.stream().map(Line::intake).toList());
        for (int i = 0; i < first.size(); i++) {
            Line line = first.get(i);
            if (line.number() > 0) {   // a repeat was counted as one
                count(line, round.lines().get(i), told, counts);
            }
        }
        count(counts, "suppressions", dry ? round.lines().stream().filter(Taken::newlySuppressed).count() : round.made().size());
        if (!dry) {
            rows.remember(connection, job.id(), round);
        }
    }

    private static void count(Line line, Taken taken, List<ImportRows.Told> told, Map<String, Long> counts) {
        if (line.remarks().contains(Remark.UNPROVEN)) {
            count(counts, "unproven", 1);
        }
        if (taken.suppressed()) {
            count(counts, "suppressed", 1);
            told.add(new ImportRows.Told(line.number(), Remark.SUPPRESSED));
        } else {
            count(counts, switch (taken.result()) {
                case NEW -> "fresh";
                case CHANGED -> "changed";
                case UNCHANGED -> "unchanged";
            }, 1);
        }
        if (taken.refused() > 0) {
            count(counts, "resubscribes", 1);
            told.add(new ImportRows.Told(line.number(), Remark.RESUBSCRIBES));
        }
        if (taken.left() > 0) {
            count(counts, "left", 1);
            told.add(new ImportRows.Told(line.number(), Remark.ADDRESS_LEFT));
        }
    }

    @Override
    public void close() {
        lines.close();
    }
}
