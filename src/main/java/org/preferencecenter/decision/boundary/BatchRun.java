package org.preferencecenter.decision.boundary;

import java.io.IOException;
import java.io.OutputStream;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;

import org.preferencecenter.catalog.control.Catalog;
import org.preferencecenter.decision.control.Answers;
import org.preferencecenter.decision.entity.Asked;
import org.preferencecenter.decision.entity.Decision;
import org.preferencecenter.decision.entity.LineReading;

/**
 * One batch: reads blocks of lines, has some of them answered at the same time, and writes the answers in the order of the
 * lines, one for each. Holds a few blocks and no more; whoever takes the answers slowly is read slowly.
 */
final class BatchRun {

    private static final Logger LOG = System.getLogger(BatchRun.class.getName());
    private static final int LINES = 2000;
    private static final int BYTES = 1024 * 1024;
    private static final int IN_FLIGHT = 3;

    private final Intake intake;
    private final Lines lines;
    private final BatchForm form;
    private final LineReading reading;
    private final BlockDesk desk;
    private final Catalog catalog;
    private final Clock clock;
    private final ExecutorService answering;
    private final Deque<Future<byte[]>> inFlight = new ArrayDeque<>();
    private final BatchCount count = new BatchCount();

    BatchRun(Intake intake, Lines lines, BatchForm form, BlockDesk desk, Catalog catalog, Clock clock,
            ExecutorService answering) {
        this.intake = intake;
        this.lines = lines;
        this.form = form;
        this.reading = form.lines();
        this.desk = desk;
        this.catalog = catalog;
        this.clock = clock;
        this.answering = answering;
    }

    /** Until all is answered. @throws IOException if the answers cannot be written: nobody takes them any more */
    void run(OutputStream out) throws IOException {
        try (intake) {
            intake.start();
            write(out, form.header());
            for (List<Asked> block = block(out); !block.isEmpty(); block = block(out)) {
                List<Asked> asked = block;
                inFlight.add(answering.submit(() -> answer(asked)));
                if (inFlight.size() >= IN_FLIGHT) {
                    writeNext(out);
                }
            }
            while (!inFlight.isEmpty()) {
                writeNext(out);
            }
            write(out, form.footer(count));
        } finally {
            inFlight.forEach(future -> future.cancel(false));
        }
    }

    /**
     * The next lines; fewer if the sender pauses, so that who sends them one by one is answered one by one. Empty at the
     * end.
     */
    private List<Asked> block(OutputStream out) throws IOException {
        List<Asked> block = new ArrayList<>(LINES);
        reading.asOf(catalog.now(), clock.instant());
        for (int bytes = 0; block.size() < LINES && bytes < BYTES;) {
            if (lines.idle() && intake.idle()) {
                if (!block.isEmpty()) {
                    break;
                }
                if (!inFlight.isEmpty()) {
                    writeNext(out);
                    continue;
                }
            }
            try {
                if (!lines.next()) {
                    break;
                }
            } catch (IOException broken) {
                block.add(Asked.wrong(lines.number() + 1, null, "The body cannot be read any further: what was to follow here "
                        + "was not answered. Send it again."));
                lines.end();
                break;
            }
            bytes += lines.to() - lines.from();
            block.add(lines.tooLong() ? LineReading.tooLong(lines.number())
                    : reading.read(lines.number(), lines.buffer(), lines.from(), lines.to()));
        }
        return block;
    }

    /** Whatever breaks, every line is answered: an answer that ends early might be taken for a whole one. */
    private byte[] answer(List<Asked> block) {
        try {
            return answered(block);
        } catch (RuntimeException broken) {
            LOG.log(Level.ERROR, "{0} lines of a batch could not be answered: {1}", block.size(), broken.getClass().getName());
            Answers answers = form.answers(block.size());
            block.forEach(asked -> answers.wrong(asked.question() == null ? asked : Asked.wrong(asked.line(), asked.ref(),
                    "Something broke on our side, so this was not answered: nothing says that it may be sent. Ask again.")));
            count.wrong.add(block.size());
            return answers.bytes();
        }
    }

    private byte[] answered(List<Asked> block) {
        List<Decision> decisions = desk.ask(block.stream().map(Asked::question).filter(Objects::nonNull).toList());
        Iterator<Decision> next = decisions.iterator();
        Answers answers = form.answers(block.size());
        for (Asked asked : block) {
            if (asked.question() == null) {
                answers.wrong(asked);
            } else {
                answers.decided(asked, next.next());
            }
        }
        byte[] bytes = answers.bytes();
        decisions.forEach(count::add);
        count.wrong.add(block.size() - decisions.size());
        return bytes;
    }

    private void writeNext(OutputStream out) throws IOException {
        try {
            write(out, inFlight.remove().get());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new java.io.InterruptedIOException("the server stops");
        } catch (ExecutionException e) {
            throw new IOException("a block could not be answered", e.getCause());
        }
    }

    private void write(OutputStream out, byte[] bytes) throws IOException {
        if (bytes.length > 0) {
            intake.answering(true);
            out.write(bytes);
            out.flush();
            intake.answering(false);
        }
    }
}
