package org.preferencecenter.mail.boundary;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Optional;

import com.code_intelligence.jazzer.junit.FuzzTest;

import org.preferencecenter.mail.entity.BadFrame;
import org.preferencecenter.mail.entity.ExistingPolicy;
import org.preferencecenter.mail.entity.MilterFrame;
import org.preferencecenter.mail.entity.MilterFrames;

/**
 * Whatever is said on a milter's line is answered or closes it, and nothing stays reserved. Runs over the inputs in
 * {@code MilterFuzzTestInputs} ({@code make-milter-lines.py} made them); with {@code JAZZER_FUZZ=1} Jazzer looks for more.
 */
class MilterFuzzTest {

    @FuzzTest(maxDuration = "60s")
    void any_line_is_answered_or_closed_and_leaves_nothing_reserved(byte[] line) {
        TestClearance desk = new TestClearance();
        MilterSession session = new MilterSession(desk.rules(line.length % 2 == 0, line.length % 3 == 0,
                ExistingPolicy.REPLACE));
        MilterFrames frames = new MilterFrames();
        frames.add(line, line.length);
        try {
            for (Optional<MilterFrame> frame = frames.next(); frame.isPresent() && !session.over(); frame = frames.next()) {
                session.hear(frame.get());
                session.written();
            }
        } catch (BadFrame closed) {
            // as it should be
        }
        session.gone();
        assertEquals(desk.reserved.get(), desk.settled.get(),
                "what was reserved is counted or given back");
    }
}
