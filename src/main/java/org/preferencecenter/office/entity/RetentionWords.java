package org.preferencecenter.office.entity;

import java.time.Period;

import org.preferencecenter.center.entity.Words;
import org.preferencecenter.retention.entity.Keeping;
import org.preferencecenter.retention.entity.Run;

/** What retention does, in words. */
public final class RetentionWords {

    private static final int YEAR = 12;

    private RetentionWords() {
    }

    /** How long, and who says so. */
    public static String term(Keeping keeping, Words words) {
        String length = length(keeping.term(), words);
        return !keeping.rule().isEmpty() ? words.say("retention.term.rule", length, keeping.rule())
                : words.say(keeping.known() ? "retention.term.house" : "retention.term.unknown", length);
    }

    private static String length(Period term, Words words) {
        long months = term.toTotalMonths();
        return months == 0 ? words.say("retention.days", term.getDays()) : months % YEAR == 0 ? words.say("retention.years", months / YEAR)
                : words.say("retention.months", months);
    }

    /** The key of what a run is called. */
    public static String kind(Run run) {
        return run.dry() ? run.about() == 0 ? "retention.run.dry" : "retention.run.again" : "retention.run.real";
    }
}
