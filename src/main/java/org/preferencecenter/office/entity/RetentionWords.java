package org.preferencecenter.office.entity;

import java.time.Period;
import java.util.Map;

import org.preferencecenter.center.entity.Words;
import org.preferencecenter.retention.entity.Keeping;
import org.preferencecenter.retention.entity.Run;
import org.preferencecenter.retention.entity.Run.State;

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

    /** A country by name. @param code empty: nobody knows */
    public static String place(String code, Words words) {
        return code.isEmpty() ? words.say("retention.somewhere") : new CatalogWords(words).country(code);
    }

    /** Who asked for a run. @param names of accounts */
    public static String who(Run run, Map<Integer, String> names, Words words) {
        return run.account() == 0 ? words.say("retention.by.schedule") : names.getOrDefault(run.account(), "–");
    }

    /** How a run's state is coloured. */
    public static String tone(Run run) {
        return run.state() == State.REFUSED ? "bad" : run.state() == State.RUNNING ? "warn" : "";
    }

    /** The key of what a run is called. */
    public static String kind(Run run) {
        return run.dry() ? run.about() == 0 ? "retention.run.dry" : "retention.run.again" : "retention.run.real";
    }
}
