package org.preferencecenter.retention.control;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;

import org.preferencecenter.catalog.entity.Stream;
import org.preferencecenter.decision.control.DecisionDesk;
import org.preferencecenter.decision.control.DecisionDesk.Judged;
import org.preferencecenter.decision.entity.Question;
import org.preferencecenter.law.entity.Channel;

/**
 * Whom the letter may go to: whoever a message of the purpose may go to today, by the same decision as any sender's. So nobody
 * is asked who said no, complained, is suppressed, or whose time is over already.
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

    /**
     * Which of them may be written to.
     *
     * @param keep keep the decisions: the letters are about to be made due
     */
    Set<Candidate> of(List<Candidate> candidates, boolean keep) {
        List<Question> questions = new ArrayList<>();
        List<Candidate> whose = new ArrayList<>();
        for (Candidate one : candidates) {
            timetables.catalogue().streams().stream().filter(stream -> asks(stream, one)).forEach(stream -> {
                questions.add(new Question(stream, null, one.recipient(), timetables.now(), false));
                whose.add(one);
            });
        }
        List<Judged> judged = desk.judgeAll(questions);
        Set<Candidate> allowed = new HashSet<>();
        for (int i = 0; i < judged.size(); i++) {
            // An address is proof enough of a mailbox; a decision without one could go nowhere.
            boolean mailbox = judged.get(i).recipient().flatMap(person -> person.address(Channel.EMAIL)).isPresent();
            if (mailbox && judged.get(i).answered().decision().allowed() && !allowed.contains(whose.get(i))
                    && (!keep || desk.keep(List.of(judged.get(i).answered()), MAIL))) {
                allowed.add(whose.get(i));
            }
        }
        return allowed;
    }

    private static boolean asks(Stream stream, Candidate one) {
        return !stream.retired() && stream.channel() == Channel.EMAIL && one.purposes().contains(stream.purpose().id());
    }
}
