package org.preferencecenter.retention.control;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;

import org.preferencecenter.catalog.entity.Stream;
import org.preferencecenter.decision.control.DecisionDesk;
import org.preferencecenter.decision.control.DecisionDesk.Judged;
import org.preferencecenter.decision.entity.Decision;
import org.preferencecenter.decision.entity.Decision.Verdict;
import org.preferencecenter.decision.entity.HouseRule;
import org.preferencecenter.decision.entity.Question;
import org.preferencecenter.decision.entity.Reason;
import org.preferencecenter.law.entity.Channel;

/**
 * Whom the letter may go to, by the same decision as any sender's, which knows besides that the letter is the one question
 * whether they want to go on: so their silence alone does not forbid it. Nobody is asked who said no, complained, is suppressed,
 * or whom no rule permits to write to.
 */
@Singleton
public class Askable {

    /** As the log of decisions names who asked: our own mail. */
    private static final String MAIL = "mail";

    private final DecisionDesk desk;
    private final Timetables timetables;

    @Inject
    public Askable(DecisionDesk desk, Timetables timetables) {
        this.desk = desk;
        this.timetables = timetables;
    }

    /** Somebody to be asked about purposes of one brand. */
    record Candidate(long recipient, int brand, Set<Integer> purposes) {
    }

    /** Whether somebody may be asked. */
    enum Answer {
        YES,
        /** Nothing could be read or kept: nobody knows. */
        UNKNOWN,
        /** Not today: they pause, or have had as much as they want. */
        LATER,
        /** They may not be written to, or have no mailbox. */
        NO;

        static Answer of(Judged judged) {
            Decision decision = judged.answered().decision();
            if (decision.reasons().stream().map(Reason::rule).anyMatch(HouseRule.UNAVAILABLE.id()::equals)) {
                return UNKNOWN;
            }
            // An address is proof enough of a mailbox; a decision without one could go nowhere.
            boolean mailbox = judged.recipient().flatMap(person -> person.address(Channel.EMAIL)).isPresent();
            return !mailbox || decision.verdict() == Verdict.REFUSE ? NO : decision.allowed() ? YES : LATER;
        }
    }

    /**
     * Which of them may be written to: of several streams the best answer.
     *
     * @param keep keep the decisions: the letters are about to be made due
     */
    Map<Candidate, Answer> of(List<Candidate> candidates, boolean keep) {
        List<Question> questions = new ArrayList<>();
        List<Candidate> whose = new ArrayList<>();
        for (Candidate one : candidates) {
            timetables.catalogue().streams().stream().filter(stream -> asks(stream, one)).forEach(stream -> {
                questions.add(Question.toGoOn(stream, one.recipient(), timetables.now()));
                whose.add(one);
            });
        }
        List<Judged> judged = desk.judgeAll(questions);
        Map<Candidate, Answer> answers = new HashMap<>();
        candidates.forEach(one -> answers.put(one, Answer.NO));
        for (int i = 0; i < judged.size(); i++) {
            Answer answer = Answer.of(judged.get(i));
            Answer before = answers.get(whose.get(i));
            if (answer.compareTo(before) < 0) {
                boolean kept = answer != Answer.YES || !keep || desk.keep(List.of(judged.get(i).answered()), MAIL);
                answers.put(whose.get(i), kept ? answer : Answer.UNKNOWN);
            }
        }
        return answers;
    }

    private static boolean asks(Stream stream, Candidate one) {
        return !stream.retired() && stream.channel() == Channel.EMAIL && one.purposes().contains(stream.purpose().id());
    }
}
