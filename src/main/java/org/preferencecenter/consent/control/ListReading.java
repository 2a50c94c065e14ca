package org.preferencecenter.consent.control;

import java.io.IOException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.preferencecenter.consent.entity.ImportedList;
import org.preferencecenter.consent.entity.ListForm;
import org.preferencecenter.consent.entity.ListImport;
import org.preferencecenter.consent.entity.ListImport.Outcome;
import org.preferencecenter.law.entity.OppositionList;

/**
 * The file of an opposition list being read, as far as somebody asks at a time. What was read takes the place of the list in
 * force in {@link #finish}, in one moment; whatever fails before, or is closed before, leaves that list as it is.
 */
public final class ListReading implements AutoCloseable {

    private static final int BAD_LINES_TOLD = 10;

    /**
     * What is to be loaded.
     *
     * @param list    as the rule book knows it
     * @param date    the list's own date
     * @param older   true: also in the place of a younger list
     * @param account who loads it in the office; 0: a program
     */
    public record Order(OppositionList list, LocalDate date, ListForm form, boolean older, int account) {
    }

    private final Order order;
    private final CallFile file;
    private final LocalDate before;
    private final ListHash hash;
    private final ListLoad load;
    private final Instant now;
    private final List<Long> badLines = new ArrayList<>();
    private long lines;
    private long kept;
    private boolean inForce;

    ListReading(Order order, CallFile file, LocalDate before, ListHash hash, ListLoad load, Instant now) {
        this.order = order;
        this.file = file;
        this.before = before;
        this.hash = hash;
        this.load = load;
        this.now = now;
    }

    /** Reads on, at most so many lines. @return false at the end. @throws IOException if the file does not come to its end */
    public boolean read(int most) throws IOException {
        for (int i = 0; i < most; i++) {
            CallFile.Line line = file.next();
            if (line == null) {
                return false;
            }
            if (!line.blank()) {
                take(line);
            }
        }
        return true;
    }

    private void take(CallFile.Line line) {
        lines++;
        Optional<byte[]> entry = line.number() == null ? Optional.empty()
                : order.form().entry(line.number(), order.list().jurisdiction());
        if (entry.isPresent()) {
            load.add(hash.of(entry.get()));
            kept++;
        } else if (badLines.size() < BAD_LINES_TOLD) {
            badLines.add(line.line());
        }
    }

    /** How it stands: as if what was read were all. */
    public ListImport soFar() {
        return told(kept > 0 && kept >= lines - kept ? Outcome.REPLACED : Outcome.UNREADABLE);
    }

    private ListImport told(Outcome outcome) {
        return new ListImport(outcome, lines, outcome == Outcome.OLDER ? 0 : kept, lines - kept, List.copyOf(badLines), before);
    }

    /** Puts what was read in force, if it is usable and no younger list is. */
    public ListImport finish() {
        ListImport read = soFar();
        if (read.outcome() == Outcome.REPLACED) {
            load.finish();
            inForce = load.putInForce(new ImportedList(order.list().code(), order.list().jurisdiction(), order.date(),
                    order.form(), kept, load.generation(), now, order.account()), order.older());
            return inForce ? read : told(Outcome.OLDER);
        }
        return read;
    }

    /** Clears away what is not in force. */
    @Override
    public void close() {
        load.clear(inForce, now);
    }
}
