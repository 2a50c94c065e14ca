package org.preferencecenter.decision.boundary;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

import org.preferencecenter.consent.control.CallFile;
import org.preferencecenter.decision.control.CallScreening;

/** A call file screened while it still comes: lines are answered as they are read. */
final class ScreeningRun {

    private static final int BLOCK = 2000;

    private final Intake intake;
    private final CallScreening screening;

    ScreeningRun(Intake intake, CallScreening screening) {
        this.intake = intake;
        this.screening = screening;
    }

    /** Until all is answered. @throws IOException if the file does not come to its end, or nobody takes the answer */
    void run(OutputStream out) throws IOException {
        try (intake) {
            intake.start();
            StringBuilder answer = new StringBuilder(screening.head());
            for (List<CallFile.Line> block = screening.block(BLOCK); !block.isEmpty(); block = screening.block(BLOCK)) {
                screening.answer(block, answer);
                write(out, answer);
            }
            write(out, answer);
        }
    }

    private void write(OutputStream out, StringBuilder answer) throws IOException {
        intake.answering(true);
        out.write(answer.toString().getBytes(StandardCharsets.ISO_8859_1));
        out.flush();
        intake.answering(false);
        answer.setLength(0);
    }
}
