package org.preferencecenter.consent.entity;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.UUID;

/** What taking a change back makes of the present choices: what was before it, wherever nothing newer was said since. */
final class UndoRules {

    private UndoRules() {
    }

    /** @param history all entries so far */
    static Outcome putBack(Recording recording, History history, UUID undone, Act act) {
        if (history.of(undone).isEmpty()) {
            return Outcome.NOTHING;
        }
        Choices before = history.before(undone);
        List<Choice> changed = new ArrayList<>();
        for (Cell cell : history.newestOf(undone)) {
            int seq = recording.seq() + 1;
            Choice choice = ChoiceRules.undo(before, recording.choices(), cell, seq, act);
            SortedMap<String, Object> facts = ChoiceEntry.facts(choice, seq, act);
            facts.put("undoes", undone.toString());
            changed.add(recording.write(choice, facts, act));
        }
        return Recording.outcome(act, changed, false);
    }
}
