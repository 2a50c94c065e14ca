package org.preferencecenter.decision.control;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

import org.preferencecenter.consent.control.DatabaseAway;
import org.preferencecenter.decision.entity.Facts;
import org.preferencecenter.decision.entity.Question;

/** Reads the facts of many questions so that one of them that cannot be read costs the others nothing. */
final class FactsOfEach {

    private static final Logger LOGGER = System.getLogger(DecisionDesk.class.getName());

    private final FactReader reader;

    FactsOfEach(FactReader reader) {
        this.reader = reader;
    }

    /**
     * In their order; null for those that cannot be read. What only one of them is guilty of is found out by halves, so
     * that its neighbours do not suffer.
     */
    List<Facts> read(List<Question> questions) {
        try {
            return reader.read(questions);
        } catch (RuntimeException e) {
            int half = questions.size() / 2;
            if (half > 0 && !(e instanceof DatabaseAway)) {
                List<Facts> facts = new ArrayList<>(read(questions.subList(0, half)));
                facts.addAll(read(questions.subList(half, questions.size())));
                return facts;
            }
            // The caller learns that it was refused, not why the world broke; so it is told here. The exception's own
            // message is left out: it may quote what was asked for, an address.
            LOGGER.log(Level.WARNING, "the facts of {0} questions could not be read: {1}", questions.size(), kind(e));
            return Collections.nCopies(questions.size(), null);
        }
    }

    /** What broke, without its words: they may quote an address. */
    static String kind(Throwable broken) {
        Throwable root = broken;
        while (root.getCause() != null && root.getCause() != root) {
            root = root.getCause();
        }
        return broken.getClass().getName() + (root == broken ? "" : " caused by " + root.getClass().getName());
    }
}
